/** The values that several settings have in common, as they stand in a policy file. */
import { z } from 'zod';
import type { ClueSource } from '#src/domain/declaration/declaration.ts';
import { roles } from '#src/domain/people/roles.ts';
import type { LadderRung, MinuteOfDay } from '#src/domain/policy/settings.ts';

/** A list of words or sentences, none of them empty. */
export const words = z.array(z.string().min(1));
/** How often something comes round. */
export const period = z.enum(['week', 'month', 'quarter', 'year']);
/** Quarters of a year, 1–4. */
export const quarters = z.array(z.int().min(1).max(4));
/** A sum in whole yuan, more than nothing. */
export const yuan = z.int().positive();
/** A year's income per person; a figure beyond it has digits too many. */
export const yearlyIncome = z.int().min(1000).max(100_000);
/** 0–1; a fraction may be written as the document has it: '2/3'. */
export const share = z
  .union([z.number(), z.string().regex(/^[1-9]\d?\/[1-9]\d?$/)])
  .transform((given) => {
    if (typeof given === 'number') return given;
    const [over = '', under = ''] = given.split('/');
    return Number(over) / Number(under);
  })
  .pipe(z.number().min(0).max(1));
/** How many: 0 or more. */
export const count = z.int().min(0);
/** Whether a condition that fails stops the step or is only shown. */
export const conditionStrength = z.enum(['hard', 'soft']);
/** A post of the service. */
export const role = z.enum(roles);

/** What is shown to people never calls anybody poor. */
export const term = z
  .string()
  .min(1)
  .refine((text) => !text.includes('贫困户'), { message: '称呼里不能有“贫困户”' });

/** 'HH:MM' in a file, minutes since 00:00 in a resolved pack. */
export const timeOfDay = z.union([z.string(), z.int()]).transform((given, context): MinuteOfDay => {
  if (typeof given === 'number' && given >= 0 && given < 1440) return given;
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(String(given));
  if (match !== null) return Number(match[1]) * 60 + Number(match[2]);
  context.addIssue({
    code: 'custom',
    message: '不是时刻',
    params: { remedy: '写成带引号的 "HH:MM"，例如 "08:00"' },
  });
  return z.NEVER;
});

/** One rung of the ladder of reminders; `at` in days from the due day, negative before it. */
export const rung: z.ZodType<LadderRung> = z.strictObject({
  level: z.enum(['half', 'd-3', 'd-1', 'due', 'overdue', 'red']),
  at: z.union([z.literal('half'), z.int().min(-60).max(60)]),
});

/** Ways in which a hardship may come to be known. */
export const clueSources = [
  'self_declare',
  'proxy_declare',
  'cadre_visit',
  'grid_report',
  'campaign',
  'dept_alert',
  'data_match',
  'hotline_12317',
  'social_info',
  'inspection',
  'sector_worker',
] as const satisfies readonly ClueSource[];
