/** What is said when the service itself failed. */

/** An update was set aside after several attempts: the words are kept, a person looks, and the farmer is not left hanging. */
export const setAsideText = (): string =>
  '对不起，刚才那条消息系统没处理好，已经转给工作人员去查。请换个说法再发一次，或者直接打电话给村里。';
