/** Ages of compulsory education (义务教育阶段) and of teaching at home (送教上门). */
import type { LocalDate } from '../calendar/local-date.ts';
import { ageOn, readIdentityNumber } from '../people/identity-number.ts';
import type { Pack } from '../policy/pack.ts';

/** Whole years, both ends included. */
type Ages = Pack['settings']['home_teaching.ages']['value'];

/**
 * Whether somebody of that age has to be at school: 6 to 15 (陇县 2021 第15项 义务教育阶段 6-15 周岁). Who reached 16 is out of it,
 * also in the middle of a school year.
 */
export const isOfSchoolAge = (age: number, ages: Ages): boolean =>
  age >= ages.from && age <= ages.to;

/** LX-29: the age as the identity number tells it, so that nobody has to be asked; null when the number tells no birthday. */
export function ageByIdentityNumber(idNumber: string, today: LocalDate): number | null {
  const { birthDate } = readIdentityNumber(idNumber, today);
  return birthDate === null ? null : ageOn(birthDate, today);
}
