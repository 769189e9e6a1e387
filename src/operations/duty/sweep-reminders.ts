/**
 * Reminders (TN-03 工作预警): every open duty whose next level has come is told to its owner and, when late, to the posts above.
 * A missed sweep costs nothing: the severest level reached by now is told once, the milder ones it passed over are not.
 */
import { dutyTerms } from '#src/domain/duty/duty-terms.ts';
import { type Post, postsForDepartment, receiverOf } from '#src/domain/duty/escalation.ts';
import {
  isRed,
  levelReached,
  nextReminder,
  type ReachedLevel,
  type ReminderRules,
  reminderRules,
  sendableAt,
  toldAt,
} from '#src/domain/duty/ladder.ts';
import { atMinute, fromInstant } from '#src/domain/calendar/local-date.ts';
import type { Instant } from '#src/domain/calendar/instant.ts';
import { areaPath } from '#src/domain/people/areas.ts';
import { isRole, type Role } from '#src/domain/people/roles.ts';
import type { DepartmentCode } from '#src/domain/policy/departments.ts';
import { addDigestItems, type DigestItem } from '#src/store/digest.ts';
import { insertDuties, type NewDutyRow, postsOver } from '#src/store/duty.ts';
import { type Climbed, climbLadder, type DueDuty, takeDueDuties } from '#src/store/duty-sweep.ts';
import { clauseLine } from './clause-line.ts';
import { packOfDuty } from './duty-pack.ts';
import { type BackgroundDeps, inBackground, type WorkContext } from './work-context.ts';

/** Duties per transaction: memory stays flat, and a lock is never held for long. */
const PAGE = 1000;

/** Climbs the ladder of every duty whose time has come. Returns how many were reminded of. */
export async function sweepReminders(deps: BackgroundDeps, page: number = PAGE): Promise<number> {
  let reminded = 0;
  for (;;) {
    const { value } = await inBackground(deps, (context) => sweepPage(context, page));
    reminded += value.reminded;
    if (value.seen < page) return reminded;
  }
}

async function sweepPage(
  context: WorkContext,
  page: number,
): Promise<{ readonly seen: number; readonly reminded: number }> {
  const duties = await takeDueDuties(context.trx, context.now, page);
  if (duties.length === 0) return { seen: 0, reminded: 0 };
  const posts = await postsOver(
    context.trx,
    duties.map((duty) => duty.areaPath),
    context.today,
  );
  const find = finder(posts);
  const climbs = duties.map((duty) => climb(context, duty, find));
  const fresh = await climbLadder(
    context.trx,
    climbs.map((each) => each.climbed),
    context.now,
  );
  const told = climbs.filter((each) => fresh.has(each.climbed.dutyId));
  const breaches = duties.filter((_, at) => climbs[at]?.climbed.breached === true);
  const reasons = breaches.map((duty) => reasonFor(context, duty, find));
  const opened = await insertDuties(context.trx, reasons);
  await addDigestItems(context.trx, [
    ...told.flatMap((each) => each.items),
    ...reasons.filter((duty) => opened.has(duty.id)).flatMap((duty) => announcement(context, duty)),
  ]);
  return { seen: duties.length, reminded: told.length };
}

type Find = (
  role: Role,
  path: string,
  except: readonly string[],
  department?: DepartmentCode,
) => string | null;

/** Looks receivers up once for each role, area and exception of a page. */
function finder(posts: readonly Post[]): Find {
  const known = new Map<string, string | null>();
  const byArea = new Map<string, readonly Post[]>();
  for (const post of posts) byArea.set(post.area, [...(byArea.get(post.area) ?? []), post]);
  const over = (path: string): readonly Post[] => {
    const segments = path.split('/').slice(0, -1);
    return segments.flatMap((_, at) => byArea.get(`${segments.slice(0, at + 1).join('/')}/`) ?? []);
  };
  return (role, path, except, department) => {
    const key = `${role} ${path} ${department ?? ''} ${except.join(' ')}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const open = postsForDepartment(over(path), department ?? null);
    const receiver = receiverOf(open, role, areaPath(path), new Set(except));
    known.set(key, receiver?.post.staffId ?? null);
    return receiver?.post.staffId ?? null;
  };
}

type Climb = { readonly climbed: Climbed; readonly items: readonly DigestItem[] };

function climb(context: WorkContext, duty: DueDuty, find: Find): Climb {
  const rules = reminderRules(packOfDuty(context.policies, duty.details, context.today));
  const level = levelReached(duty, context.now, rules) ?? 'half';
  const receivers = receiversAt(level, duty, find);
  const sendAt = sendAtFor(level, context.now, rules);
  return {
    climbed: {
      dutyId: duty.dutyId,
      areaPath: duty.areaPath,
      level,
      toldStaffId: receivers[0] ?? null,
      breached: duty.strength === 'hard' && duty.dueOn < context.today && duty.breachedAt === null,
      next: nextReminder(duty, context.now, rules),
    },
    items: receivers.map((staffId) => ({ staffId, dutyId: duty.dutyId, level, sendAt })),
  };
}

/** The owner, and above them whoever the level reaches; each person once, those concerned left out. */
function receiversAt(level: ReachedLevel, duty: DueDuty, find: Find): readonly string[] {
  const except = duty.details.except ?? [];
  const { department } = duty.details;
  const owner = duty.ownerStaffId ?? find(duty.ownerRole, duty.areaPath, except, department);
  const { escalateTo } = duty.details;
  const posts = toldAt(level, duty.ownerRole).slice(1);
  // Regular work names in the pack who else hears of it when it is late.
  const named = posts.length > 0 && typeof escalateTo === 'string' && isRole(escalateTo);
  const above = (named ? [...posts, escalateTo] : posts).map((role) =>
    find(role, duty.areaPath, owner === null ? except : [...except, owner]),
  );
  return [...new Set([owner, ...above])].filter((staffId) => staffId !== null);
}

/**
 * When a level found at `now` is told. Red at the first moment that is not quiet; the others with the day's digest, which goes
 * out at once when its hour has passed: after an outage nobody waits another day.
 */
function sendAtFor(level: ReachedLevel, now: Instant, rules: ReminderRules): Instant {
  if (isRed(level)) return sendableAt(now, 'urgent', rules);
  const digest = atMinute(fromInstant(now), rules.digest);
  return sendableAt(digest > now ? digest : now, 'ordinary', rules);
}

/** The duty to say why a hard limit was missed; one for each missed duty by its key. */
function reasonFor(context: WorkContext, duty: DueDuty, find: Find): NewDutyRow {
  const pack = packOfDuty(context.policies, duty.details, context.today);
  const terms = dutyTerms('explain-breach', {
    openedAt: context.now,
    pack,
    calendar: context.policies.calendar,
  });
  const except = duty.details.except ?? [];
  return {
    id: context.newId(),
    key: `explain-breach:${duty.dutyId}`,
    kind: 'explain-breach',
    areaId: duty.areaId,
    areaPath: duty.areaPath,
    ownerRole: terms.ownerRole,
    ownerStaffId: find(terms.ownerRole, duty.areaPath, except),
    about: { caseId: duty.caseId, householdId: duty.householdId },
    details: {
      breachedDutyId: duty.dutyId,
      breachedKind: duty.kind,
      ...(except.length === 0 ? {} : { except }),
      pack: duty.details.pack,
    },
    strength: terms.strength,
    clause: clauseLine(terms.clause),
    createdAt: context.now,
    dueOn: terms.dueOn,
    estimated: terms.estimated,
    next: nextReminder(terms, context.now, reminderRules(pack)),
  };
}

function announcement(context: WorkContext, duty: NewDutyRow): readonly DigestItem[] {
  if (duty.ownerStaffId === null) return [];
  const rules = reminderRules(packOfDuty(context.policies, duty.details, context.today));
  const sendAt = sendAtFor('due', context.now, rules);
  return [{ staffId: duty.ownerStaffId, dutyId: duty.id, level: 'new', sendAt }];
}
