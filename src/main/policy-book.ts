/** The policy packs of this installation, those that stored cases began under, and the working days as they are known now. */
import { type HolidayYear, withYears } from '#src/domain/calendar/working-days.ts';
import { farmerQuiet, isQuiet, reminderRules } from '#src/domain/duty/ladder.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import { packInForce, packWordings } from '#src/domain/policy/pack-on-day.ts';
import type { PolicyBook } from '#src/operations/policy-book.ts';
import { Fault } from '#src/platform/faults.ts';
import type { Policies } from '#src/policies/load.ts';
import { restorePack, storedVersion } from '#src/policies/read-pack.ts';

/** A book whose calendar can be brought up to date while the process runs. */
export type LivingPolicyBook = PolicyBook & {
  /** Lays the years stored in the database over those of the files. */
  withYears(stored: readonly HolidayYear[]): void;
};

/** Every wording of every pack, to be kept with the cases that will begin under it. */
export const wordingsOf = ({ packs }: Pick<Policies, 'packs'>): readonly Pack[] =>
  [...packs.values()].flatMap((pack) => packWordings(pack, (id) => packs.get(id)));

/** `kept`: wordings stored in the database, of this or older versions of the program. */
export function policyBook(policies: Policies, kept: readonly unknown[]): LivingPolicyBook {
  const byVersion = new Map<string, Pack>();
  const key = (id: string, version: string): string => `${id}@${version}`;
  for (const pack of wordingsOf(policies)) byVersion.set(key(pack.id, pack.version), pack);
  for (const json of kept) {
    const version = storedVersion(json);
    // Reading one takes milliseconds, and most of those kept are the ones just loaded.
    if (version === null || byVersion.has(key(version.id, version.version))) continue;
    const pack = restorePack(json, policies.defaultPack);
    if (pack !== null) byVersion.set(key(pack.id, pack.version), pack);
  }
  const nights = [...byVersion.values()].flatMap((pack) => [
    farmerQuiet(pack),
    reminderRules(pack),
  ]);
  let { calendar } = policies;
  return {
    get calendar() {
      return calendar;
    },
    withYears(stored) {
      calendar = withYears(policies.calendar, stored);
    },
    mayBeNight: (at) => nights.some((rules) => isQuiet(at, rules)),
    packFor: (packId, day) => packInForce(policies, packId, day),
    packOf({ id, version }) {
      const pack = byVersion.get(key(id, version));
      if (pack === undefined) throw new Fault('unknown-pack', { retry: false });
      return pack;
    },
  };
}
