/** Data leave when the time set for their class is over (个人信息保护法第十九条); drafts never do. Runs daily; a missed day costs nothing. */
import { fromInstant, plusMonths, startOfDay } from '#src/domain/calendar/local-date.ts';
import type { Instant } from '#src/domain/calendar/instant.ts';
import { type RetentionClass } from '#src/domain/policy/settings.ts';
import { topPaths } from '#src/store/alert.ts';
import { type Db, inScope, type Trx } from '#src/store/database.ts';
import { promiseWork } from '#src/store/outbox.ts';
import { dropIssueWords } from '#src/store/privacy/issues.ts';
import { dropAssessments, dropPlanWords } from '#src/store/privacy/help.ts';
import { dropMinutes, dropNoticeWords, dropObjectionWords } from '#src/store/privacy/case-steps.ts';
import * as drop from '#src/store/privacy/retention.ts';
import * as status from '#src/store/privacy/status.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { packInForce } from '../duty/area-packs.ts';
import type { PolicyBook } from '../policy-book.ts';
import type { Clock, NewId } from '../ports.ts';

export type RetentionDeps = {
  readonly db: Db;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly policies: PolicyBook;
};

type Step = {
  readonly name: string;
  readonly of: RetentionClass;
  run(deps: RetentionDeps, trx: Trx, before: Instant, limit: number): Promise<number>;
};

const rows =
  (batch: (trx: Trx, before: Instant, limit: number) => Promise<number>): Step['run'] =>
  (_deps, trx, before, limit) =>
    batch(trx, before, limit);

const STEPS: readonly Step[] = [
  { name: 'inbound', of: 'raw-update', run: rows(drop.dropInboundWords) },
  { name: 'messages', of: 'raw-update', run: rows(drop.dropMessageWords) },
  { name: 'told-days', of: 'raw-update', run: rows(drop.dropToldDays) },
  { name: 'media', of: 'media', run: dropMedia },
  { name: 'refused-reports', of: 'refused-clue', run: rows(drop.dropRefusedReports) },
  { name: 'reports', of: 'case', run: rows(drop.dropReports) },
  { name: 'issue-words', of: 'case', run: rows(dropIssueWords) },
  { name: 'objection-words', of: 'case', run: rows(dropObjectionWords) },
  { name: 'notice-words', of: 'case', run: rows(dropNoticeWords) },
  { name: 'minutes', of: 'case', run: rows(dropMinutes) },
  { name: 'visit-notes', of: 'case', run: rows(drop.dropVisitNotes) },
  { name: 'assessments', of: 'case', run: rows(dropAssessments) },
  { name: 'plan-words', of: 'case', run: rows(dropPlanWords) },
  { name: 'job-changes', of: 'case', run: rows(status.dropJobChanges) },
  { name: 'referrals', of: 'case', run: rows(status.dropReferrals) },
  { name: 'joint-reviews', of: 'case', run: rows(status.dropJointReviews) },
  { name: 'rectifications', of: 'case', run: rows(status.dropRectifications) },
  { name: 'recurring-work', of: 'case', run: rows(status.dropRecurringWork) },
  { name: 'consents', of: 'consent', run: rows(drop.dropConsents) },
  { name: 'access-log', of: 'access-log', run: rows(drop.dropAccessLog) },
];

/** Rows changed in one transaction: small enough that nobody waits for it, and memory stays flat. */
const BATCH = 500;

/** Takes away everything whose time is over, batch by batch. Returns how many rows, by step. */
export async function sweepRetention(
  deps: RetentionDeps,
  batch: number = BATCH,
): Promise<Readonly<Record<string, number>>> {
  const months = await inScope(deps.db, SYSTEM, (trx) => monthsKept(deps, trx));
  const today = fromInstant(deps.clock.now());
  const counts: Record<string, number> = {};
  for (const step of STEPS) {
    const before = startOfDay(plusMonths(today, -months[step.of]));
    let last: number;
    do {
      last = await inScope(deps.db, SYSTEM, (trx) => step.run(deps, trx, before, batch));
      counts[step.name] = (counts[step.name] ?? 0) + last;
    } while (last === batch);
  }
  return counts;
}

/**
 * Months by class from the packs of the counties. Rows such as raw updates belong to no area, so where counties differ the longest
 * time holds for all: nothing a county still needs is taken away.
 */
async function monthsKept(deps: RetentionDeps, trx: Trx): Promise<Record<RetentionClass, number>> {
  const today = fromInstant(deps.clock.now());
  const months = {
    ...deps.policies.packFor(null, today).settings['privacy.retention_months'].value,
  };
  const counties = await topPaths(trx);
  const kept = [];
  for (const path of counties) {
    const pack = await packInForce({ trx, policies: deps.policies, today }, path);
    kept.push(pack.settings['privacy.retention_months'].value);
  }
  if (kept.length === 0) return months;
  for (const step of STEPS) months[step.of] = Math.max(...kept.map((each) => each[step.of]));
  return months;
}

async function dropMedia(
  deps: RetentionDeps,
  trx: Trx,
  before: Instant,
  limit: number,
): Promise<number> {
  const gone = await drop.dropMedia(trx, before, limit);
  for (const mediaId of gone) {
    const work = { queue: 'media', payload: { mediaId } } as const;
    await promiseWork(trx, deps.newId(), work, deps.clock.now());
  }
  return gone.length;
}
