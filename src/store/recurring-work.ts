/** Work that comes back (定期工作): the areas it is asked of and since when, what was done of it, and the photos that show it. */
import { sql } from 'kysely';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { DepartmentCode } from '#src/domain/policy/departments.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import type { Trx } from './database.ts';

/** An area by the level its regular work is asked of, and the pack that was assigned to it or above it. */
export type WorkArea = {
  readonly areaId: string;
  readonly areaPath: string;
  readonly level: 'county' | 'town' | 'village';
  readonly packId: string;
  /** The day the pack was assigned, or the later day it holds from. */
  readonly since: LocalDate;
};

/**
 * Active areas by path after `after` that follow a pack somebody assigned, at most `limit`. Where none was assigned, no county is
 * held to the meetings of another. A level between county and town has no town work of its own.
 */
export async function workAreas(
  trx: Trx,
  today: LocalDate,
  after: string,
  limit: number,
): Promise<readonly WorkArea[]> {
  const { rows } = await sql<WorkArea>`
    with assigned as (
      select distinct on (p.area_id) up.path, p.pack_id,
        greatest(p.from_day, (p.assigned_at at time zone 'Asia/Shanghai')::date) as since
      from area_pack_assignment p join area up on up.id = p.area_id
      where p.from_day <= ${today}::date order by p.area_id, p.from_day desc)
    select a.id as "areaId", a.path as "areaPath",
      case when a.parent_id is null then 'county' else a.level end as level,
      own.pack_id as "packId", own.since
    from area a join lateral (
      select pack_id, since from assigned
      where pack_id is not null and starts_with(a.path, path) order by length(path) desc limit 1) own on true
    where a.active and a.path > ${after} collate "C"
      and (a.parent_id is null or a.level = 'village' or (a.level = 'town' and not exists (
        select 1 from area below where below.parent_id = a.id and below.level = 'town' and below.active)))
    order by a.path collate "C" limit ${limit}`.execute(trx);
  return rows;
}

/** Departments that have an officer in the county today. System scope. */
export async function departmentsWithOfficer(
  trx: Trx,
  countyPath: string,
  today: LocalDate,
): Promise<readonly DepartmentCode[]> {
  const { rows } = await sql<{ department: DepartmentCode }>`
    select distinct department from post
    where role = 'department-officer' and department is not null and area_path = ${countyPath}
      and since <= ${today}::date and (until is null or until >= ${today}::date)
    order by department`.execute(trx);
  return rows.map(({ department }) => department);
}

export type DoneWork = {
  readonly dutyId: string;
  readonly areaId: string;
  readonly areaPath: string;
  readonly code: string;
  readonly department: DepartmentCode | null;
  readonly note: string;
  readonly doneOn: LocalDate;
  readonly staffId: string;
  /** Media the account itself sent; others are left out. */
  readonly mediaIds: readonly string[];
  readonly accountId: string;
};

/** Writes down what was done; false when it was written already (primary key of the duty). System scope. */
export async function recordWork(
  trx: Trx,
  fields: FieldEncryption,
  done: DoneWork,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into recurring_work (duty_id, area_id, area_path, code, department, note_enc, done_on, by_staff)
    values (${done.dutyId}::uuid, ${done.areaId}::uuid, ${done.areaPath}, ${done.code}, ${done.department},
      ${fields.encrypt('recurring_work.note_enc', done.dutyId, done.note)}, ${done.doneOn}::date, ${done.staffId}::uuid)
    on conflict (duty_id) do nothing`.execute(trx);
  if (numAffectedRows !== 1n) return false;
  if (done.mediaIds.length === 0) return true;
  const own = sql`id = any(${[...done.mediaIds]}::uuid[]) and account_id = ${done.accountId}::uuid`;
  // Into the area of the work, so that its officers reach them.
  await sql`update media set area_path = ${done.areaPath} where ${own}`.execute(trx);
  await sql`insert into recurring_media (duty_id, media_id, area_path)
    select ${done.dutyId}::uuid, id, ${done.areaPath} from media where ${own}
    on conflict do nothing`.execute(trx);
  return true;
}

/** What was done the last time, in the scope set; null when it never was. */
export async function lastWork(
  trx: Trx,
  fields: FieldEncryption,
  asked: {
    readonly areaId: string;
    readonly code: string;
    readonly department: DepartmentCode | null;
  },
): Promise<{
  readonly doneOn: LocalDate;
  readonly byName: string;
  readonly note: string;
  readonly photos: readonly string[];
} | null> {
  const { rows } = await sql<{
    dutyId: string;
    doneOn: LocalDate;
    byName: string;
    noteEnc: string;
    photos: readonly string[];
  }>`
    select w.duty_id as "dutyId", w.done_on as "doneOn", coalesce(s.name, '') as "byName", w.note_enc as "noteEnc",
      array(select m.id::text from recurring_media r join media m on m.id = r.media_id
        where r.duty_id = w.duty_id and m.state = 'stored' and m.kind = 'photo' order by m.id) as photos
    from recurring_work w left join staff s on s.id = w.by_staff
    where w.area_id = ${asked.areaId}::uuid and w.code = ${asked.code}
      and w.department is not distinct from ${asked.department}
    order by w.done_on desc, w.duty_id limit 1`.execute(trx);
  const [row] = rows;
  if (row === undefined) return null;
  const { dutyId, doneOn, byName, photos } = row;
  const note = fields.decrypt('recurring_work.note_enc', dutyId, row.noteEnc);
  return { doneOn, byName, note, photos };
}
