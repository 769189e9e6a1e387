/** A household on an officer's list. */
import type { HouseholdGlance } from '#src/flows/staff.needs.ts';
import type { HouseholdGlance as StoredGlance } from '#src/store/registry/households.ts';

/** A stored household as lists show it. */
export const householdGlance = (household: StoredGlance): HouseholdGlance => ({
  householdId: household.householdId,
  headName: household.headName,
  areaName: household.areaName,
  groupName: household.groupName,
  monitored: household.monitored !== null,
  tracked: household.tracked,
  dueOn: household.dueOn,
});
