import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseReceiptNumber, receiptNumber } from '#src/domain/declaration/receipt-number.ts';

describe('a receipt number read over the phone', () => {
  test('is short and comes back from any spelling', () => {
    const number = receiptNumber(1234);
    expect(number).toMatch(/^\d{3}-\d{4}$/);
    expect(parseReceiptNumber(number.replace('-', ' '))).toBe(number);
    expect(parseReceiptNumber('１２')).toBeNull();
  });

  test('every single wrong digit and every swap of neighbours is noticed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999 }), fc.nat(9), fc.nat(8), (n, digit, at) => {
        const digits = receiptNumber(n).replace('-', '');
        expect(parseReceiptNumber(digits)).toBe(receiptNumber(n));
        const place = at % digits.length;
        const wrong = `${digits.slice(0, place)}${digit}${digits.slice(place + 1)}`;
        if (wrong !== digits) expect(parseReceiptNumber(wrong)).toBeNull();
        const [a = '', b = ''] = [digits[place], digits[place + 1]];
        if (b !== '' && a !== b) {
          const swapped = `${digits.slice(0, place)}${b}${a}${digits.slice(place + 2)}`;
          expect(parseReceiptNumber(swapped)).toBeNull();
        }
      }),
    );
  });
});
