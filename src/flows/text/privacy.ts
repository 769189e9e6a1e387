/** What is said when a person's data are erased. */

/** In an officer's chat, where something about the person stood. */
export const erasedMention = (): string => '这条内容已按本人要求删除。';

/** To the person, in a chat that no longer knows them. */
export const erasedNews = (number: string): string =>
  `编号 ${number}：核对过是您本人，您在这里留下的信息已经删除。以后有难处，随时再来，或者到村委会说一声。`;
