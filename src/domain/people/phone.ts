/** Phone numbers of the mainland as people type them, brought to digits only so that two of them can be compared. */
import { foldFullWidth } from './fold-text.ts';

/**
 * A number as read. `digits` has no country code: '13800008000', landlines with the area code ('02361234567').
 * `local-landline` lacks the area code and `unknown` fits no pattern; both are kept and flagged, never dropped.
 */
export type PhoneReading = {
  readonly kind: 'mobile' | 'landline' | 'local-landline' | 'service' | 'unknown';
  readonly digits: string;
};

/** Reads a phone number: +86 and 0086, spaces, hyphens, brackets and full-width digits are understood. Null when there is no digit. */
export function readPhone(text: string): PhoneReading | null {
  const plain = foldFullWidth(text).replace(/[^\d+]/g, '');
  const digits = withoutCountryCode(plain.replace(/\+/g, ''), plain.startsWith('+'));
  if (digits === '') return null;
  return { kind: kindOf(digits), digits };
}

/** Whether two numbers as typed are the same line. */
export function samePhone(a: string, b: string): boolean {
  const first = readPhone(a);
  return first !== null && first.digits === readPhone(b)?.digits;
}

/** Telegram gives a contact as '8613800008000', with or without '+'. */
function withoutCountryCode(digits: string, international: boolean): string {
  if (digits.startsWith('0086')) return national(digits.slice(4));
  if (international && digits.startsWith('86')) return national(digits.slice(2));
  if (/^861[3-9]\d{9}$/.test(digits)) return digits.slice(2);
  return digits;
}

/** Abroad the area code is dialled without its 0: +86 23 6123 4567 is 023-61234567. */
const national = (digits: string): string =>
  digits.startsWith('1') || digits.startsWith('0') || digits.startsWith('400')
    ? digits
    : `0${digits}`;

function kindOf(digits: string): PhoneReading['kind'] {
  if (/^1[3-9]\d{9}$/.test(digits)) return 'mobile';
  if (/^0(?:10|2\d|[3-9]\d{2})[2-8]\d{6,7}$/.test(digits)) return 'landline';
  if (/^(?:1[12]\d|12\d{3}|95\d{3,4}|[48]00\d{7})$/.test(digits)) return 'service';
  if (/^[2-8]\d{6,7}$/.test(digits)) return 'local-landline';
  return 'unknown';
}
