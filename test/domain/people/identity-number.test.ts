import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDate, partsOf, plusDays } from '#src/domain/calendar/local-date.ts';
import {
  disabilityGradeOf,
  ageOn,
  foldIdentityNumber,
  identityCheckDigit,
  readIdentityNumber,
} from '#src/domain/people/identity-number.ts';

const today = localDate('2026-11-22');
const read = (text: string) => readIdentityNumber(text, today);
const withCheck = (first17: string): string => first17 + identityCheckDigit(first17);

const born = fc
  .integer({ min: 0, max: 45_000 })
  .map((days) => plusDays(localDate('1903-01-01'), days));
/** Well-formed numbers of invented people. */
const anyNumber = fc
  .tuple(fc.constantFrom('500230', '610327', '110105'), born, fc.integer({ min: 1, max: 999 }))
  .map(([area, day, order]) =>
    withCheck(area + day.replaceAll('-', '') + String(order).padStart(3, '0')),
  );

describe('identity numbers (GB 11643)', () => {
  it('the standard’s own example is valid, with a capital or small, plain or full-width X', () => {
    for (const text of [
      '11010519491231002X',
      '11010519491231002x',
      '１１０１０５１９４９１２３１００２Ｘ',
      ' 110105 19491231 002x ',
    ]) {
      expect(read(text), text).toEqual({
        verdict: 'valid',
        kind: 'resident',
        number: '11010519491231002X',
        birthDate: '1949-12-31',
        sex: 'female',
      });
    }
  });

  it('every well-formed number is valid and gives its birth date and sex', () => {
    fc.assert(
      fc.property(anyNumber, (number) => {
        const reading = read(number);
        expect(reading.verdict).toBe('valid');
        expect(reading.birthDate?.replaceAll('-', '')).toBe(number.slice(6, 14));
        expect(reading.sex).toBe(Number(number[16]) % 2 === 1 ? 'male' : 'female');
      }),
    );
  });

  it('one wrong digit is always noticed', () => {
    const slip = fc.tuple(
      anyNumber,
      fc.integer({ min: 0, max: 17 }),
      fc.integer({ min: 1, max: 9 }),
    );
    fc.assert(
      fc.property(slip, ([number, at, by]) => {
        const was = number.charAt(at);
        const digit = was === 'X' ? by : (Number(was) + by) % 10;
        const wrong = number.slice(0, at) + String(digit) + number.slice(at + 1);
        expect(read(wrong).verdict).toBe('flagged');
      }),
    );
  });

  it('two neighbouring digits swapped are always noticed', () => {
    fc.assert(
      fc.property(anyNumber, fc.integer({ min: 0, max: 15 }), (number, at) => {
        const [a, b] = [number.charAt(at), number.charAt(at + 1)];
        fc.pre(a !== b);
        const wrong = number.slice(0, at) + b + a + number.slice(at + 2);
        expect(read(wrong).verdict).toBe('flagged');
      }),
    );
  });

  it('a bad number is flagged with what is wrong, and kept', () => {
    const flags: readonly (readonly [string, string])[] = [
      ['110105194912310021', 'check-digit'],
      [withCheck('11010519490229002'), 'birth'],
      [withCheck('11010518991231002'), 'birth'],
      [withCheck('11010520261123002'), 'future'],
      [withCheck('00010519491231002'), 'province'],
      ['1101051949123100', 'shape'],
      ['身份证在家里', 'shape'],
    ];
    for (const [text, flag] of flags) {
      const reading = read(text);
      expect(reading, text).toMatchObject({ verdict: 'flagged', flag });
      expect(reading.number).toBe(foldIdentityNumber(text));
    }
  });

  it('born today is fine, tomorrow is not', () => {
    const numberOf = (day: string): string => withCheck(`500230${day}001`);
    expect(read(numberOf('20261122')).verdict).toBe('valid');
    expect(read(numberOf('20261123'))).toMatchObject({ flag: 'future' });
  });

  it('the old fifteen digits, permits and the foreign resident’s card are understood', () => {
    expect(read('110105491231002')).toMatchObject({
      verdict: 'valid',
      kind: 'resident-15',
      birthDate: '1949-12-31',
      sex: 'female',
    });
    expect(read(withCheck('81000019900101001'))).toMatchObject({ kind: 'hongkong-permit' });
    expect(read(withCheck('82000019900101001'))).toMatchObject({ kind: 'macao-permit' });
    expect(read(withCheck('83000019900101001'))).toMatchObject({
      verdict: 'valid',
      kind: 'taiwan-permit',
    });
    expect(read(withCheck('91115619900101001'))).toMatchObject({
      verdict: 'valid',
      kind: 'foreign-resident',
      birthDate: '1990-01-01',
    });
  });

  it('a disability-card number appends type, grade and re-issue', () => {
    for (const tail of ['43', '43B1', '11', '7402']) {
      expect(read(`11010519491231002X${tail}`), tail).toMatchObject({
        verdict: 'valid',
        kind: 'disability-card',
        birthDate: '1949-12-31',
      });
    }
    for (const tail of ['83', '15', '00']) {
      expect(read(`11010519491231002X${tail}`)).toMatchObject({ flag: 'disability-code' });
    }
    expect(read('11010519491231002143')).toMatchObject({ flag: 'check-digit' });
  });

  it('LX-29 the card tells how severe the disability is; a wrong card tells nothing', () => {
    expect(disabilityGradeOf(read('11010519491231002X41'))).toBe(1);
    expect(disabilityGradeOf(read('11010519491231002X43B1'))).toBe(3);
    expect(disabilityGradeOf(read('11010519491231002X45'))).toBeNull();
    expect(disabilityGradeOf(read('11010519491231002X'))).toBeNull();
  });

  it('age is counted in whole years', () => {
    const birth = localDate('2010-11-22');
    expect(ageOn(birth, today)).toBe(16);
    expect(ageOn(birth, plusDays(today, -1))).toBe(15);
    expect(partsOf(birth).year).toBe(2010);
  });
});
