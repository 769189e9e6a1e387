/** Opening and closing duties. One that exists is not opened again (unique key); one that is closed is reminded of no more. */
import type { CancelReason, DutyKind, DutyTerms } from '#src/domain/duty/duty.ts';
import { dutyTerms } from '#src/domain/duty/duty-terms.ts';
import { type Post, postsForDepartment, receiverOf } from '#src/domain/duty/escalation.ts';
import { nextDigest, nextReminder, reminderRules } from '#src/domain/duty/ladder.ts';
import { areaPath } from '#src/domain/people/areas.ts';
import type { DepartmentCode } from '#src/domain/policy/departments.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import { staffConcerned } from '#src/store/concerned.ts';
import { addDigestItems, type DigestItem } from '#src/store/digest.ts';
import {
  type ClosedDuty,
  closeOpenDuties,
  type DutyAbout,
  type DutyDetails,
  type DutySelector,
  insertDuties,
  type NewDutyRow,
  postsOver,
} from '#src/store/duty.ts';
import { clauseLine } from './clause-line.ts';
import { packOfDuty } from './duty-pack.ts';
import { helperOrOfficer } from './receivers.ts';
import { tellNewDuty } from './tell-new-duty.ts';
import type { WorkContext } from './work-context.ts';

export type NewDuty = {
  /** What makes it the same duty, e.g. `verify-home:<caseId>` or `monthly-visit:<householdId>:2026-11`. */
  readonly key: string;
  /** From `dutyTerms(kind, basis)`: owner, due day, strength and clause. */
  readonly terms: DutyTerms;
  /** The pack the reminders follow: the case's, or the area's. */
  readonly pack: Pack;
  readonly area: { readonly areaId: string; readonly areaPath: string };
  readonly about: DutyAbout;
  /** A named person instead of the post's holder. */
  readonly ownerStaffId?: string;
  /** Staff who must not have it for another reason than that it is by or about them, which is looked up. */
  readonly except?: readonly string[];
  /** Whom it is by or about (`staffConcerned`), where the caller knows already. */
  readonly concerned?: readonly string[];
  /** The department it is routed to: of department officers only that one's get it. */
  readonly department?: DepartmentCode;
  /** Codes, ids and days only. */
  readonly details?: Readonly<Record<string, unknown>>;
  /**
   * How the owner hears of it: `now` at once (urgent; in quiet hours at their end), `digest` with the next one, `none` leaves it
   * to the ladder. Left out: `none` for the case's own clock and for what recurs, `digest` for all else.
   */
  readonly announce?: 'now' | 'digest' | 'none';
};

export type OpenedDuty = { readonly dutyId: string; readonly ownerStaffId: string | null };

const QUIET: ReadonlySet<DutyKind> = new Set<DutyKind>(['identify', 'monthly-visit']);

/** Opens a duty; null when it exists already. Call it in the system scope. */
export async function openDuty(context: WorkContext, duty: NewDuty): Promise<OpenedDuty | null> {
  const [opened] = await openDuties(context, [duty]);
  return opened ?? null;
}

/** Opens several at once, in few statements; those that exist already are left out of the result. System scope only. */
export async function openDuties(
  context: WorkContext,
  duties: readonly NewDuty[],
): Promise<readonly OpenedDuty[]> {
  const posts = new Map<string, readonly Post[]>();
  const prepared: (OpenedDuty & { readonly duty: NewDuty; readonly row: NewDutyRow })[] = [];
  for (const duty of duties) {
    const path = duty.area.areaPath;
    const over = posts.get(path) ?? (await postsOver(context.trx, [path], context.today));
    posts.set(path, over);
    const concerned = duty.concerned ?? (await staffConcerned(context.trx, duty.about));
    const except = [...new Set([...(duty.except ?? []), ...concerned])];
    const ownerStaffId = await ownerFor(context, duty, except, over);
    const dutyId = context.newId();
    prepared.push({ dutyId, ownerStaffId, duty, row: rowOf(dutyId, ownerStaffId, duty, except) });
  }
  const written = await insertDuties(
    context.trx,
    prepared.map((each) => each.row),
  );
  const fresh = prepared.filter((each) => written.has(each.dutyId));
  await announce(context, fresh);
  return fresh.map(({ dutyId, ownerStaffId }) => ({ dutyId, ownerStaffId }));
}

function rowOf(
  dutyId: string,
  ownerStaffId: string | null,
  duty: NewDuty,
  except: readonly string[],
): NewDutyRow {
  const { terms, pack, area } = duty;
  return {
    id: dutyId,
    key: duty.key,
    kind: terms.kind,
    areaId: area.areaId,
    areaPath: area.areaPath,
    ownerRole: terms.ownerRole,
    ownerStaffId,
    about: duty.about,
    details: {
      ...duty.details,
      ...(except.length === 0 ? {} : { except }),
      ...(duty.department === undefined ? {} : { department: duty.department }),
      pack: { id: pack.id, version: pack.version },
    },
    strength: terms.strength,
    clause: clauseLine(terms.clause),
    createdAt: terms.openedAt,
    dueOn: terms.dueOn,
    estimated: terms.estimated,
    next: nextReminder(terms, terms.openedAt, reminderRules(pack)),
  };
}

/** Tells owners of new duties at once or with their next digest. */
async function announce(
  context: WorkContext,
  opened: readonly (OpenedDuty & { readonly duty: NewDuty })[],
): Promise<void> {
  const items: DigestItem[] = [];
  for (const { dutyId, ownerStaffId: staffId, duty } of opened) {
    if (staffId === null) continue;
    const rules = reminderRules(duty.pack);
    const how = duty.announce ?? (QUIET.has(duty.terms.kind) ? 'none' : 'digest');
    if (how === 'digest') {
      items.push({ staffId, dutyId, level: 'new', sendAt: nextDigest(context.now, rules) });
    }
    if (how === 'now') {
      await tellNewDuty(context, dutyId, rules);
      items.push({ staffId, dutyId, level: 'now', sendAt: context.now, sentAt: context.now });
    }
  }
  await addDigestItems(context.trx, items);
}

async function ownerFor(
  context: WorkContext,
  duty: NewDuty,
  except: readonly string[],
  posts: readonly Post[],
): Promise<string | null> {
  if (duty.ownerStaffId !== undefined) return duty.ownerStaffId;
  const { terms, area } = duty;
  const householdId = duty.about.householdId ?? null;
  if (terms.ownerRole === 'helper' && householdId !== null) {
    const helper = await helperOrOfficer(context, householdId, area.areaPath, except);
    return helper?.staffId ?? null;
  }
  const open = postsForDepartment(posts, duty.department ?? null);
  const found = receiverOf(open, terms.ownerRole, areaPath(area.areaPath), new Set(except));
  return found?.post.staffId ?? null;
}

/** How a duty ended: done by somebody, or nobody has to do it any more. */
export type DutyEnd =
  /** Null: it came to be done by what several people did, each for a part. */
  | { readonly state: 'done'; readonly byStaffId: string | null; readonly outcome?: string }
  | {
      readonly state: 'cancelled';
      readonly reason: CancelReason;
      readonly byStaffId?: string | null;
    };

/**
 * Closes what is open of the selection. A hard limit found passed only now is recorded and its reason asked for, like one the
 * sweep found. Call it in the system scope.
 */
export async function closeDuties(
  context: WorkContext,
  which: DutySelector,
  end: DutyEnd,
): Promise<readonly ClosedDuty[]> {
  const closed = await closeOpenDuties(context.trx, which, {
    state: end.state,
    outcome: end.state === 'done' ? (end.outcome ?? 'done') : end.reason,
    byStaffId: end.byStaffId ?? null,
    at: context.now,
    today: context.today,
  });
  for (const each of closed.filter((one) => one.breachedNow)) await askForReason(context, each);
  return closed;
}

/** A missed hard limit: the town says why (duty `explain-breach`, once a duty by its key). */
export async function askForReason(
  context: WorkContext,
  breached: Omit<ClosedDuty, 'breachedNow'> & { readonly details: DutyDetails },
): Promise<void> {
  const pack = packOfDuty(context.policies, breached.details, context.today);
  await openDuty(context, {
    key: `explain-breach:${breached.dutyId}`,
    terms: dutyTerms('explain-breach', {
      openedAt: context.now,
      pack,
      calendar: context.policies.calendar,
    }),
    pack,
    area: { areaId: breached.areaId, areaPath: breached.areaPath },
    about: { caseId: breached.caseId, householdId: breached.householdId },
    details: { breachedDutyId: breached.dutyId, breachedKind: breached.kind },
  });
}
