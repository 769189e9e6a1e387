/** Opening and closing duties. One that exists is not opened again (unique key); one that is closed is reminded of no more. */
import type { CancelReason, DutyKind, DutyTerms } from '#src/domain/duty/duty.ts';
import { dutyTerms } from '#src/domain/duty/clocks.ts';
import { nextDigest, nextReminder, reminderRules } from '#src/domain/duty/ladder.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import { staffConcerned } from '#src/store/concerned.ts';
import { addDigestItems } from '#src/store/digest.ts';
import {
  type ClosedDuty,
  closeOpenDuties,
  type DutyAbout,
  type DutyDetails,
  type DutySelector,
  insertDuties,
} from '#src/store/duty.ts';
import { clauseLine } from './clause-line.ts';
import { packOfDuty } from './duty-pack.ts';
import { helperOrOfficer, ownerOf } from './receivers.ts';
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
  const { terms, pack, area } = duty;
  const rules = reminderRules(pack);
  const concerned = duty.concerned ?? (await staffConcerned(context.trx, duty.about));
  const except = [...new Set([...(duty.except ?? []), ...concerned])];
  const ownerStaffId = await ownerFor(context, duty, except);
  const dutyId = context.newId();
  const written = await insertDuties(context.trx, [
    {
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
        pack: { id: pack.id, version: pack.version },
      },
      strength: terms.strength,
      clause: clauseLine(terms.clause),
      createdAt: terms.openedAt,
      dueOn: terms.dueOn,
      estimated: terms.estimated,
      next: nextReminder(terms, terms.openedAt, rules),
    },
  ]);
  if (!written.has(dutyId)) return null;
  const announce = duty.announce ?? (QUIET.has(terms.kind) ? 'none' : 'digest');
  if (announce === 'digest' && ownerStaffId !== null) {
    const sendAt = nextDigest(context.now, rules);
    await addDigestItems(context.trx, [{ staffId: ownerStaffId, dutyId, level: 'new', sendAt }]);
  }
  if (announce === 'now' && ownerStaffId !== null) {
    await tellNewDuty(context, dutyId, rules);
    await addDigestItems(context.trx, [
      { staffId: ownerStaffId, dutyId, level: 'now', sendAt: context.now, sentAt: context.now },
    ]);
  }
  return { dutyId, ownerStaffId };
}

async function ownerFor(
  context: WorkContext,
  duty: NewDuty,
  except: readonly string[],
): Promise<string | null> {
  if (duty.ownerStaffId !== undefined) return duty.ownerStaffId;
  const { terms, area } = duty;
  const householdId = duty.about.householdId ?? null;
  if (terms.ownerRole === 'helper' && householdId !== null) {
    const helper = await helperOrOfficer(context, householdId, area.areaPath, except);
    return helper?.staffId ?? null;
  }
  const found = await ownerOf(context, terms.ownerRole, area.areaPath, except);
  return found?.post.staffId ?? null;
}

/** How a duty ended: done by somebody, or nobody has to do it any more. */
export type DutyEnd =
  | { readonly state: 'done'; readonly byStaffId: string; readonly outcome?: string }
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
