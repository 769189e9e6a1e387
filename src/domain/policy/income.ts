/** Income and the monitoring line as the pack's formulas give them. A line is a reference, never the only test of anything. */
import { evaluate, parseExpression } from './expression.ts';
import type { Pack } from './pack.ts';

/** Fields of 家庭纯收入: wages, business, property and transfers, less what the business cost. Yuan of the whole household. */
export const incomeFields = ['wage', 'business', 'property', 'transfer', 'business_cost'] as const;

/** Fields of the 收入参考范围: net income, claims paid out (理赔收入), what the household had to pay itself (合规自付支出). */
export const referenceFields = ['net', 'claims', 'compliant_expense'] as const;

/** What a pack says about its monitoring line (防止返贫监测范围), yuan a head and year. */
export type MonitoringLine =
  | { readonly kind: 'fixed'; readonly yuan: number }
  /** A formula whose figures nobody has entered yet; `missing` names them. */
  | { readonly kind: 'formula'; readonly expression: string; readonly missing: readonly string[] }
  /** Nothing published: “请以当地公布为准”. */
  | { readonly kind: 'unpublished' };

/** The pack's line: its number, or its formula worked out once all figures are there. */
export function monitoringLine(pack: Pick<Pack, 'settings'>): MonitoringLine {
  const { settings } = pack;
  const fixed = settings['monitor_line.yuan'].value;
  if (fixed !== null) return { kind: 'fixed', yuan: fixed };
  const expression = settings['monitor_line.expression'].value;
  if (expression === null) return { kind: 'unpublished' };
  const inputs = Object.entries(settings['monitor_line.inputs'].value);
  const missing = inputs.flatMap(([name, value]) => (value === null ? [name] : []));
  const given = Object.fromEntries(
    inputs.flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
  const parsed = parseExpression(expression);
  const yuan = parsed.ok ? evaluate(parsed.value, given) : null;
  return yuan?.ok === true
    ? { kind: 'fixed', yuan: yuan.value }
    : { kind: 'formula', expression, missing };
}
