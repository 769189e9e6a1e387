import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate, fieldsOf, parseExpression } from '#src/domain/policy/expression.ts';

function worth(text: string, values: Readonly<Record<string, number>> = {}): number | string {
  const parsed = parseExpression(text);
  if (!parsed.ok) return JSON.stringify(parsed.refusal);
  const result = evaluate(parsed.value, values);
  return result.ok ? result.value : JSON.stringify(result.refusal);
}

describe('a formula of a pack', () => {
  it('is worked out as on paper: products before sums, brackets first, from left to right', () => {
    expect(worth('1 + 2 * 3')).toBe(7);
    expect(worth('(1 + 2) * 3')).toBe(9);
    expect(worth('10 - 3 - 2')).toBe(5);
    expect(worth('100 / 5 / 2')).toBe(10);
    expect(worth('-3 + 10')).toBe(7);
    expect(worth('max(1, 2 * 3, 4) - min(2, 1)')).toBe(5);
  });

  it('understands the signs people write', () => {
    expect(worth('（6 − 2） × 3 ÷ 4')).toBe(3);
  });

  it('adds up net income and reference income of a household', () => {
    const sheet = { wage: 24_000, business: 9_500, property: 600, transfer: 3_000 };
    const net = worth('wage + business + property + transfer - business_cost', {
      ...sheet,
      business_cost: 4_100,
    });
    expect(net).toBe(33_000);
    expect(
      worth('net + claims - compliant_expense', {
        net: 33_000,
        claims: 2_000,
        compliant_expense: 18_500,
      }),
    ).toBe(16_500);
  });

  it('rounds the result only, to whole yuan, halves away from zero', () => {
    expect(worth('10 / 4')).toBe(3);
    expect(worth('0 - 10 / 4')).toBe(-3);
    expect(worth('10 / 3 * 3')).toBe(10);
    expect(worth('0.1 * 3 * 10')).toBe(3);
    expect(worth('ratio * reference', { ratio: 0.285, reference: 1000 })).toBe(285);
  });

  it('says what is wrong and where', () => {
    expect(worth('1 +')).toContain('unexpected-end');
    expect(worth('')).toContain('unexpected-end');
    expect(worth('1 + )')).toBe('{"code":"unexpected","at":5,"found":")"}');
    expect(worth('1 2')).toBe('{"code":"unexpected","at":3,"found":"2"}');
    expect(worth('wage $ 2')).toBe('{"code":"unexpected","at":6,"found":"$"}');
    expect(worth('sum(1, 2)')).toBe('{"code":"unknown-function","at":1,"name":"sum"}');
    expect(worth('min()')).toContain('unexpected');
    expect(worth(`1${' + 1'.repeat(200)}`)).toContain('too-long');
    expect(worth(`${'('.repeat(499)}1`)).toContain('unexpected-end');
  });

  it('has no value without its fields, nor after a division by nothing', () => {
    expect(worth('wage - rent', { wage: 1 })).toBe('{"code":"missing-field","name":"rent"}');
    expect(worth('constructor')).toBe('{"code":"missing-field","name":"constructor"}');
    expect(worth('wage', { wage: Number.NaN })).toContain('missing-field');
    expect(worth('1 / (2 - 2)')).toBe('{"code":"division-by-zero"}');
  });

  it('names its fields once each', () => {
    const parsed = parseExpression('max(b, a) - a * -c');
    expect(parsed.ok && fieldsOf(parsed.value)).toEqual(['b', 'a', 'c']);
  });

  it('agrees with whole-number arithmetic, whatever the brackets', () => {
    type Tree = { readonly text: string; readonly value: bigint };
    const leaf = fc
      .integer({ min: 0, max: 1_000_000 })
      .map((n): Tree => ({ text: String(n), value: BigInt(n) }));
    const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc
          .tuple(tie('tree'), fc.constantFrom('+', '-', '*'), tie('tree'))
          .map(([a, sign, b]): Tree => {
            const value =
              sign === '+'
                ? a.value + b.value
                : sign === '-'
                  ? a.value - b.value
                  : a.value * b.value;
            return { text: `(${a.text} ${sign} ${b.text})`, value };
          }),
      ),
    }));
    fc.assert(
      fc.property(tree, ({ text, value }) => {
        fc.pre(text.length <= 500 && value < 2n ** 53n && value > -(2n ** 53n));
        expect(worth(text)).toBe(Number(value));
      }),
    );
  });

  it('never throws, whatever the text', () => {
    const signs = fc.constantFrom(
      'a',
      'min(',
      '1',
      '.',
      '+',
      '-',
      '*',
      '/',
      '(',
      ')',
      ',',
      ' ',
      '💧',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(signs).map((s) => s.join('')),
        ),
        (text) => {
          const parsed = parseExpression(text);
          if (parsed.ok) evaluate(parsed.value, { a: 1 });
        },
      ),
    );
  });
});
