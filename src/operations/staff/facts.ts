/** Answers to the facts the staff conversations ask for. */
import type { StaffNeeds } from '#src/flows/staff.needs.ts';
import type { Loaders } from '../turn.ts';
import { visitSubject } from '../visit/visit-subject.ts';
import { colleagues } from './colleagues.ts';
import { myDuties } from './duty-page.ts';
import { dutyOfReportFor, dutySheet } from './duty-sheet.ts';
import { householdSearch, householdSheet, myHouseholds } from './households.ts';

export const staffLoaders: Loaders<StaffNeeds> = {
  'my-duties': myDuties,
  'duty-sheet': dutySheet,
  'duty-of-report': dutyOfReportFor,
  colleagues,
  'my-households': myHouseholds,
  'household-search': householdSearch,
  'household-sheet': householdSheet,
  'visit-subject': visitSubject,
};
