/** What the rule checks made of a report. */
import { sql } from 'kysely';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { Trx } from './database.ts';
import { together } from './together.ts';

/** Writes what the checks said and where the report went. Together with the case and the closed outbox row, or not at all. */
export const finishChecks = (trx: Trx, id: string, end: ChecksEnd, now: Instant): Promise<void> =>
  finishAll(trx, { id, end, now });

type ChecksEnd = {
  readonly state: 'held' | 'open';
  readonly checks: unknown;
  readonly rulesVersion: string;
  readonly caseId: string | null;
  readonly householdId: string | null;
};

const finishAll = together(
  async (
    trx,
    all: readonly { readonly id: string; readonly end: ChecksEnd; readonly now: Instant }[],
  ) => {
    await sql`update declaration set state = e.state, checks = e.checks, rules_version = e.rules_version,
        case_id = e.case_id, household_id = e.household_id, processed_at = to_timestamp(e.at / 1000)
      from unnest(${all.map(({ id }) => id)}::uuid[], ${all.map(({ end }) => end.state)}::text[],
        ${all.map(({ end }) => JSON.stringify(end.checks))}::jsonb[],
        ${all.map(({ end }) => end.rulesVersion)}::text[], ${all.map(({ end }) => end.caseId)}::uuid[],
        ${all.map(({ end }) => end.householdId)}::uuid[], ${all.map(({ now }) => now)}::float8[])
        as e(id, state, checks, rules_version, case_id, household_id, at)
      where declaration.id = e.id`.execute(trx);
    return all.map(() => undefined);
  },
);
