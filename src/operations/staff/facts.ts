/** Answers to the facts the staff conversations ask for. */
import type { StaffNeeds } from '#src/flows/staff.needs.ts';
import type { Loaders } from '../turn.ts';

export const staffLoaders: Loaders<StaffNeeds> = {};
