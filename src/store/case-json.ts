/** A case as it stands in its JSON column: checked on the way out, because an older version may have written it. */
import { z } from 'zod';
import { type Instant, instant } from '#src/domain/calendar/instant.ts';
import { type LocalDate, localDate } from '#src/domain/calendar/local-date.ts';
import type { Case, ReasonCode } from '#src/domain/case/case.ts';
import { areaPath } from '#src/domain/people/areas.ts';

const day = z.string().transform((text): LocalDate => localDate(text));
const moment = z.number().transform((ms): Instant => instant(ms));
const reason = z.enum([
  'same-matter',
  'same-household',
  'no-hardship-found',
  'hardship-over',
  'not-resident',
  'only-a-question',
  'filed-by-mistake',
  'no-longer-needed',
  'other',
]) satisfies z.ZodType<ReasonCode>;

const clue = z.object({ tag: z.literal('clue') });
const acceptedState = z.object({ tag: z.literal('accepted'), byStaffId: z.string(), on: day });
const verified = z.object({
  tag: z.literal('verified'),
  visitId: z.string(),
  finding: z.enum(['true', 'partly', 'untrue']),
  on: day,
  verifiers: z.array(z.string()),
  secondMissing: z.boolean(),
});
const working = z.discriminatedUnion('tag', [clue, acceptedState, verified]);
const ground = z.enum(['duplicate', 'not-hardship']);

const state = z.discriminatedUnion('tag', [
  clue,
  acceptedState,
  verified,
  z.object({
    tag: z.literal('close-proposed'),
    ground,
    reason,
    byStaffId: z.string(),
    from: working,
  }),
  z.object({ tag: z.literal('withdrawal-requested'), reason, from: working }),
  z.object({
    tag: z.literal('closed'),
    ground: z.enum(['duplicate', 'not-hardship', 'withdrawn']),
    reason,
    on: day,
  }),
]);

const caseData = z.object({
  caseId: z.string(),
  householdId: z.string(),
  area: z.string().transform(areaPath),
  pack: z.object({ id: z.string(), version: z.string() }),
  clueAt: moment,
  urgent: z.boolean(),
  holderStaffId: z.string().nullable(),
  filedBy: z.array(z.string()),
  declarationIds: z.array(z.string()),
  round: z.number(),
  state,
});

/** Reads a stored case. Throws when the column holds something else: a fault, never a person's doing. */
export const readCase = (json: unknown): Case => caseData.parse(json);
