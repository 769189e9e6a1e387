/**
 * Identity numbers: GB 11643-1999 (18 digits, check digit ISO 7064 MOD 11-2), the old 15 digits, residence permits of people
 * from Hong Kong, Macao and Taiwan (81/82/83), the foreign permanent resident's card (9…), and disability-card numbers, which
 * append type, grade and re-issue to an identity number.
 *
 * A number that looks wrong is flagged, never dropped and never refused: it is asked for once more and checked at the home visit.
 * The first six digits say where somebody was first registered, not where they live; they never route anything.
 */
import { type LocalDate, localDateOf } from '../calendar/local-date.ts';
import { foldFullWidth } from './fold-text.ts';

/** Which document the number is of. */
export type IdentityKind =
  | 'resident'
  | 'resident-15'
  | 'hongkong-permit'
  | 'macao-permit'
  | 'taiwan-permit'
  | 'foreign-resident'
  | 'disability-card';

export type Sex = 'male' | 'female';

/**
 * What looks wrong, the first that applies: `shape` wrong length or characters; `province` no such first two digits; `birth` no
 * such day; `future` born after today; `check-digit`; `disability-code` type not 1–7 or grade not 1–4.
 */
export type IdentityFlag =
  | 'shape'
  | 'province'
  | 'birth'
  | 'future'
  | 'check-digit'
  | 'disability-code';

/** A number as read. `number` is folded (plain digits, capital X) and kept in both cases. */
export type IdentityReading =
  | {
      readonly verdict: 'valid';
      readonly kind: IdentityKind;
      readonly number: string;
      readonly birthDate: LocalDate;
      readonly sex: Sex;
    }
  | {
      readonly verdict: 'flagged';
      readonly flag: IdentityFlag;
      readonly kind: IdentityKind | null;
      readonly number: string;
      readonly birthDate: LocalDate | null;
      readonly sex: Sex | null;
    };

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_DIGITS = '10X98765432';

/** First two digits of GB/T 2260, Taiwan (71) and the special regions (81, 82, and 83 on permits) included. */
const PROVINCES: ReadonlySet<string> = new Set(
  (
    '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 ' +
    '50 51 52 53 54 61 62 63 64 65 71 81 82 83'
  ).split(' '),
);

const PERMITS: Readonly<Record<string, IdentityKind>> = {
  '810000': 'hongkong-permit',
  '820000': 'macao-permit',
  '830000': 'taiwan-permit',
};

/** Plain digits and a capital X: full-width forms folded, spaces and hyphens removed. */
export const foldIdentityNumber = (text: string): string =>
  foldFullWidth(text)
    .replace(/[\s\-‐–—]/g, '')
    .toUpperCase();

/** The check digit that belongs to the first 17 digits. */
export function identityCheckDigit(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(first17[at]), 0);
  return CHECK_DIGITS.charAt(sum % 11);
}

/** Reads an identity or disability-card number as somebody typed it. `today` catches birth dates in the future. */
export function readIdentityNumber(text: string, today: LocalDate): IdentityReading {
  const number = foldIdentityNumber(text);
  if (/^\d{17}[\dX]$/.test(number)) return read18(number, today);
  if (/^\d{15}$/.test(number)) return read15(number, today);
  // 残疾人证: identity number, type 1–7, grade 1–4; a re-issued card appends two more characters (B1).
  if (/^\d{17}[\dX]\d{2}(?:[A-Z\d]\d)?$/.test(number)) return readDisabilityCard(number, today);
  return { verdict: 'flagged', flag: 'shape', kind: null, number, birthDate: null, sex: null };
}

function read18(number: string, today: LocalDate): IdentityReading {
  const kind = kindOf18(number);
  const birthDate = localDateOf(
    Number(number.slice(6, 10)),
    Number(number.slice(10, 12)),
    Number(number.slice(12, 14)),
  );
  const flag =
    provinceFlag(kind, number) ??
    birthFlag(birthDate, today) ??
    (identityCheckDigit(number) === number.charAt(17) ? null : 'check-digit');
  return reading(kind, number, birthDate, sexOf(number.charAt(16)), flag);
}

function read15(number: string, today: LocalDate): IdentityReading {
  // 15 digits were given out until 1999 and left the century away.
  const birthDate = localDateOf(
    1900 + Number(number.slice(6, 8)),
    Number(number.slice(8, 10)),
    Number(number.slice(10, 12)),
  );
  const flag = provinceFlag('resident-15', number) ?? birthFlag(birthDate, today);
  return reading('resident-15', number, birthDate, sexOf(number.charAt(14)), flag);
}

function readDisabilityCard(number: string, today: LocalDate): IdentityReading {
  const inner = read18(number.slice(0, 18), today);
  const code = /^[1-7][1-4]$/.test(number.slice(18, 20)) ? null : 'disability-code';
  const flag = inner.verdict === 'flagged' ? inner.flag : code;
  return reading('disability-card', number, inner.birthDate, inner.sex, flag);
}

function kindOf18(number: string): IdentityKind {
  if (number.startsWith('9')) return 'foreign-resident';
  return PERMITS[number.slice(0, 6)] ?? 'resident';
}

/** The foreign resident's card carries 9, the province and the nationality instead of an area code. */
function provinceFlag(kind: IdentityKind, number: string): IdentityFlag | null {
  const province = kind === 'foreign-resident' ? number.slice(1, 3) : number.slice(0, 2);
  return PROVINCES.has(province) ? null : 'province';
}

function birthFlag(birthDate: LocalDate | null, today: LocalDate): IdentityFlag | null {
  // Nobody alive was born before 1900; such a year is a slip of the finger.
  if (birthDate === null || birthDate < '1900-01-01') return 'birth';
  return birthDate > today ? 'future' : null;
}

const sexOf = (order: string): Sex => (Number(order) % 2 === 1 ? 'male' : 'female');

function reading(
  kind: IdentityKind,
  number: string,
  birthDate: LocalDate | null,
  sex: Sex | null,
  flag: IdentityFlag | null,
): IdentityReading {
  if (flag !== null || birthDate === null || sex === null) {
    return { verdict: 'flagged', flag: flag ?? 'birth', kind, number, birthDate, sex };
  }
  return { verdict: 'valid', kind, number, birthDate, sex };
}

/** 残疾等级 as on the card: 一级 is the gravest; 重度残疾 is 一级 or 二级. */
export type DisabilityGrade = 1 | 2 | 3 | 4;

/** The grade a disability card tells in its 20th character; null for anything that is no valid card. */
export function disabilityGradeOf(read: IdentityReading): DisabilityGrade | null {
  if (read.verdict !== 'valid' || read.kind !== 'disability-card') return null;
  const grades: readonly DisabilityGrade[] = [1, 2, 3, 4];
  return grades.find((grade) => String(grade) === read.number.charAt(19)) ?? null;
}

/** Whole years of age on `today` (周岁). */
export function ageOn(birthDate: LocalDate, today: LocalDate): number {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
