/** Tickets and alarms as JSON: what the domain keeps of them, checked for shape when it is read back. */
import { z } from 'zod';
import { unrealReasons, type AlarmState } from '#src/domain/alarm/alarm.ts';
import { localDate } from '#src/domain/calendar/local-date.ts';
import { fixWays, issueSteps, type IssueState, notSoReasons } from '#src/domain/ticket/issue.ts';

const day = z.string().transform((text) => localDate(text));
const verified = { verifiedOn: day, verifiedBy: z.string() };
const steps = {
  steps: z.array(z.object({ step: z.enum(issueSteps), on: day, byStaffId: z.string() })),
};
const fixed = { fixedOn: day, fixedBy: z.string(), way: z.enum(fixWays) };

const issueState = z.discriminatedUnion('tag', [
  z.object({ tag: z.literal('reported') }),
  z.object({
    tag: z.literal('not-so'),
    on: day,
    byStaffId: z.string(),
    reason: z.enum(notSoReasons),
  }),
  z.object({ tag: z.literal('verified'), ...verified }),
  z.object({ tag: z.literal('fixing'), ...verified, ...steps }),
  z.object({ tag: z.literal('fixed'), ...verified, ...steps, ...fixed }),
  z.object({
    tag: z.literal('closed'),
    ...verified,
    ...steps,
    ...fixed,
    on: day,
    heard: z.enum(['person', 'staff', 'nobody']),
  }),
]) satisfies z.ZodType<IssueState>;

/** What of a ticket stands in no column. */
export const issueData = z.object({
  state: issueState,
  receivedOn: day,
  doubtedBy: z.array(z.string()),
  reopened: z.number().int(),
});

const alarmState = z.discriminatedUnion('tag', [
  z.object({ tag: z.literal('received') }),
  z.object({
    tag: z.literal('not-real'),
    on: day,
    byStaffId: z.string(),
    reason: z.enum(unrealReasons),
  }),
  z.object({ tag: z.literal('verified'), ...verified }),
  z.object({
    tag: z.literal('fixed'),
    ...verified,
    on: day,
    byStaffId: z.string(),
    way: z.enum(fixWays),
  }),
]) satisfies z.ZodType<AlarmState>;

/** What of an alarm stands in no column. `figures`: coded numbers of the list (yuan, metres, days), no words. */
export const alarmData = z.object({
  state: alarmState,
  receivedOn: day,
  figures: z.record(z.string(), z.number()),
});
