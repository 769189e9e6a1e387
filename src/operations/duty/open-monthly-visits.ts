/**
 * The monthly visit to each monitored household (BN-63 巴南 2022 第十八条: 帮扶干部每月至少入户走访1次; LX-10 陇县 2021 三: 帮扶联系人每月入户跟踪).
 * Opened at the start of the month, or when the household is first monitored; any visit of the month closes it.
 */
import { firstOfMonth, monthOf } from '#src/domain/calendar/local-date.ts';
import { dutyTerms } from '#src/domain/duty/duty-terms.ts';
import { receiverOf } from '#src/domain/duty/escalation.ts';
import { nextReminder, reminderRules } from '#src/domain/duty/ladder.ts';
import { areaPath } from '#src/domain/people/areas.ts';
import { insertDuties, type NewDutyRow, postsOver } from '#src/store/duty.ts';
import { type MonitoredHousehold, withoutMonthlyVisit } from '#src/store/monitored.ts';
import { clauseLine } from './clause-line.ts';
import { areaPacks } from './area-packs.ts';
import { type BackgroundDeps, inBackground, type WorkContext } from './work-context.ts';

const PAGE = 500;

/** Opens what this month still lacks; safe to run at any time (unique key of household and month). Returns how many. */
export async function openMonthlyVisits(deps: BackgroundDeps): Promise<number> {
  let opened = 0;
  let after: string | null = null;
  for (;;) {
    const page = await openPage(deps, after);
    opened += page.opened;
    if (page.last === null) return opened;
    after = page.last;
  }
}

async function openPage(
  deps: BackgroundDeps,
  after: string | null,
): Promise<{ readonly opened: number; readonly last: string | null }> {
  const { value } = await inBackground(deps, async (context) => {
    const name = monthOf(context.today);
    const month = { name, start: firstOfMonth(name) };
    const found = await withoutMonthlyVisit(context.trx, month, context.today, after, PAGE);
    const written = await insertDuties(context.trx, await rowsFor(context, name, found));
    const last = found.length < PAGE ? null : (found.at(-1)?.householdId ?? null);
    return { opened: written.size, last };
  });
  return value;
}

async function rowsFor(
  context: WorkContext,
  month: string,
  households: readonly MonitoredHousehold[],
): Promise<readonly NewDutyRow[]> {
  const paths = households.map((each) => each.areaPath);
  const posts = await postsOver(context.trx, paths, context.today);
  const reachable = new Set(posts.filter((post) => post.reachable).map((post) => post.staffId));
  const packOf = await areaPacks(context, paths);
  return households.flatMap((household) => {
    const pack = packOf(household.areaPath);
    if (pack.settings['visit.monitored.per_month'].value < 1) return [];
    const helper = household.helpers.find((id) => reachable.has(id) && !household.own.includes(id));
    const { openedAt, ...terms } = dutyTerms('monthly-visit', {
      openedAt: context.now,
      pack,
      calendar: context.policies.calendar,
    });
    const area = areaPath(household.areaPath);
    const stand = receiverOf(posts, 'village-officer', area, new Set(household.own));
    return [
      {
        id: context.newId(),
        key: `monthly-visit:${household.householdId}:${month}`,
        kind: terms.kind,
        areaId: household.areaId,
        areaPath: household.areaPath,
        ownerRole: helper === undefined ? 'village-officer' : 'helper',
        ownerStaffId: helper ?? stand?.post.staffId ?? null,
        about: { householdId: household.householdId },
        details: {
          month,
          pack: terms.pack,
          ...(household.own.length === 0 ? {} : { except: household.own }),
        },
        strength: terms.strength,
        clause: clauseLine(terms.clause),
        createdAt: openedAt,
        dueOn: terms.dueOn,
        estimated: terms.estimated,
        next: nextReminder({ ...terms, openedAt }, openedAt, reminderRules(pack)),
      } satisfies NewDutyRow,
    ];
  });
}
