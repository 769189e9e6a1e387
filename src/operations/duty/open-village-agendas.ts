/**
 * The recurring review of every village (K9): LX-04 陇县 2021 第1项 村“两委”和驻村工作队每周研判一次, BN-56 巴南 2022 第17项 每月至少研究1次.
 * Opened as the period begins and due at its end; cases that cannot wait have duties of their own. A village that comes in the middle
 * of a period begins with the next whole one: nobody can be late with a meeting they heard of the evening before.
 */
import { type LocalDate, startOfDay } from '#src/domain/calendar/local-date.ts';
import { dutyTerms } from '#src/domain/duty/duty-terms.ts';
import { periodKey, startOfWholePeriod } from '#src/domain/duty/periods.ts';
import { knownDutyKeys, villagesAfter, villagesWithAgendas } from '#src/store/village-agenda.ts';
import { areaPacks } from './area-packs.ts';
import { openDuties } from './open-duty.ts';
import { type BackgroundDeps, inBackground } from './work-context.ts';

const PAGE = 200;

/** Opens what this period still lacks; safe to run at any time (unique key of village and period). Returns how many. */
export async function openVillageAgendas(deps: BackgroundDeps): Promise<number> {
  let opened = 0;
  let after: string | null = '';
  while (after !== null) {
    const page: { readonly opened: number; readonly last: string | null } = await openPage(
      deps,
      after,
    );
    opened += page.opened;
    after = page.last;
  }
  return opened;
}

async function openPage(
  deps: BackgroundDeps,
  after: string,
): Promise<{ readonly opened: number; readonly last: string | null }> {
  const { value } = await inBackground(deps, async (context) => {
    const villages = await villagesAfter(context.trx, after, PAGE);
    const paths = villages.map((each) => each.areaPath);
    const packOf = await areaPacks(context, paths);
    const wanted = villages.map((village) => {
      const pack = packOf(village.areaPath);
      const period = pack.settings['village_review.period'].value;
      const whole = startOfWholePeriod(context.today, period);
      const keyOf = (day: LocalDate) =>
        `village-agenda:${village.areaId}:${periodKey(day, period)}`;
      return { village, pack, whole, key: keyOf(context.today), firstKey: keyOf(whole) };
    });
    const known = await knownDutyKeys(
      context.trx,
      wanted.flatMap((each) => [each.key, each.firstKey]),
    );
    const lacking = wanted.filter(({ key, firstKey }) => !known.has(key) && !known.has(firstKey));
    const begun = await villagesWithAgendas(
      context.trx,
      lacking.map(({ village }) => village.areaId),
    );
    const fresh = await openDuties(
      context,
      lacking.map(({ village, pack, whole, ...keys }) => {
        const goesOn = begun.has(village.areaId);
        return {
          key: goesOn ? keys.key : keys.firstKey,
          terms: dutyTerms('village-agenda', {
            openedAt: goesOn
              ? context.now
              : whole === context.today
                ? context.now
                : startOfDay(whole),
            pack,
            calendar: context.policies.calendar,
          }),
          pack,
          area: village,
          about: {},
          announce: 'none',
        };
      }),
    );
    return {
      opened: fresh.length,
      last: villages.length < PAGE ? null : (paths.at(-1) ?? null),
    };
  });
  return value;
}
