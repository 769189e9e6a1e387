/** What is said outside our channels, where anybody may read it: that something waits, and nothing about whom. */

export const ordinaryNotice = (): string => '防贫：有新的待办，请打开网页看看。';
export const urgentNotice = (): string => '防贫：有紧急事项，请马上打开网页处理。';
