/** What the rule checks look at, gathered in few statements. Counts and codes only; names stay behind. */
import { sql } from 'kysely';
import { type Instant, plusMs } from '#src/domain/calendar/instant.ts';
import { type LocalDate, startOfDay } from '#src/domain/calendar/local-date.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import type { Trx } from './database.ts';
import type { AreaLevel } from './schema/registry.ts';
import { timestamp } from './timestamp.ts';

const THIRTY_DAYS = 30 * 86_400_000;

export type GatheredFacts = {
  readonly areaLevel: AreaLevel;
  readonly areaPackId: string | null;
  readonly accountConsent: 'given' | 'refused' | null;
  readonly accountName: string;
  readonly idNumber: string;
  readonly household: {
    readonly origin: 'registry' | 'claimed';
    readonly areaPath: string;
    readonly exitedPoverty: boolean;
    readonly monitored: boolean;
  } | null;
  readonly earlierReports: number;
  readonly reportsToday: number;
  /** Staff the report is by or about, as `staffConcerned` finds them; asked here to spare a statement a report. */
  readonly concerned: readonly string[];
  readonly members: readonly {
    readonly bornOn: LocalDate | null;
    readonly labour: string | null;
    readonly schooling: string | null;
    readonly health: readonly string[];
    readonly disabled: boolean;
  }[];
};

/** Gathers everything about one report. `householdId` is where it is known to belong so far. */
export async function gatherCheckFacts(
  trx: Trx,
  fields: FieldEncryption,
  report: {
    readonly id: string;
    readonly accountId: string | null;
    readonly areaId: string;
    readonly householdId: string | null;
    readonly filedByStaff: string | null;
    readonly submittedAt: Instant;
    readonly submittedOn: LocalDate;
  },
): Promise<GatheredFacts> {
  const { rows } = await sql<{
    level: AreaLevel;
    packId: string | null;
    consent: 'given' | 'refused' | null;
    accountName: string | null;
    idNumberEnc: string | null;
    origin: 'registry' | 'claimed' | null;
    householdArea: string | null;
    kind: string | null;
    monitored: string | null;
    earlier: number;
    today: number;
    members: GatheredFacts['members'];
    concerned: readonly string[];
  }>`
    select area.level, (select own.pack_id from area up
        join lateral (select pack_id from area_pack_assignment where area_id = up.id
          and from_day <= ${report.submittedOn} order by from_day desc limit 1) own
          on own.pack_id is not null
        where starts_with(area.path, up.path)
        order by length(up.path) desc limit 1) as "packId",
      account.consent, account.name as "accountName", account.id_number_enc as "idNumberEnc",
      h.origin, h.area_path as "householdArea", h.kind, h.monitored,
      (select count(*) from declaration d where d.household_id = h.id and d.id <> ${report.id}
        and d.submitted_at >= ${timestamp(plusMs(report.submittedAt, -THIRTY_DAYS))}
        and d.submitted_at <= ${timestamp(report.submittedAt)}) as earlier,
      (select count(*) from declaration d where d.account_id = account.id and d.filed_by_staff is null
        and d.submitted_at >= ${timestamp(startOfDay(report.submittedOn))}
        and d.submitted_at <= ${timestamp(report.submittedAt)}) as today,
      coalesce((select jsonb_agg(jsonb_build_object('bornOn', m.born_on, 'labour', m.labour,
          'schooling', m.schooling, 'health', m.health,
          'disabled', m.disability_card_index is not null) order by m.ordinal)
        from member m where m.household_id = ${report.householdId}), '[]') as members,
      array(select s.id::text from staff s where s.household_id = ${report.householdId}
        union select account.staff_id::text
        where account.staff_id is not null and ${report.filedByStaff}::uuid is null) as concerned
    from area
    left join account on account.id = ${report.accountId}
    left join household h on h.id = ${report.householdId}
    where area.id = ${report.areaId}`.execute(trx);
  const [row] = rows;
  if (row === undefined) throw new Error('a report names an area that does not exist');
  return {
    areaLevel: row.level,
    areaPackId: row.packId,
    accountConsent: row.consent,
    accountName: row.accountName ?? '',
    idNumber:
      row.idNumberEnc === null || report.accountId === null
        ? ''
        : fields.decrypt('account.id_number', report.accountId, row.idNumberEnc),
    household:
      row.origin === null || row.householdArea === null
        ? null
        : {
            origin: row.origin,
            areaPath: row.householdArea,
            exitedPoverty: row.kind === 'exited-poverty',
            monitored: row.monitored !== null,
          },
    earlierReports: row.earlier,
    reportsToday: row.today,
    members: row.members,
    concerned: row.concerned,
  };
}
