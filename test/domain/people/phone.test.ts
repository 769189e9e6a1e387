import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPhone, samePhone } from '#src/domain/people/phone.ts';

describe('phone numbers', () => {
  it('one mobile number, however it is written', () => {
    for (const text of [
      '13800008000',
      '+86 138 0000 8000',
      '+8613800008000',
      '8613800008000',
      '008613800008000',
      '138-0000-8000',
      '１３８００００８０００',
      '电话：13800008000。',
    ]) {
      expect(readPhone(text), text).toEqual({ kind: 'mobile', digits: '13800008000' });
    }
  });

  it('one landline, however it is written', () => {
    for (const text of ['023-61234567', '(023) 6123 4567', '+86 23 6123 4567', '02361234567']) {
      expect(readPhone(text), text).toEqual({ kind: 'landline', digits: '02361234567' });
    }
    expect(readPhone('0917-4601234')).toEqual({ kind: 'landline', digits: '09174601234' });
    expect(readPhone('010-61234567')?.kind).toBe('landline');
  });

  it('a number without its area code, a service number and an odd one are kept and flagged', () => {
    expect(readPhone('61234567')).toEqual({ kind: 'local-landline', digits: '61234567' });
    for (const text of ['110', '12345', '12356', '400-123-4567']) {
      expect(readPhone(text)?.kind, text).toBe('service');
    }
    expect(readPhone('1380000800')).toEqual({ kind: 'unknown', digits: '1380000800' });
    expect(readPhone('12800008000')?.kind).toBe('unknown');
    expect(readPhone('没有电话')).toBeNull();
  });

  it('a number reads the same again and equals every writing of itself', () => {
    const mobile = fc.tuple(
      fc.integer({ min: 3, max: 9 }),
      fc.integer({ min: 0, max: 999_999_999 }),
    );
    fc.assert(
      fc.property(mobile, ([second, rest]) => {
        const digits = `1${second}${String(rest).padStart(9, '0')}`;
        expect(readPhone(digits)).toEqual({ kind: 'mobile', digits });
        expect(samePhone(digits, `+86 ${digits.slice(0, 3)} ${digits.slice(3)}`)).toBe(true);
      }),
    );
    expect(samePhone('', '')).toBe(false);
  });
});
