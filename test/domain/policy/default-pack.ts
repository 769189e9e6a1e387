/** The real default pack and holiday calendar, and variations of the pack as a county would make them. */
import type { Pack } from '#src/domain/policy/pack.ts';
import type { PolicySettings } from '#src/domain/policy/settings.ts';
import { loadPolicies } from '#src/policies/load.ts';

export const { packs, defaultPack, calendar } = await loadPolicies();

/** The default pack with some settings replaced. */
export const packWith = (settings: Partial<PolicySettings>): Pack => ({
  ...defaultPack,
  id: 'variation',
  version: 'variation-1',
  settings: { ...defaultPack.settings, ...settings },
});
