/** Facts the cadres' conversations ask for. */
export type StaffNeeds = object;
