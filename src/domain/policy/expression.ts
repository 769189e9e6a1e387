/**
 * Formulas of a pack (收入参考范围、监测线) as text people can check: `wage + business - business_cost`, `ratio * reference`.
 * Numbers, named fields, + − × ÷, parentheses, min(…) and max(…); nothing else can be said in it, so a pack can never run code.
 * Arithmetic is exact (fractions of whole numbers); only the result is rounded, to whole yuan, halves away from zero.
 */
import { accepted, refused, type Result } from '../result.ts';

/** A formula ready to be evaluated. */
export type Expression =
  | { readonly kind: 'number'; readonly value: Fraction }
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'negative'; readonly of: Expression }
  | {
      readonly kind: 'operation';
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'call';
      readonly name: 'min' | 'max';
      readonly of: readonly [Expression, ...Expression[]];
    };

/** Why a text is no formula; `at` counts characters from 1. */
export type ExpressionError =
  | { readonly code: 'unexpected'; readonly at: number; readonly found: string }
  | { readonly code: 'unexpected-end' }
  | { readonly code: 'unknown-function'; readonly at: number; readonly name: string }
  | { readonly code: 'too-long' };

/** Why a formula has no value. */
export type EvaluationError =
  | { readonly code: 'missing-field'; readonly name: string }
  | { readonly code: 'division-by-zero' };

type Operator = '+' | '-' | '*' | '/';
type Fraction = { readonly over: bigint; readonly under: bigint };
type Token = { readonly text: string; readonly at: number };

/** Longer than any formula a document gives; keeps the parser's depth small. */
const LONGEST = 500;

/** Reads a formula. `×`, `÷`, `−` and full-width brackets are understood as well. */
export function parseExpression(text: string): Result<Expression, ExpressionError> {
  if (text.length > LONGEST) return refused({ code: 'too-long' });
  const tokens = tokensOf(text);
  if (!tokens.ok) return tokens;
  const reader = { tokens: tokens.value, next: 0 };
  const whole = readSum(reader);
  if (!whole.ok) return whole;
  const rest = reader.tokens[reader.next];
  return rest === undefined ? whole : refused(unexpected(rest));
}

/** Names of the fields a formula uses, each once, in order of appearance. */
export function fieldsOf(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case 'number':
      return [];
    case 'field':
      return [expression.name];
    case 'negative':
      return fieldsOf(expression.of);
    case 'operation':
      return [...new Set([...fieldsOf(expression.left), ...fieldsOf(expression.right)])];
    case 'call':
      return [...new Set(expression.of.flatMap(fieldsOf))];
  }
}

/** The formula's value in whole yuan. `values`: yuan (or plain factors such as a ratio) by field. */
export function evaluate(
  expression: Expression,
  values: Readonly<Record<string, number>>,
): Result<number, EvaluationError> {
  const exact = valueOf(expression, values);
  return exact.ok ? accepted(rounded(exact.value)) : exact;
}

const SIGNS: ReadonlyMap<string, string> = new Map([
  ['×', '*'],
  ['÷', '/'],
  ['−', '-'],
  ['（', '('],
  ['）', ')'],
  ['，', ','],
]);

function tokensOf(text: string): Result<readonly Token[], ExpressionError> {
  const tokens: Token[] = [];
  const pattern = /\s*(?:(\d+(?:\.\d+)?)|([a-z][a-z0-9_]*)|([-+*/(),×÷−（），]))/uy;
  let end = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const found = match[1] ?? match[2] ?? match[3] ?? '';
    tokens.push({ text: SIGNS.get(found) ?? found, at: pattern.lastIndex - found.length + 1 });
    end = pattern.lastIndex;
  }
  const rest = text.slice(end).trimStart();
  if (rest === '') return accepted(tokens);
  return refused({
    code: 'unexpected',
    at: text.length - rest.length + 1,
    found: rest.slice(0, 1),
  });
}

type Reader = { readonly tokens: readonly Token[]; next: number };
type Read = Result<Expression, ExpressionError>;

const unexpected = ({ text, at }: Token): ExpressionError => ({
  code: 'unexpected',
  at,
  found: text,
});

/** Takes the next token when it is one of these. */
function take(reader: Reader, ...texts: readonly string[]): string | null {
  const text = reader.tokens[reader.next]?.text;
  if (text === undefined || !texts.includes(text)) return null;
  reader.next += 1;
  return text;
}

const readSum = (reader: Reader): Read => readChain(reader, ['+', '-'], readProduct);
const readProduct = (reader: Reader): Read => readChain(reader, ['*', '/'], readFactor);

function readChain(
  reader: Reader,
  operators: readonly Operator[],
  readPart: (reader: Reader) => Read,
): Read {
  let left = readPart(reader);
  while (left.ok) {
    const operator = take(reader, ...operators);
    const known = operators.find((each) => each === operator);
    if (known === undefined) return left;
    const right = readPart(reader);
    left = right.ok
      ? accepted({ kind: 'operation', operator: known, left: left.value, right: right.value })
      : right;
  }
  return left;
}

function readFactor(reader: Reader): Read {
  if (take(reader, '-') !== null) {
    const of = readFactor(reader);
    return of.ok ? accepted({ kind: 'negative', of: of.value }) : of;
  }
  if (take(reader, '(') !== null) {
    const inner = readSum(reader);
    return inner.ok ? closed(reader, inner) : inner;
  }
  const token = reader.tokens[reader.next];
  if (token === undefined) return refused({ code: 'unexpected-end' });
  reader.next += 1;
  if (/^\d/.test(token.text)) return accepted({ kind: 'number', value: fraction(token.text) });
  if (!/^[a-z]/.test(token.text)) return refused(unexpected(token));
  if (take(reader, '(') === null) return accepted({ kind: 'field', name: token.text });
  const name = token.text;
  if (name !== 'min' && name !== 'max') {
    return refused({ code: 'unknown-function', at: token.at, name });
  }
  const first = readSum(reader);
  if (!first.ok) return first;
  const of: [Expression, ...Expression[]] = [first.value];
  while (take(reader, ',') !== null) {
    const another = readSum(reader);
    if (!another.ok) return another;
    of.push(another.value);
  }
  return closed(reader, accepted({ kind: 'call', name, of }));
}

function closed(reader: Reader, inner: Read): Read {
  if (take(reader, ')') !== null) return inner;
  const token = reader.tokens[reader.next];
  return refused(token === undefined ? { code: 'unexpected-end' } : unexpected(token));
}

function valueOf(
  expression: Expression,
  values: Readonly<Record<string, number>>,
): Result<Fraction, EvaluationError> {
  switch (expression.kind) {
    case 'number':
      return accepted(expression.value);
    case 'field': {
      const given = Object.hasOwn(values, expression.name) ? values[expression.name] : undefined;
      return given === undefined || !Number.isFinite(given)
        ? refused({ code: 'missing-field', name: expression.name })
        : accepted(fraction(decimal(given)));
    }
    case 'negative': {
      const of = valueOf(expression.of, values);
      return of.ok ? accepted({ ...of.value, over: -of.value.over }) : of;
    }
    case 'operation': {
      const left = valueOf(expression.left, values);
      if (!left.ok) return left;
      const right = valueOf(expression.right, values);
      return right.ok ? combined(expression.operator, left.value, right.value) : right;
    }
    case 'call': {
      let best: Fraction | null = null;
      for (const each of expression.of) {
        const value = valueOf(each, values);
        if (!value.ok) return value;
        const less = best !== null && isLess(value.value, best);
        if (best === null || less === (expression.name === 'min')) best = value.value;
      }
      return accepted(best ?? { over: 0n, under: 1n });
    }
  }
}

function combined(operator: Operator, a: Fraction, b: Fraction): Result<Fraction, EvaluationError> {
  switch (operator) {
    case '+':
      return accepted({ over: a.over * b.under + b.over * a.under, under: a.under * b.under });
    case '-':
      return accepted({ over: a.over * b.under - b.over * a.under, under: a.under * b.under });
    case '*':
      return accepted({ over: a.over * b.over, under: a.under * b.under });
    case '/': {
      if (b.over === 0n) return refused({ code: 'division-by-zero' });
      // The denominator stays positive, so that fractions compare crosswise.
      const sign = b.over < 0n ? -1n : 1n;
      return accepted({ over: a.over * b.under * sign, under: a.under * b.over * sign });
    }
  }
}

const isLess = (a: Fraction, b: Fraction): boolean => a.over * b.under < b.over * a.under;

/** 'digits', 'digits.digits', with a sign or not. */
function fraction(text: string): Fraction {
  const [whole = '0', part = ''] = text.split('.');
  return { over: BigInt(whole + part), under: 10n ** BigInt(part.length) };
}

/** A number without exponent; six places are finer than any ratio a document gives. */
const decimal = (value: number): string =>
  Number.isInteger(value) ? BigInt(value).toString() : value.toFixed(6);

function rounded({ over, under }: Fraction): number {
  const size = over < 0n ? -over : over;
  const whole = (2n * size + under) / (2n * under);
  return Number(over < 0n ? -whole : whole);
}
