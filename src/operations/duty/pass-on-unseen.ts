/** A reminder that no channel can push and whose owner has not looked for a working day passes to the next post up. */
import { addDigestItems, type DigestItem } from '#src/store/digest.ts';
import { unseenReminders } from '#src/store/unanswered.ts';
import { aWorkingDayBefore } from './call-farmers.ts';
import { nextOwnerUp } from './receivers.ts';
import { type BackgroundDeps, inBackground } from './work-context.ts';

const PAGE = 500;

/** Puts such duties into the digest of the next post up, each duty once (its `unseen` item is unique a person). */
export async function passOnUnseen(deps: BackgroundDeps): Promise<number> {
  const { value } = await inBackground(deps, async (context) => {
    const duties = await unseenReminders(context.trx, aWorkingDayBefore(context), PAGE);
    const items: DigestItem[] = [];
    for (const duty of duties) {
      const except = [...(duty.details.except ?? []), duty.ownerStaffId];
      const next = await nextOwnerUp(context, duty.ownerRole, duty.areaPath, except);
      if (next === null) continue;
      const { staffId } = next.post;
      items.push({ staffId, dutyId: duty.dutyId, level: 'unseen', sendAt: context.now });
    }
    await addDigestItems(context.trx, items);
    return items.length;
  });
  return value;
}
