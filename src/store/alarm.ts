/** Department alarms: written once, changed under a lock, and what is known of a household already. */
import { sql } from 'kysely';
import { type Alarm, type AlarmKind, isAlarmOver } from '#src/domain/alarm/alarm.ts';
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { Trx } from './database.ts';
import { alarmData } from './issue-json.ts';
import { timestamp } from './timestamp.ts';

export type NewAlarm = {
  readonly alarm: Alarm;
  readonly number: string;
  /** `dept_alert` a department said so; `data_match` the comparison of lists found it. */
  readonly source: 'dept_alert' | 'data_match';
  /** The comparison it came from. */
  readonly runId: string | null;
  readonly areaId: string;
  readonly areaPath: string;
  /** Null for an alarm about an area. */
  readonly householdId: string | null;
  readonly memberId: string | null;
  /** Coded numbers of the list: yuan, metres, days. */
  readonly figures: Readonly<Record<string, number>>;
  readonly receivedAt: Instant;
};

/** Writes an alarm; false when the household (or the area) has an open one of the kind (unique index). */
export async function insertAlarm(trx: Trx, fresh: NewAlarm): Promise<boolean> {
  const { alarm } = fresh;
  const inserted = await trx
    .insertInto('alarm')
    .values({
      id: alarm.alarmId,
      number: fresh.number,
      kind: alarm.kind,
      department: alarm.department,
      source: fresh.source,
      run_id: fresh.runId,
      area_id: fresh.areaId,
      area_path: fresh.areaPath,
      household_id: fresh.householdId,
      member_id: fresh.memberId,
      pack_id: alarm.pack.id,
      pack_version: alarm.pack.version,
      case_id: null,
      declaration_id: null,
      received_at: timestamp(fresh.receivedAt),
      ...changing(alarm, fresh.figures),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

const changing = (alarm: Alarm, figures: Readonly<Record<string, number>>) => {
  const { state } = alarm;
  return {
    state: state.tag,
    data: JSON.stringify({ state, receivedOn: alarm.receivedOn, figures }),
    version: alarm.round,
    verify_due_on: alarm.verifyDueOn,
    fix_due_on: alarm.fixDueOn,
    verified_on: 'verifiedOn' in state ? state.verifiedOn : null,
    fixed_on: state.tag === 'fixed' ? state.on : null,
    closed_on: isAlarmOver(alarm) && 'on' in state ? state.on : null,
  };
};

export type StoredAlarm = Omit<NewAlarm, 'runId'> & {
  readonly areaName: string;
  readonly headName: string;
  readonly memberName: string;
  readonly caseId: string | null;
};

/** Reads an alarm the scope may see; `lock` when it is about to be changed. */
export async function findAlarm(
  trx: Trx,
  id: string,
  lock: 'lock' | 'no-lock' = 'no-lock',
): Promise<StoredAlarm | null> {
  let query = trx
    .selectFrom('alarm')
    .innerJoin('area', 'area.id', 'alarm.area_id')
    .leftJoin('household', 'household.id', 'alarm.household_id')
    .leftJoin('member', 'member.id', 'alarm.member_id')
    .selectAll('alarm')
    .select([
      'area.full_name as areaName',
      'household.head_name as headName',
      'member.name as memberName',
    ])
    .where('alarm.id', '=', id);
  if (lock === 'lock') query = query.forUpdate('alarm');
  const row = await query.executeTakeFirst();
  if (row === undefined) return null;
  const kept = alarmData.parse(row.data);
  return {
    alarm: {
      alarmId: row.id,
      kind: row.kind,
      department: row.department,
      pack: { id: row.pack_id, version: row.pack_version },
      receivedOn: kept.receivedOn,
      verifyDueOn: row.verify_due_on,
      fixDueOn: row.fix_due_on,
      round: row.version,
      state: kept.state,
    },
    number: row.number,
    source: row.source,
    areaId: row.area_id,
    areaPath: row.area_path,
    areaName: row.areaName,
    householdId: row.household_id,
    headName: row.headName ?? '',
    memberId: row.member_id,
    memberName: row.memberName ?? '',
    figures: kept.figures,
    caseId: row.case_id,
    receivedAt: row.received_at,
  };
}

/** Saves an alarm changed under its lock; `clue`: the report and case it became. */
export async function saveAlarm(
  trx: Trx,
  stored: Pick<StoredAlarm, 'alarm' | 'figures'>,
  clue: { readonly caseId: string; readonly declarationId: string } | null,
): Promise<void> {
  await trx
    .updateTable('alarm')
    .set({
      ...changing(stored.alarm, stored.figures),
      ...(clue === null ? {} : { case_id: clue.caseId, declaration_id: clue.declarationId }),
    })
    .where('id', '=', stored.alarm.alarmId)
    .execute();
}

/** A fresh alarm number, `Y-00012` (预警). */
export async function nextAlarmNumber(trx: Trx): Promise<string> {
  const { rows } = await sql<{ n: number }>`select nextval('alarm_number') as n`.execute(trx);
  return `Y-${String(rows[0]?.n ?? 0).padStart(5, '0')}`;
}

/** A finding of a list about a household. */
export type Finding = { readonly householdId: string; readonly kind: AlarmKind };

/** Why a finding is no news; null when it is. */
export type KnownBy = 'alarm' | 'ticket' | 'case' | 'last-list';

/**
 * Which findings are known: by an open alarm of the kind, an open ticket of the topic, an open case that was opened for the same
 * risk, or the list of this or the last month (BN-51: duplicates are found by household).
 */
export async function knownFindings(
  trx: Trx,
  findings: readonly (Finding & {
    readonly topic: string | null;
    readonly risk: string | null;
    readonly guarantee: string | null;
  })[],
  lists: { readonly months: readonly string[]; readonly notRun: string },
): Promise<ReadonlyMap<string, KnownBy>> {
  if (findings.length === 0) return new Map();
  const { rows } = await sql<Finding & { by: KnownBy }>`
    select f.household_id as "householdId", f.kind, case
      when exists (select 1 from alarm a where a.household_id = f.household_id and a.kind = f.kind
        and a.closed_on is null) then 'alarm'
      when exists (select 1 from issue_ticket t where t.household_id = f.household_id
        and t.topic = f.topic and t.closed_on is null) then 'ticket'
      when exists (select 1 from case_file c join declaration d on d.case_id = c.id
        where c.household_id = f.household_id and c.closed_at is null
          and (f.risk = any(d.risk_types) or f.guarantee = any(d.guarantee_issues))) then 'case'
      when exists (select 1 from comparison_finding p where p.household_id = f.household_id
        and p.kind = f.kind and p.month = any(${[...lists.months]}::text[])
        and p.run_id <> ${lists.notRun}::uuid) then 'last-list'
      end as by
    from unnest(${findings.map((f) => f.householdId)}::uuid[], ${findings.map((f) => f.kind)}::text[],
      ${findings.map((f) => f.topic)}::text[], ${findings.map((f) => f.risk)}::text[],
      ${findings.map((f) => f.guarantee)}::text[])
      as f(household_id, kind, topic, risk, guarantee)`.execute(trx);
  return new Map(
    rows.flatMap((row) => (row.by === null ? [] : [[`${row.householdId} ${row.kind}`, row.by]])),
  );
}
