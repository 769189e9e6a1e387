/**
 * A day told to a farmer has passed and nothing was done: the farmer hears it once, in plain words and not at night, and the next
 * post up gets the call to make, told which day was promised. That call has a day too, and goes the same way up to the county.
 */
import { dutyTerms } from '#src/domain/duty/duty-terms.ts';
import { farmerQuiet, isQuiet } from '#src/domain/duty/ladder.ts';
import { brokenPromise, type Promised } from '#src/flows/text/broken-promise.ts';
import { areaAndAbove } from '#src/store/registry/areas.ts';
import { staffContact } from '#src/store/registry/staff.ts';
import { notePromise, type PassedDay, passedDays, settleToldDay } from '#src/store/told-day.ts';
import { officialOf } from '../conversation/account-facts.ts';
import { postTitleIn } from '../staff/post-title.ts';
import { packInForce } from './area-packs.ts';
import { openDuty } from './open-duty.ts';
import { nextOwnerUp, ownerOf } from './receivers.ts';
import { promiseDay } from './told-days.ts';
import { type BackgroundDeps, inBackground, type WorkContext } from './work-context.ts';

const PAGE = 100;

/** Looks at every day that has passed. Returns the accounts that have a message now. */
export async function sweepPromises(deps: BackgroundDeps): Promise<readonly string[]> {
  const accounts = new Set<string>();
  let after: PassedDay | null = null;
  for (;;) {
    const from: PassedDay | null = after;
    const page = await inBackground(deps, async (context) => {
      const passed = await passedDays(context.trx, context.today, from, PAGE);
      for (const each of passed) await lookAt(context, each);
      return passed;
    });
    for (const account of page.accounts) accounts.add(account);
    after = page.value.at(-1) ?? null;
    if (after === null || page.value.length < PAGE) return [...accounts];
  }
}

async function lookAt(context: WorkContext, passed: PassedDay): Promise<void> {
  const { trx, now } = context;
  if (!passed.waiting) {
    await settleToldDay(trx, passed.id, false, now);
    return;
  }
  // Before any reminder of the morning: all of them say what was promised.
  if (passed.dutyId !== null) await notePromise(trx, passed.dutyId, passed.day);
  const pack = await packInForce(context, passed.areaPath);
  if (isQuiet(now, farmerQuiet(pack))) return;
  // Once: the row is locked, and what is settled is not found again.
  if (!(await settleToldDay(trx, passed.id, true, now))) return;
  const chain = await areaAndAbove(trx, passed.areaPath);
  const asked = await askNextUp(context, passed, chain[0]);
  context.tell(passed.accountId, 'progress', {
    text: brokenPromise(
      {
        promised: promisedBy(passed),
        label: passed.label,
        day: passed.day,
        asked,
        line: officialOf(pack, chain).phone,
      },
      context.today,
    ),
    weight: 'vital',
  });
}

const promisedBy = ({ kind }: PassedDay): Promised => (kind === 'duty' ? 'call' : kind);

/** Gives the call to the post above whoever did not come; null when there is nobody further up. */
async function askNextUp(
  context: WorkContext,
  passed: PassedDay,
  area: { readonly areaId: string; readonly areaPath: string } | undefined,
) {
  if (area === undefined) return null;
  const except = [
    ...(passed.details?.except ?? []),
    ...(passed.ownerStaffId === null ? [] : [passed.ownerStaffId]),
  ];
  // A report nobody has in hand yet lies with the town.
  const next =
    passed.ownerRole === null
      ? await ownerOf(context, 'town-officer', passed.areaPath, except)
      : await nextOwnerUp(context, passed.ownerRole, passed.areaPath, except);
  if (next === null) return null;
  const { staffId, role } = next.post;
  const pack = await packInForce(context, passed.areaPath);
  const terms = dutyTerms('call-farmer', {
    openedAt: context.now,
    pack,
    calendar: context.policies.calendar,
    ownerRole: role,
  });
  const opened = await openDuty(context, {
    key: `call-farmer:promise:${passed.id}:${passed.day}`,
    terms,
    pack,
    area,
    about: {
      householdId: passed.householdId,
      declarationId: passed.declarationId,
      ticketId: passed.ticketId,
      issueId: passed.issueId,
    },
    except: passed.details?.except ?? [],
    ownerStaffId: staffId,
    details: { accountId: passed.accountId, promisedOn: passed.day, topic: 'promise' },
    announce: 'now',
  });
  if (opened === null) return null;
  await promiseDay(context, {
    accountId: passed.accountId,
    areaPath: passed.areaPath,
    kind: 'duty',
    subject: opened.dutyId,
    day: terms.dueOn,
  });
  const contact = await staffContact(context.trx, context.fields, staffId);
  const title = await postTitleIn(context, role, passed.areaPath);
  return {
    contact: { title, name: contact?.name ?? '', phone: contact?.phone ?? '' },
    by: terms.dueOn,
  };
}
