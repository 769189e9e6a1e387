/** What the staff conversations have done. */
import type { StaffIntents } from '#src/flows/staff.intents.ts';
import type { Handlers } from '../turn.ts';

export const staffHandlers: Handlers<StaffIntents> = {};
