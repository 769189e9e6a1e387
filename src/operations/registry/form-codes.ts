/**
 * Coded values of the national collection form (《防止返贫监测对象信息采集表》 and its data dictionary): the words a file carries and
 * the code that is stored. Several words may mean one code; the first is the form's own.
 */

type Codes = Readonly<Record<string, readonly string[]>>;

/** 健康状况; a person can have several, joined by 、 or comma. */
export const HEALTH = {
  healthy: ['健康'],
  'chronic-illness': ['长期慢性病', '慢性病'],
  'grave-illness': ['患有大病', '大病', '重病'],
  disabled: ['残疾', '残疾人'],
} as const satisfies Codes;

/** 劳动技能 */
export const LABOUR = {
  ordinary: ['普通劳动力', '普通劳动能力'],
  skilled: ['技能劳动力'],
  weak: ['弱劳动力或半劳动力', '弱劳动力', '半劳动力'],
  lost: ['丧失劳动力', '丧失劳动能力'],
  none: ['无劳动力', '无劳动能力'],
} as const satisfies Codes;

/** 在校生状况; 非在校生 is no code. */
export const SCHOOLING = {
  'preschool-age': ['学龄前儿童'],
  kindergarten: ['学前教育', '幼儿园'],
  primary: ['小学'],
  'junior-7': ['七年级', '初一', '初中一年级'],
  'junior-8': ['八年级', '初二', '初中二年级'],
  'junior-9': ['九年级', '初三', '初中三年级'],
  'senior-1': ['普通高中一年级', '高一'],
  'senior-2': ['普通高中二年级', '高二'],
  'senior-3': ['普通高中三年级', '高三'],
  'vocational-1': ['中职一年级'],
  'vocational-2': ['中职二年级'],
  'vocational-3': ['中职三年级'],
  'college-1': ['高职高专一年级', '大专一年级'],
  'college-2': ['高职高专二年级', '大专二年级'],
  'college-3': ['高职高专三年级', '大专三年级'],
  'technician-1': ['技师学院一年级'],
  'technician-2': ['技师学院二年级'],
  'technician-3': ['技师学院三年级'],
  'technician-4': ['技师学院四年级'],
  'bachelor-1': ['本科一年级', '大一'],
  'bachelor-2': ['本科二年级', '大二'],
  'bachelor-3': ['本科三年级', '大三'],
  'bachelor-4': ['本科四年级', '大四'],
  'bachelor-5': ['本科五年级', '大五'],
  postgraduate: ['硕士及以上', '研究生'],
} as const satisfies Codes;

/** 文化程度 */
export const EDUCATION = {
  illiterate: ['文盲或半文盲', '文盲', '半文盲'],
  primary: ['小学'],
  junior: ['初中'],
  senior: ['高中', '中专'],
  college: ['大专'],
  bachelor: ['本科及以上', '本科', '大学本科'],
} as const satisfies Codes;

/** 监测对象类别 */
export const MONITORED = {
  'unstable-exited': ['脱贫不稳定户'],
  marginal: ['边缘易致贫户', '边缘户'],
  'sudden-hardship': ['突发严重困难户'],
} as const satisfies Codes;

/** 户类型 as far as it says whether a household left poverty. */
export const KIND = {
  general: ['一般农户', '一般户'],
  'exited-poverty': ['脱贫户', '建档立卡户'],
} as const satisfies Codes;

export const SEX = { male: ['男'], female: ['女'] } as const satisfies Codes;

/** Words that say a field does not apply. */
const NOT_APPLICABLE = new Set(['', '无', '否', '非在校生', '不适用', '-', '—', '/']);

/** The code of one word: null when the field does not apply, undefined when the word is not known. A code itself is understood too. */
export function readCode<T extends string>(
  codes: Readonly<Record<T, readonly string[]>>,
  word: string,
): T | null | undefined {
  const plain = word.normalize('NFKC').trim();
  if (NOT_APPLICABLE.has(plain)) return null;
  const keys = Object.keys(codes) as T[]; // keys of a Record<T, …> are T
  return keys.find((key) => key === plain || codes[key].includes(plain));
}

/** The codes of several words in one cell; undefined when one of them is not known. */
export function readCodes<T extends string>(
  codes: Readonly<Record<T, readonly string[]>>,
  cell: string,
): readonly T[] | undefined {
  const found: T[] = [];
  for (const word of cell.split(/[、,，;；|/]/)) {
    const code = readCode(codes, word);
    if (code === undefined) return undefined;
    if (code !== null && !found.includes(code)) found.push(code);
  }
  return found;
}

/** 是/否 and what people write instead; undefined when neither. */
export function readYesNo(cell: string): boolean | undefined {
  const plain = cell.normalize('NFKC').trim().toLowerCase();
  if (['是', '有', 'y', 'yes', 'true', '1', '√'].includes(plain)) return true;
  if (['', '否', '无', '没有', 'n', 'no', 'false', '0', '×'].includes(plain)) return false;
  return undefined;
}
