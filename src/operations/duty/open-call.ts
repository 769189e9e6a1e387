/** A call to a farmer as a duty of the village officer (or whoever stands in). */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import { dutyTerms } from '#src/domain/duty/duty-terms.ts';
import type { DutyAbout } from '#src/store/duty.ts';
import { areaAndAbove } from '#src/store/registry/areas.ts';
import { packInForce } from './area-packs.ts';
import { type OpenedDuty, openDuty } from './open-duty.ts';
import type { WorkContext } from './work-context.ts';

/** Opens the call; null when it exists already or the area is unknown. System scope. */
export async function openCall(
  context: WorkContext,
  call: {
    readonly key: string;
    readonly topic: 'draft' | 'unseen' | 'result' | 'set-aside';
    readonly areaPath: string;
    readonly about: DutyAbout;
    readonly details: Readonly<Record<string, unknown>>;
    readonly ownerStaffId?: string;
  },
): Promise<(OpenedDuty & { readonly dueOn: LocalDate }) | null> {
  const chain = await areaAndAbove(context.trx, call.areaPath);
  const [area] = chain;
  if (area === undefined) return null;
  const pack = await packInForce(context, call.areaPath);
  const terms = dutyTerms('call-farmer', {
    openedAt: context.now,
    pack,
    calendar: context.policies.calendar,
  });
  const opened = await openDuty(context, {
    key: call.key,
    terms,
    pack,
    area,
    about: call.about,
    details: { ...call.details, topic: call.topic },
    ...(call.ownerStaffId === undefined ? {} : { ownerStaffId: call.ownerStaffId }),
  });
  return opened === null ? null : { ...opened, dueOn: terms.dueOn };
}
