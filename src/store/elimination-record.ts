/** What is open or was seen of a household whose risk is said to be eliminated. System scope, or a post's over the household. */
import { sql } from 'kysely';
import { type AlarmKind, alarmKinds } from '#src/domain/alarm/alarm.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { GuaranteeIssue } from '#src/domain/declaration/risk.ts';
import type { RoutingTopic } from '#src/domain/policy/routing.ts';
import type { VisitOutcome } from '#src/domain/visit/visit.ts';
import type { Trx } from './database.ts';

/** The topics of tickets that are about 三保障 and drinking water. */
const GUARANTEES: Readonly<Partial<Record<RoutingTopic, GuaranteeIssue>>> = {
  'compulsory-education': '义务教育',
  'medical-insurance': '基本医疗',
  housing: '住房安全',
  'drinking-water': '饮水安全',
};

export type OpenMatters = {
  readonly openTickets: readonly { readonly issue: GuaranteeIssue; readonly openedOn: LocalDate }[];
  readonly openAlarms: readonly { readonly kind: AlarmKind; readonly receivedOn: LocalDate }[];
  /** The newest month ('2026-10') since `sinceMonth` in which a list showed big medical costs. */
  readonly bigCostMonth: string | null;
  readonly lastVisit: { readonly on: LocalDate; readonly outcome: VisitOutcome } | null;
};

type Row = {
  readonly tickets: readonly { readonly topic: RoutingTopic; readonly openedOn: LocalDate }[];
  readonly alarms: readonly { readonly kind: string; readonly receivedOn: LocalDate }[];
  readonly bigCostMonth: string | null;
  readonly visitedOn: LocalDate | null;
  readonly outcome: VisitOutcome | null;
};

/**
 * What still stands against marking a household's risk as eliminated: open tickets of the three guarantees, open
 * alarms, a big medical cost since `sinceMonth` ('YYYY-MM'), the last visit.
 */
export async function openMattersOf(
  trx: Trx,
  householdId: string,
  sinceMonth: string,
): Promise<OpenMatters> {
  const { rows } = await sql<Row>`
    select coalesce((select jsonb_agg(jsonb_build_object('topic', i.topic, 'openedOn', i.opened_on) order by i.opened_on, i.id)
        from issue_ticket i where i.household_id = h.id and i.closed_on is null
          and i.topic = any(${Object.keys(GUARANTEES)})), '[]') as tickets,
      coalesce((select jsonb_agg(jsonb_build_object('kind', a.kind,
          'receivedOn', to_char(a.received_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD')) order by a.received_at, a.id)
        from alarm a where a.household_id = h.id and a.closed_on is null), '[]') as alarms,
      (select max(f.month) from comparison_finding f where f.household_id = h.id
        and f.kind = 'big-medical-cost' and f.month >= ${sinceMonth}) as "bigCostMonth",
      v.visited_on as "visitedOn", v.outcome
    from (select ${householdId}::uuid as id) h
    left join lateral (select visited_on, outcome from visit where household_id = h.id and kind <> 'phone'
      order by visited_on desc, received_at desc limit 1) v on true`.execute(trx);
  const [row] = rows;
  if (row === undefined) {
    return { openTickets: [], openAlarms: [], bigCostMonth: null, lastVisit: null };
  }
  return {
    openTickets: row.tickets.flatMap(({ topic, openedOn }) => {
      const issue = GUARANTEES[topic];
      return issue === undefined ? [] : [{ issue, openedOn }];
    }),
    openAlarms: row.alarms.flatMap(({ kind, receivedOn }) => {
      const known = alarmKinds.find((each) => each === kind);
      return known === undefined ? [] : [{ kind: known, receivedOn }];
    }),
    bigCostMonth: row.bigCostMonth,
    lastVisit:
      row.visitedOn === null || row.outcome === null
        ? null
        : { on: row.visitedOn, outcome: row.outcome },
  };
}
