/** The one shape of words for codes: every code of a closed list has its word, so a code added elsewhere does not compile without one. */
export type CodedWords<Code extends string = string> = Readonly<Record<Code, string>>;
