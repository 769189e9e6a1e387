/** A case as it stands in its JSON column: checked on the way out, because an older version may have written it. */
import { z } from 'zod';
import { type Case, closeGrounds } from '#src/domain/case/case.ts';
import { measureStates } from '#src/domain/case/assistance.ts';
import { categories } from '#src/domain/case/dossier.ts';
import { eliminationWays } from '#src/domain/case/elimination.ts';
import {
  corrections,
  eliminationAnswers,
  fastTrackGrounds,
  reasonCodes,
  suspensionReasons,
} from '#src/domain/case/reasons.ts';
import { areaPath } from '#src/domain/people/areas.ts';
import { measureClasses } from '#src/domain/policy/toolbox.ts';
import {
  approval,
  authorisation,
  caseStep,
  day,
  eliminationStage,
  finding,
  moment,
  objection,
  villageReview,
} from './case-shapes.ts';

const reason = z.enum(reasonCodes);
const ground = z.enum(closeGrounds);

const working = [
  z.object({ tag: z.literal('clue') }),
  z.object({
    tag: z.literal('accepted'),
    byStaffId: z.string(),
    on: day,
    correction: z.enum(corrections).nullable(),
  }),
  z.object({
    tag: z.literal('identifying'),
    step: caseStep,
    since: day,
    correction: z.enum(corrections).nullable(),
  }),
  z.object({ tag: z.literal('enrolled'), on: day }),
  z.object({ tag: z.literal('assisting'), since: day }),
  z.object({ tag: z.literal('eliminating'), stage: eliminationStage, since: day }),
  z.object({ tag: z.literal('eliminated'), on: day }),
] as const;
const from = z.discriminatedUnion('tag', working);

const state = z.discriminatedUnion('tag', [
  ...working,
  z.object({
    tag: z.literal('close-proposed'),
    ground,
    reason,
    byStaffId: z.string(),
    round: z.number(),
    // Proposed before they were counted: none came since.
    reports: z.number().default(Number.MAX_SAFE_INTEGER),
    from,
  }),
  z.object({ tag: z.literal('withdrawal-requested'), reason, round: z.number(), from }),
  z.object({
    tag: z.literal('closed'),
    ground: z.enum([...closeGrounds, 'withdrawn', 'merged', 'not-eligible']),
    reason,
    on: day,
  }),
]);

const category = z.enum(categories);
const publicity = z.object({
  noticeId: z.string(),
  category,
  postedOn: day,
  mayCloseAt: moment,
  objections: z.array(objection),
  closedOn: day.nullable(),
});

const dossier = z.object({
  verification: z
    .object({
      visitId: z.string(),
      finding,
      on: day,
      verifiers: z.array(z.string()),
      secondMissing: z.boolean(),
    })
    .nullable(),
  authorisation: authorisation.nullable(),
  review: villageReview.nullable(),
  publicity: publicity.nullable(),
  townReview: approval.extend({ reason: reason.nullable() }).nullable(),
});

const assistance = z.object({
  enrolledOn: day,
  decidedBy: z.string(),
  category,
  responsibleStaffId: z.string().nullable(),
  planId: z.string().nullable(),
  round: z.number(),
  confirmed: z.object({ how: z.enum(['chat', 'paper']), on: day }).nullable(),
  measures: z.array(
    z.object({
      measureId: z.string(),
      class: z.enum(measureClasses),
      state: z.enum(measureStates),
    }),
  ),
  begunOn: day.nullable(),
  reviewedOn: day.nullable(),
});

const elimination = z.object({
  way: z.enum(eliminationWays),
  appliedBy: z.string(),
  appliedOn: day,
  // Applied for before anybody was asked.
  answer: z.enum(eliminationAnswers).nullable().default(null),
  steps: z.array(eliminationStage),
  passed: z.array(eliminationStage),
  passedBy: z.array(z.string()),
  publicity: publicity.nullable(),
});

const caseData = z.object({
  caseId: z.string(),
  householdId: z.string(),
  area: z.string().transform(areaPath),
  pack: z.object({ id: z.string(), version: z.string() }),
  steps: z.array(caseStep),
  clueAt: moment,
  identifyDueOn: day,
  urgent: z.boolean(),
  holderStaffId: z.string().nullable(),
  filedBy: z.array(z.string()),
  declarationIds: z.array(z.string()),
  newClues: z.array(z.string()),
  round: z.number(),
  entry: z.number(),
  cycle: z.number(),
  decidedBefore: z.array(z.string()),
  dossier,
  fastTrack: z
    .object({
      ground: z.enum(fastTrackGrounds),
      round: z.number(),
      proposedBy: z.string(),
      approved: approval.nullable(),
      relievedOn: day.nullable(),
    })
    .nullable(),
  suspensions: z.array(
    z.object({
      reason: z.enum(suspensionReasons),
      round: z.number(),
      proposedBy: z.string(),
      approved: approval.nullable(),
      until: day,
      resumedOn: day.nullable(),
    }),
  ),
  assistance: assistance.nullable(),
  elimination: elimination.nullable(),
  state,
});

/** Reads a stored case. Throws when the column holds something else: a fault, never a person's doing. */
export const readCase = (json: unknown): Case => caseData.parse(json);
