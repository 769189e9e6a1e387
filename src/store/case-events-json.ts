/** Events of cases as they stand in the log: checked on the way out, so that the log alone rebuilds every case. */
import { z } from 'zod';
import { closeGrounds } from '#src/domain/case/case.ts';
import { measureStates } from '#src/domain/case/assistance.ts';
import { categories } from '#src/domain/case/dossier.ts';
import { eliminationWays } from '#src/domain/case/elimination.ts';
import type { CaseEvent } from '#src/domain/case/events.ts';
import {
  corrections,
  eliminationAnswers,
  eliminationDoubts,
  fastTrackGrounds,
  longCaseResults,
  reasonCodes,
  suspensionReasons,
} from '#src/domain/case/reasons.ts';
import type { ClueSource } from '#src/domain/declaration/declaration.ts';
import { measureClasses } from '#src/domain/policy/toolbox.ts';
import {
  authorisation,
  caseStep,
  day,
  eliminationStage,
  finding,
  moment,
  objection,
  villageReview,
} from './case-shapes.ts';

const id = z.string();
const reason = z.enum(reasonCodes);
const ground = z.enum(closeGrounds);
const category = z.enum(categories);
const byStaff = { byStaffId: id };
const on = { on: day };
// A source is only carried along; an older log may name one that is offered no more.
const source = z.string().transform((text) => text as ClueSource);
const rules = z.array(
  z.object({
    rule: z.string(),
    met: z.boolean(),
    inputs: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  }),
);
const start = {
  clueAt: moment,
  pack: z.object({ id: z.string(), version: z.string() }),
  steps: z.array(caseStep),
  identifyDueOn: day,
};
const clue = { declarationId: id, source, urgent: z.boolean(), filedByStaffId: id.nullable() };
const posting = { ...byStaff, noticeId: id, ...on, mayCloseAt: moment };

const CLUE = [
  z.object({ kind: z.literal('clue-received'), ...clue, ...start }),
  z.object({ kind: z.literal('clue-linked'), ...clue }),
  z.object({ kind: z.literal('taken'), ...byStaff, ...on }),
  z.object({ kind: z.literal('passed-on'), ...byStaff, toStaffId: id }),
  z.object({
    kind: z.literal('verified'),
    visitId: id,
    finding,
    reason: reason.nullable(),
    ...on,
    verifiers: z.array(id),
    secondMissing: z.boolean(),
  }),
  z.object({ kind: z.literal('close-proposed'), ...byStaff, ground, reason }),
  z.object({ kind: z.literal('close-rejected'), ...byStaff, reason }),
  z.object({ kind: z.literal('withdrawal-requested'), reason }),
  z.object({ kind: z.literal('withdrawal-refused'), ...byStaff, reason }),
  z.object({
    kind: z.literal('closed'),
    ...byStaff,
    ground: z.enum([...closeGrounds, 'withdrawn']),
    reason,
    ...on,
  }),
  z.object({ kind: z.literal('merged'), ...byStaff, intoCaseId: id, ...on }),
] as const;

const STEPS = [
  z.object({ kind: z.literal('authorised'), authorisation }),
  z.object({ kind: z.literal('village-reviewed'), review: villageReview }),
  z.object({ kind: z.literal('publicity-posted'), ...posting, category }),
  z.object({ kind: z.literal('objection-filed'), objection }),
  z.object({
    kind: z.literal('objection-checked'),
    ...byStaff,
    objectionId: id,
    upheld: z.boolean(),
    ...on,
  }),
  z.object({ kind: z.literal('publicity-closed'), ...byStaff, ...on, rules }),
  z.object({ kind: z.literal('town-reviewed'), ...byStaff, reason: reason.nullable(), ...on }),
  z.object({
    kind: z.literal('returned'),
    ...byStaff,
    to: z.union([z.literal('verification'), caseStep]),
    correction: z.enum(corrections),
    ...on,
  }),
  z.object({
    kind: z.literal('enrolled'),
    ...byStaff,
    category,
    comparisonId: id.nullable(),
    ...on,
    rules,
  }),
  z.object({
    kind: z.literal('refused'),
    ...byStaff,
    reason,
    comparisonId: id.nullable(),
    ...on,
  }),
  z.object({ kind: z.literal('re-review-requested'), ...on, ...start }),
] as const;

const OVERLAYS = [
  z.object({
    kind: z.literal('fast-track-proposed'),
    ...byStaff,
    ground: z.enum(fastTrackGrounds),
  }),
  z.object({ kind: z.literal('fast-track-approved'), ...byStaff, ...on }),
  z.object({ kind: z.literal('fast-track-rejected'), ...byStaff }),
  z.object({ kind: z.literal('relieved'), ...byStaff, reliefId: id, ...on }),
  z.object({
    kind: z.literal('suspension-proposed'),
    ...byStaff,
    reason: z.enum(suspensionReasons),
    until: day,
  }),
  z.object({ kind: z.literal('suspension-approved'), ...byStaff, ...on, identifyDueOn: day }),
  z.object({ kind: z.literal('suspension-rejected'), ...byStaff }),
  z.object({ kind: z.literal('resumed'), ...byStaff, ...on, identifyDueOn: day }),
  z.object({ kind: z.literal('due-recounted'), ...on, identifyDueOn: day }),
] as const;

const measure = {
  measureId: id,
  class: z.enum(measureClasses),
  state: z.enum(measureStates),
};

const HELP = [
  z.object({ kind: z.literal('responsible-named'), ...byStaff, responsibleStaffId: id }),
  z.object({
    kind: z.literal('plan-adopted'),
    ...byStaff,
    planId: id,
    measures: z.array(z.object(measure)),
    ...on,
    rules,
  }),
  z.object({
    kind: z.literal('plan-confirmed'),
    how: z.enum(['chat', 'paper']),
    byStaffId: id.nullable(),
    ...on,
  }),
  z.object({ kind: z.literal('assistance-begun'), ...on }),
  z.object({
    kind: z.literal('measure-changed'),
    ...byStaff,
    measureId: id,
    state: z.enum(measureStates),
    ...on,
  }),
  z.object({
    kind: z.literal('long-case-reviewed'),
    ...byStaff,
    result: z.enum(longCaseResults),
    ...on,
  }),
  z.object({ kind: z.literal('new-clue-checked'), ...byStaff, visitId: id }),
] as const;

const ELIMINATION = [
  z.object({
    kind: z.literal('elimination-applied'),
    ...byStaff,
    way: z.enum(eliminationWays),
    answer: z.enum(eliminationAnswers).nullable().default(null),
    stages: z.array(eliminationStage),
    ...on,
    rules,
  }),
  z.object({
    kind: z.literal('elimination-passed'),
    ...byStaff,
    stage: z.enum(['village', 'town', 'county-check', 'marking']),
    ...on,
    rules: rules.default([]),
  }),
  z.object({
    kind: z.literal('elimination-returned'),
    ...byStaff,
    doubt: z.enum(eliminationDoubts),
    ...on,
  }),
  z.object({ kind: z.literal('elimination-posted'), ...posting }),
  z.object({ kind: z.literal('elimination-publicity-closed'), ...byStaff, ...on, rules }),
  z.object({ kind: z.literal('eliminated'), ...byStaff, ...on, rules: rules.default([]) }),
  z.object({
    kind: z.literal('reopened'),
    byStaffId: id.nullable(),
    declarationId: id.nullable(),
    ...on,
    ...start,
  }),
] as const;

const caseEvent = z.discriminatedUnion('kind', [
  ...CLUE,
  ...STEPS,
  ...OVERLAYS,
  ...HELP,
  ...ELIMINATION,
]);

/** Every kind of event the domain knows has its shape here; one that is missing does not compile. */
type Unread = Exclude<CaseEvent['kind'], z.output<typeof caseEvent>['kind']>;

/** A stored event; null when its payload is not one this version can read. */
export function readCaseEvent(kind: string, payload: unknown): CaseEvent | null {
  if (typeof payload !== 'object' || payload === null) return null;
  const read = caseEvent.safeParse({ ...payload, kind });
  const event: [Unread] extends [never] ? CaseEvent | undefined : never = read.data;
  return event ?? null;
}
