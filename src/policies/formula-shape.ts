/** A formula in a policy file: its text, checked when the file is read so that no case ever meets one that cannot be worked out. */
import { z } from 'zod';
import { type ExpressionError, fieldsOf, parseExpression } from '#src/domain/policy/expression.ts';

/** A formula over these fields; null: over any, which are then looked for in the pack's own inputs. */
export const formula = (fields: readonly string[] | null) =>
  z.string().superRefine((text, context) => {
    const parsed = parseExpression(text);
    if (!parsed.ok) {
      context.addIssue({ code: 'custom', message: `公式${problemOf(parsed.refusal)}` });
      return;
    }
    const unknown =
      fields === null ? [] : fieldsOf(parsed.value).filter((each) => !fields.includes(each));
    if (unknown.length > 0) {
      context.addIssue({
        code: 'custom',
        message: `公式里没有 ${unknown.join('、')} 这一项，可用的有 ${(fields ?? []).join('、')}`,
      });
    }
  });

function problemOf(error: ExpressionError): string {
  switch (error.code) {
    case 'unexpected':
      return `第 ${error.at} 个字“${error.found}”用不上`;
    case 'unexpected-end':
      return '没有写完';
    case 'unknown-function':
      return `第 ${error.at} 个字起的 ${error.name}( 不认识，只有 min( 和 max(`;
    case 'too-long':
      return '太长，不超过 500 字';
  }
}
