/** Members for tests of rules: a grown-up who can work, unless told otherwise. */
import type { HouseholdMember } from '#src/domain/assessment/workforce.ts';

let counted = 0;

export const aMember = (but: Partial<HouseholdMember> = {}): HouseholdMember => ({
  memberId: `member-${(counted += 1)}`,
  age: 40,
  health: ['healthy'],
  disabilityGrade: null,
  registeredHere: null,
  labour: 'ordinary',
  schooling: null,
  workMonths: null,
  worksAway: false,
  ...but,
});

export const aWorker = (): HouseholdMember => aMember({ workMonths: 8 });
export const aGrandparent = (): HouseholdMember => aMember({ age: 74, labour: 'none' });
export const aPupil = (but: Partial<HouseholdMember> = {}): HouseholdMember =>
  aMember({ age: 9, labour: 'none', schooling: 'primary', ...but });
