/** What the rule checks look at, gathered in few statements. Counts and codes only; names stay behind. */
import { sql } from 'kysely';
import { type Instant } from '#src/domain/calendar/instant.ts';
import { type LocalDate, startOfDay } from '#src/domain/calendar/local-date.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import type { Trx } from './database.ts';
import type { AreaLevel } from './schema/registry.ts';
import { together } from './together.ts';

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

/** `householdId` is where the report is known to belong so far. */
export type CheckedReport = {
  readonly id: string;
  readonly accountId: string | null;
  readonly areaId: string;
  readonly householdId: string | null;
  readonly filedByStaff: string | null;
  readonly submittedAt: Instant;
  readonly submittedOn: LocalDate;
};

/** Gathers everything about one report. */
export const gatherCheckFacts = (
  trx: Trx,
  fields: FieldEncryption,
  report: CheckedReport,
): Promise<GatheredFacts> => gather(trx, { fields, report });

type FactsRow = {
  readonly reportId: string;
  readonly level: AreaLevel;
  readonly packId: string | null;
  readonly consent: 'given' | 'refused' | null;
  readonly accountName: string | null;
  readonly idNumberEnc: string | null;
  readonly origin: 'registry' | 'claimed' | null;
  readonly householdArea: string | null;
  readonly kind: string | null;
  readonly monitored: string | null;
  readonly earlier: number;
  readonly today: number;
  readonly members: GatheredFacts['members'];
  readonly concerned: readonly string[];
};

const gather = together(
  async (
    trx,
    asked: readonly { readonly fields: FieldEncryption; readonly report: CheckedReport }[],
  ): Promise<readonly GatheredFacts[]> => {
    const rows = await readFacts(
      trx,
      asked.map(({ report }) => report),
    );
    const byReport = new Map(rows.map((row) => [row.reportId, row]));
    return asked.map(({ fields, report }) => {
      const row = byReport.get(report.id);
      if (row === undefined) throw new Error('a report names an area that does not exist');
      return factsOf(fields, report, row);
    });
  },
);

async function readFacts(
  trx: Trx,
  reports: readonly CheckedReport[],
): Promise<readonly FactsRow[]> {
  const { rows } = await sql<FactsRow>`
    select report.id as "reportId", area.level, (select own.pack_id from area up
        join lateral (select pack_id from area_pack_assignment where area_id = up.id
          and from_day <= report.on_day order by from_day desc limit 1) own
          on own.pack_id is not null
        where starts_with(area.path, up.path)
        order by length(up.path) desc limit 1) as "packId",
      account.consent, account.name as "accountName", account.id_number_enc as "idNumberEnc",
      h.origin, h.area_path as "householdArea", h.kind, h.monitored,
      (select count(*) from declaration d where d.household_id = h.id and d.id <> report.id
        and d.submitted_at >= to_timestamp((report.at - ${THIRTY_DAYS}::float8) / 1000)
        and d.submitted_at <= to_timestamp(report.at / 1000)) as earlier,
      (select count(*) from declaration d where d.account_id = account.id and d.filed_by_staff is null
        and d.submitted_at >= to_timestamp(report.day_start / 1000)
        and d.submitted_at <= to_timestamp(report.at / 1000)) as today,
      coalesce((select jsonb_agg(jsonb_build_object('bornOn', m.born_on, 'labour', m.labour,
          'schooling', m.schooling, 'health', m.health,
          'disabled', m.disability_card_index is not null) order by m.ordinal)
        from member m where m.household_id = report.household_id), '[]') as members,
      array(select s.id::text from staff s where s.household_id = report.household_id
        union select account.staff_id::text
        where account.staff_id is not null and report.filed_by is null) as concerned
    from unnest(${reports.map((r) => r.id)}::uuid[], ${reports.map((r) => r.accountId)}::uuid[],
        ${reports.map((r) => r.areaId)}::uuid[], ${reports.map((r) => r.householdId)}::uuid[],
        ${reports.map((r) => r.filedByStaff)}::uuid[], ${reports.map((r) => r.submittedAt)}::float8[],
        ${reports.map((r) => r.submittedOn)}::date[],
        ${reports.map((r) => startOfDay(r.submittedOn))}::float8[])
      as report(id, account_id, area_id, household_id, filed_by, at, on_day, day_start)
    join area on area.id = report.area_id
    left join account on account.id = report.account_id
    left join household h on h.id = report.household_id`.execute(trx);
  return rows;
}

const factsOf = (fields: FieldEncryption, report: CheckedReport, row: FactsRow): GatheredFacts => ({
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
});
