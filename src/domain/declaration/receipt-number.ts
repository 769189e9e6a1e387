/**
 * The receipt number (受理号): short enough to read over the phone, with a check digit so that one wrong or two swapped digits
 * are noticed (Damm's algorithm finds all single errors and all adjacent swaps).
 */

/** Quasigroup of order 10 by H. Michael Damm, 2004. */
const TABLE: readonly (readonly number[])[] = [
  [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
  [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
  [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
  [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
  [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
  [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
  [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
  [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
  [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
  [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

const walk = (digits: string): number =>
  [...digits].reduce((row, digit) => TABLE[row]?.[Number(digit)] ?? 0, 0);

/** The receipt number of the n-th report (n from 1): at least six digits and the check digit, in one group or two: `000 1234`. */
export function receiptNumber(ordinal: number): string {
  if (!Number.isSafeInteger(ordinal) || ordinal < 1) {
    throw new RangeError('receipts are counted from 1');
  }
  const digits = String(ordinal).padStart(6, '0');
  const all = `${digits}${walk(digits)}`;
  return `${all.slice(0, -4)}-${all.slice(-4)}`;
}

/** What a person typed or said as a receipt number, or null when it is none or has a slip in it. */
export function parseReceiptNumber(text: string): string | null {
  const digits = text.normalize('NFKC').replace(/[\s-]/g, '');
  if (!/^\d{7,}$/.test(digits) || walk(digits) !== 0) return null;
  return `${digits.slice(0, -4)}-${digits.slice(-4)}`;
}
