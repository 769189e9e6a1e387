/** The log of tickets and alarms: who did what, when. Added to, never changed (the serving role may not). */
import type { Instant } from '#src/domain/calendar/instant.ts';
import type { DepartmentCode } from '#src/domain/policy/departments.ts';
import type { Trx } from './database.ts';
import { timestamp } from './timestamp.ts';

export type IssueActor =
  | { readonly kind: 'person' | 'staff'; readonly id: string }
  | { readonly kind: 'system'; readonly id: null };

/** Writes events with the numbers after `after`. Two writers of one subject collide on its unique number. */
export async function writeIssueEvents(
  trx: Trx,
  about: {
    readonly subject: 'issue' | 'alarm';
    readonly subjectId: string;
    readonly department: DepartmentCode;
    readonly areaPath: string;
    readonly after: number;
  },
  events: readonly { readonly kind: string }[],
  actor: IssueActor,
  now: Instant,
): Promise<void> {
  if (events.length === 0) return;
  await trx
    .insertInto('issue_event')
    .values(
      events.map((event, at) => ({
        subject: about.subject,
        subject_id: about.subjectId,
        seq: about.after + at + 1,
        department: about.department,
        area_path: about.areaPath,
        kind: event.kind,
        at: timestamp(now),
        actor_kind: actor.kind,
        actor_id: actor.id,
        payload: JSON.stringify(event),
      })),
    )
    .execute();
}
