/** Every night: the data checks over everything there is to check, and one duty a village that has something to mend. */
import { monthOf } from '#src/domain/calendar/local-date.ts';
import { dutyTerms } from '#src/domain/duty/duty-terms.ts';
import { openMendDuties, villagesWithFindings } from '#src/store/quality.ts';
import { householdsToCheck } from '#src/store/quality-snapshot.ts';
import { areaPacks } from '../duty/area-packs.ts';
import { closeDuties, openDuties } from '../duty/open-duty.ts';
import { type BackgroundDeps, inBackground, type WorkContext } from '../duty/work-context.ts';
import { checkHouseholds } from './check-households.ts';

/** Households in one transaction: a page is some hundred milliseconds, so nobody waits for it. */
const PAGE = 200;

/** Runs the checks over all households in question; safe to run at any time. Returns how many were looked at. */
export async function sweepQuality(deps: BackgroundDeps): Promise<number> {
  let checked = 0;
  let after: string | null = null;
  for (;;) {
    const { value: ids }: { readonly value: readonly string[] } = await inBackground(
      deps,
      async (context) => {
        const page = await householdsToCheck(context.trx, after, PAGE);
        await checkHouseholds(context, page);
        return page;
      },
    );
    checked += ids.length;
    after = ids.at(-1) ?? null;
    if (ids.length < PAGE) break;
  }
  await inBackground(deps, alignVillageDuties);
  return checked;
}

/** One duty a village and month, never one a finding; closed by itself when nothing is left. */
async function alignVillageDuties(context: WorkContext): Promise<void> {
  const villages = await villagesWithFindings(context.trx);
  const packOf = await areaPacks(
    context,
    villages.map((each) => each.areaPath),
  );
  await openDuties(
    context,
    villages.map(({ areaId, areaPath, open }) => {
      const pack = packOf(areaPath);
      return {
        key: `mend-data:${areaId}:${monthOf(context.today)}`,
        terms: dutyTerms('mend-data', {
          openedAt: context.now,
          pack,
          calendar: context.policies.calendar,
        }),
        pack,
        area: { areaId, areaPath },
        about: {},
        details: { open },
      };
    }),
  );
  const open = new Set(villages.map((each) => each.areaId));
  for (const duty of await openMendDuties(context.trx)) {
    if (!open.has(duty.areaId)) {
      await closeDuties(
        context,
        { dutyId: duty.dutyId },
        { state: 'cancelled', reason: 'answered' },
      );
    }
  }
}
