/**
 * 月清零 and 月通报 (BN-66 巴南 2022 第十九条: 坚持“三保障”及农村饮水安全问题月清零、月调度、月通报制度; clock K11). Five days before the month ends every
 * town with an open guarantee ticket gets a duty; it is done when none is open. After the month each town's sums become a text.
 */
import {
  daysBetween,
  endOfMonth,
  firstOfMonth,
  monthOf,
  plusMonthsOf,
  type YearMonth,
} from '#src/domain/calendar/local-date.ts';
import { areaPath, areaRange } from '#src/domain/people/areas.ts';
import { dutyTerms } from '#src/domain/duty/duty-terms.ts';
import { isGuarantee } from '#src/domain/ticket/guarantees.ts';
import { monthNotice, type MonthNumbers } from '#src/flows/text/month-notice.ts';
import { insertMonthlyNotice, monthOfAlarms, monthOfIssues } from '#src/store/issue-list.ts';
import { type PlainArea, townAreas } from '#src/store/registry/top-area.ts';
import { packInForce } from '../duty/area-packs.ts';
import { closeDuties, openDuty } from '../duty/open-duty.ts';
import type { WorkContext } from '../duty/work-context.ts';

/** Days before the end of the month from which a town is told what is still open. */
const TOLD_DAYS_BEFORE = 5;

/** Sums of an area's tickets and alarms in a month; of the running month as it stands today. */
export async function monthNumbers(
  { trx, today }: Pick<WorkContext, 'trx' | 'today'>,
  area: PlainArea,
  month: YearMonth,
): Promise<MonthNumbers> {
  const range = areaRange(areaPath(area.areaPath));
  const last = endOfMonth(month);
  const span = { start: firstOfMonth(month), until: last < today ? last : today };
  return {
    month,
    areaName: area.name,
    topics: await monthOfIssues(trx, range, span),
    alarms: await monthOfAlarms(trx, range, span),
  };
}

/** Opens and closes the duties of the month that is running. Safe at any time (unique key of town and month). System scope. */
export async function alignMonthZero(context: WorkContext): Promise<void> {
  const month = monthOf(context.today);
  const near = daysBetween(context.today, endOfMonth(month)) <= TOLD_DAYS_BEFORE;
  for (const town of await townAreas(context.trx)) {
    const { topics } = await monthNumbers(context, town, month);
    const open = topics
      .filter((row) => isGuarantee(row.topic))
      .reduce((sum, row) => sum + row.open, 0);
    const key = `month-zero:${town.areaId}:${month}`;
    if (open === 0) {
      await closeDuties(context, { key }, { state: 'done', byStaffId: null, outcome: 'none-open' });
    } else if (near) {
      const pack = await packInForce(context, town.areaPath);
      await openDuty(context, {
        key,
        terms: dutyTerms('month-zero', {
          openedAt: context.now,
          pack,
          calendar: context.policies.calendar,
        }),
        pack,
        area: town,
        about: {},
        details: { month, open },
      });
    }
  }
}

/** Writes the notices of the month that is over, one a town, once (unique month and area). Returns how many are new. */
export async function draftMonthlyNotices(context: WorkContext): Promise<number> {
  const month = plusMonthsOf(monthOf(context.today), -1);
  let made = 0;
  for (const town of await townAreas(context.trx)) {
    const numbers = await monthNumbers(context, town, month);
    if (numbers.topics.length === 0 && numbers.alarms.received === 0) continue;
    const written = await insertMonthlyNotice(context.trx, {
      id: context.newId(),
      month,
      areaId: town.areaId,
      areaPath: town.areaPath,
      ...monthNotice(numbers),
      numbers,
      madeAt: context.now,
    });
    if (written) made += 1;
  }
  return made;
}
