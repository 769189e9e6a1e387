/** Swear words without a grievance: they are answered calmly, belong in no report, and the way to a person stays open. */
export const isAbuse = (words: string): boolean =>
  /(?:妈|娘)的|你妈|他妈|草泥马|傻[逼比屄]|龟儿|狗日|日你|滚蛋|王八|混蛋|杂种|仙人板板|狗东西|畜生|不要脸|(?:你们?|全|都是|一群|一伙)[^，。！？被遭]{0,3}骗子/.test(
    words,
  );
