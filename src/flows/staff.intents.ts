/** What the cadres' conversations have done. */
export type StaffIntents = object;
