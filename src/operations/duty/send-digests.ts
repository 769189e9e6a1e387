/**
 * The day's one message to each officer: what is due, late ones first. Red goes at once and by itself. Who has no account is
 * passed over: their items go to the next post up and into that person's digest.
 */
import { type LocalDate, minuteOfDay, startOfDay } from '#src/domain/calendar/local-date.ts';
import { isQuiet, isRed, nextDigest, reminderRules } from '#src/domain/duty/ladder.ts';
import { digest, redAlarm } from '#src/flows/text/staff-duty.ts';
import {
  addDigestItems,
  type DigestLevel,
  hadDigestSince,
  lockForDigest,
  postponeDigestItems,
  staffWithDigest,
  takeDigestItems,
} from '#src/store/digest.ts';
import { type DutyRow, dutyGlances } from '#src/store/duty-list.ts';
import { postsOf } from '#src/store/registry/posts.ts';
import { packInForce } from './area-packs.ts';
import { ownerOf } from './receivers.ts';
import { tellPerson } from './tell-staff.ts';
import { type BackgroundDeps, inBackground, type WorkContext } from './work-context.ts';

const PAGE = 200;

/** Sends what is ready, one transaction a person. Returns the accounts that have a message now. */
export async function sendDigests(deps: BackgroundDeps): Promise<readonly string[]> {
  const accounts = new Set<string>();
  let after: string | null = null;
  for (;;) {
    const page = await pageOfStaff(deps, after);
    for (const staffId of page) {
      const sent = await inBackground(deps, (context) => digestFor(context, staffId));
      for (const account of sent.accounts) accounts.add(account);
    }
    after = page.at(-1) ?? null;
    if (after === null || page.length < PAGE) return [...accounts];
  }
}

async function pageOfStaff(deps: BackgroundDeps, after: string | null): Promise<readonly string[]> {
  const { value } = await inBackground(deps, (context) =>
    staffWithDigest(context.trx, context.now, after, PAGE),
  );
  return value;
}

async function digestFor(context: WorkContext, staffId: string): Promise<void> {
  const { trx, now, today } = context;
  if (!(await lockForDigest(trx, staffId))) return;
  const [post] = await postsOf(trx, staffId, today);
  const rules = reminderRules(await packInForce(context, post?.areaPath ?? ''));
  if (isQuiet(now, rules)) return;
  const had = await hadDigestSince(trx, staffId, startOfDay(today));
  const ordinary = !had && minuteOfDay(now) >= rules.digest;
  const taken = await takeDigestItems(trx, staffId, now, !ordinary);
  if (had) await postponeDigestItems(trx, staffId, now, nextDigest(now, rules));
  const levels = new Map(taken.map((item) => [item.dutyId, item.level]));
  const duties = (await dutyGlances(trx, [...levels.keys()])).filter(
    (duty) => duty.state === 'open',
  );
  if (duties.length === 0) return;
  const message =
    ordinary && taken.some((item) => !isRed(item.level))
      ? { kind: 'digest' as const, body: digestOf(staffId, duties, context) }
      : {
          kind: 'escalation' as const,
          body: redAlarm(duties.toSorted(weightiestFirst(today)), today),
        };
  if (await tellPerson(context, staffId, message.kind, message.body)) return;
  for (const duty of duties) {
    await passUp(context, staffId, duty, levels.get(duty.dutyId) ?? 'due');
  }
}

function digestOf(staffId: string, duties: readonly DutyRow[], context: WorkContext) {
  const sorted = duties.toSorted(weightiestFirst(context.today));
  return digest(
    sorted.filter((duty) => duty.ownerStaffId === staffId || duty.ownerStaffId === null),
    sorted.filter((duty) => duty.ownerStaffId !== staffId && duty.ownerStaffId !== null),
    context.today,
  );
}

/** Missed hard limits before all else, lest they hide behind a long list; then by the day. */
const weightiestFirst =
  (today: LocalDate) =>
  (a: DutyRow, b: DutyRow): number => {
    const missed = (duty: DutyRow): number =>
      duty.strength === 'hard' && duty.dueOn < today ? 0 : 1;
    return missed(a) - missed(b) || (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0);
  };

/** Nobody looks at an account that does not exist: the item becomes the next post's. */
async function passUp(
  context: WorkContext,
  staffId: string,
  duty: DutyRow,
  level: DigestLevel,
): Promise<void> {
  const except = [...(duty.details.except ?? []), staffId];
  const next = await ownerOf(context, duty.ownerRole, duty.areaPath, except);
  if (next === null) return;
  await addDigestItems(context.trx, [
    { staffId: next.post.staffId, dutyId: duty.dutyId, level, sendAt: context.now },
  ]);
}
