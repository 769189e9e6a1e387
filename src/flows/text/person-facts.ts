/** What a register says of a person's health and working power (健康状况、劳动技能), in words for officers. */

const HEALTH: Readonly<Record<string, string>> = {
  'chronic-illness': '慢性病',
  'grave-illness': '大病',
  disabled: '残疾',
};

const LABOUR: Readonly<Record<string, string>> = {
  ordinary: '普通劳力',
  skilled: '有技能',
  weak: '弱劳力',
  lost: '丧失劳力',
  none: '没有劳力',
};

/** Being healthy is no news, so it has no words; nor has a code this program does not know. */
export const healthWords = (codes: readonly string[]): readonly string[] =>
  codes.flatMap((code) => HEALTH[code] ?? []);

/** '' when the register says nothing. */
export const labourWord = (code: string): string => LABOUR[code] ?? '';
