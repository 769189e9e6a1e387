/** The policy packs of this program and those that stored cases began under. */
import { inForce, type Pack } from '#src/domain/policy/pack.ts';
import type { PolicyBook } from '#src/operations/policy-book.ts';
import { Fault } from '#src/platform/faults.ts';
import type { Policies } from '#src/policies/load.ts';
import { restorePack } from '#src/policies/read-pack.ts';

/** `kept`: wordings stored in the database, of this or older versions of the program. */
export function policyBook(policies: Policies, kept: readonly unknown[]): PolicyBook {
  const byVersion = new Map<string, Pack>();
  const key = (id: string, version: string): string => `${id}@${version}`;
  for (const json of kept) {
    const pack = restorePack(json, policies.defaultPack);
    if (pack !== null) byVersion.set(key(pack.id, pack.version), pack);
  }
  for (const pack of policies.packs.values()) byVersion.set(key(pack.id, pack.version), pack);
  return {
    calendar: policies.calendar,
    packFor(packId, day) {
      const pack = packId === null ? undefined : policies.packs.get(packId);
      // A pack out of force must not decide new cases; the default carries on and `doctor` says so.
      return pack !== undefined && inForce(pack, day) ? pack : policies.defaultPack;
    },
    packOf({ id, version }) {
      const pack = byVersion.get(key(id, version));
      if (pack === undefined) throw new Fault('unknown-pack', { retry: false });
      return pack;
    },
  };
}
