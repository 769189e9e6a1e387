/** The shapes of what stands in lists: measures of the tool box, recurring duties, targets, rows of the routing table. */
import { z } from 'zod';
import { riskTypes } from '#src/domain/declaration/risk.ts';
import { roles } from '#src/domain/people/roles.ts';
import { departmentCodes } from '#src/domain/policy/departments.ts';
import type { Kpi } from '#src/domain/policy/kpi.ts';
import {
  dutyEvidence,
  type DueRule,
  type RecurringDuty,
} from '#src/domain/policy/recurring-duty.ts';
import { type RoutingRow, routingTopics } from '#src/domain/policy/routing.ts';
import type { Source } from '#src/domain/policy/setting.ts';
import { measureClasses, type ToolboxItem } from '#src/domain/policy/toolbox.ts';

const code = z.string().regex(/^[a-z][a-z0-9-]*$/);
const text = z.string().min(1);
const monthAndDay = z.string().regex(/^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/);

/** A list whose items have codes; no code stands twice. */
const coded = <T extends z.ZodType<{ readonly code: string }>>(item: T) =>
  z.array(item).superRefine((items, context) => {
    const seen = new Set<string>();
    for (const [at, { code: each }] of items.entries()) {
      if (seen.has(each)) {
        context.addIssue({ code: 'custom', path: [at, 'code'], message: `代号 ${each} 重复` });
      }
      seen.add(each);
    }
  });

/** Departments by function; every one has a name. */
export const departmentsShape = z.record(z.enum(departmentCodes), text);

/** Topic → department; every topic has one. */
export const topicRoutesShape = z.record(z.enum(routingTopics), z.enum(departmentCodes));

const routingRow = z.strictObject({
  number: text,
  item: text,
  lead: z.array(text).min(1),
  support: z.array(text).default([]),
}) satisfies z.ZodType<RoutingRow>;

export const routingTableShape = z.array(routingRow);

export const toolboxShape = (source: z.ZodType<Source>) =>
  coded(
    z.strictObject({
      code,
      title: text,
      class: z.enum(measureClasses),
      risks: z.array(z.enum(riskTypes)).default([]),
      lead: z.enum(departmentCodes),
      office: text.exactOptional(),
      capYuanPerYear: z.int().positive().nullable().default(null),
      condition: text.nullable().default(null),
      handout: z.boolean().default(false),
      untilStageEnd: z.boolean().exactOptional(),
      source,
    }) satisfies z.ZodType<ToolboxItem>,
  );

const dueRule: z.ZodType<DueRule> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('period-end') }),
  z.strictObject({ kind: z.literal('day-of-month'), day: z.int().min(1).max(28) }),
  z.strictObject({ kind: z.literal('day-of-year'), day: monthAndDay }),
  z.strictObject({
    kind: z.literal('months'),
    months: z.array(z.int().min(1).max(12)).min(1),
  }),
]);

export const recurringDutiesShape = (source: z.ZodType<Source>) =>
  coded(
    z.strictObject({
      code,
      title: text,
      level: z.enum(['county', 'town', 'village', 'department']),
      ownerUnit: text.nullable().default(null),
      ownerRole: z.enum(roles),
      period: z.enum(['week', 'month', 'quarter', 'half-year', 'year']),
      times: z.int().min(1).max(31).default(1),
      due: dueRule.default({ kind: 'period-end' }),
      evidence: z.enum(dutyEvidence),
      escalateTo: z.enum(roles),
      source,
    }) satisfies z.ZodType<RecurringDuty>,
  );

export const kpisShape = (source: z.ZodType<Source>) =>
  coded(
    z.strictObject({
      code,
      title: text,
      comparison: z.enum(['at-least', 'at-most', 'equals', 'up', 'down', 'not-lower']),
      value: z.number().min(0).nullable().default(null),
      unit: z.enum([
        'share',
        'yuan-per-person-year',
        'yuan',
        'persons',
        'households',
        'issues',
        'sites',
        'per-household',
        'per-village',
      ]),
      level: z.enum(['county', 'town', 'village']).default('county'),
      strength: z.enum(['must', 'strive']).default('must'),
      source,
    }) satisfies z.ZodType<Kpi>,
  );
