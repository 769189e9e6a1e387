/** What the console shows, each list read in the scope of one post of the person asking. */
import type { StateName } from '#src/domain/case/case.ts';
import { fromInstant, type LocalDate } from '#src/domain/calendar/local-date.ts';
import { reminderRules } from '#src/domain/duty/ladder.ts';
import { areaPath, contains } from '#src/domain/people/areas.ts';
import { may, type Proof, roleCarries } from '#src/domain/people/permissions.ts';
import { logAccess } from '#src/store/access-log.ts';
import { inScope, type Trx } from '#src/store/database.ts';
import { type Area, areaAndAbove, findArea, findAreaByCode } from '#src/store/registry/areas.ts';
import type { ActivePost } from '#src/store/registry/posts.ts';
import { type Scope, SYSTEM } from '#src/store/scope.ts';
import { type AlarmLine, openAlarms } from '#src/store/views/alarm-lines.ts';
import { type DutyPart, type OpenDutyLine, openDutyLines } from '#src/store/views/duty-lines.ts';
import { type NoticeLine, noticeLines } from '#src/store/views/notice-lines.ts';
import { type QuarantinedUpdate, quarantinedUpdates } from '#src/store/views/quarantine.ts';
import {
  type AreaWork,
  type CaseLine,
  openCases,
  type RedRule,
  workByArea,
} from '#src/store/views/work-overview.ts';
import type { PolicyBook } from '../policy-book.ts';
import { type ConsoleDeps, type ConsoleUser, postsCarrying } from './session.ts';

export type ReadWorkDeps = ConsoleDeps & { readonly policies: PolicyBook };

/** An area a person asked to see, with the post that lets them. `openArea` alone makes one: the proof cannot be written by hand. */
export type OpenedArea = {
  readonly area: Area;
  /** The area itself and those above it up to the post's own, the widest first: the way back. */
  readonly trail: readonly Area[];
  readonly post: ActivePost;
  readonly proof: Proof<'see-overview'>;
  readonly today: LocalDate;
};

/** Rows on a page of a list. */
export const PAGE_ROWS = 50;
const NOTICES = 20;
const QUARANTINED = 50;
const LONGEST = 8;

/**
 * The area with this code, or that of the person's widest post for ''; null when no post of theirs reaches it or there is none:
 * the two cannot be told apart.
 */
export async function openArea(
  deps: ReadWorkDeps,
  user: ConsoleUser,
  code: string,
): Promise<OpenedArea | null> {
  return await inScope(deps.db, SYSTEM, async (trx) => {
    for (const post of postsCarrying(user, 'see-overview')) {
      const area = code === '' ? await findArea(trx, post.areaId) : await findAreaByCode(trx, code);
      if (area === undefined) continue;
      const path = areaPath(area.areaPath);
      const own = areaPath(post.areaPath);
      const subject = {
        id: area.areaId,
        area: path,
        householdId: null,
        authors: [],
        concerned: [],
      };
      const actor = { staffId: user.staffId, role: post.role, area: own, ownHouseholdId: null };
      const proof = may(actor, 'see-overview', subject);
      if (!proof.ok) continue;
      const chain = await areaAndAbove(trx, area.areaPath);
      const trail = chain.filter((each) => contains(own, areaPath(each.areaPath))).toReversed();
      return { area, trail, post, proof: proof.value, today: fromInstant(deps.clock.now()) };
    }
    return null;
  });
}

/** A household in one of these waits to hear whether it is recognised; the day of its case is the last day of identification. */
const BEFORE_DECISION: readonly StateName[] = [
  'clue',
  'accepted',
  'authorisation',
  'village-review',
  'publicity',
  'town-review',
  'county-decision',
  'close-proposed',
  'withdrawal-requested',
];

/** Whether the household still waits for the county's word. */
export const isBeforeDecision = (state: StateName): boolean => BEFORE_DECISION.includes(state);

/** Where the work of an area stands. */
export type AreaOverview = {
  readonly lines: readonly AreaWork[];
  readonly longest: readonly CaseLine[];
  /** Alarms going on, for posts that may take one; [] for others. */
  readonly alarms: readonly AlarmLine[];
};

/** The work of an opened area: counts by place, the longest open cases, and alarms for posts that may take one. */
export async function readOverview(deps: ReadWorkDeps, opened: OpenedArea): Promise<AreaOverview> {
  const work = await asPost(deps, opened, 'console-overview', async (trx) => ({
    lines: await workByArea(trx, opened.area.areaId, redRule(deps, opened)),
    longest: await openCases(trx, {
      areaPath: opened.area.areaPath,
      states: BEFORE_DECISION,
      limit: LONGEST,
      offset: 0,
    }),
  }));
  return { ...work, alarms: await readAlarms(deps, opened) };
}

/**
 * Alarms are hidden from everybody who was not rung, so the system reads where and when for them; the proof of the area stands for
 * the right to it. An alarm whose place nobody knows belongs to the county.
 */
async function readAlarms(deps: ReadWorkDeps, { post, area, proof }: OpenedArea) {
  if (!roleCarries(post.role, 'take-alert')) return [];
  return await inScope(deps.db, SYSTEM, (trx) =>
    openAlarms(trx, {
      areaPath: area.areaPath,
      top: area.parentId === null,
      staffId: proof.staffId,
    }),
  );
}

/** A page of open cases and whether there are more. */
export async function readCases(
  deps: ReadWorkDeps,
  opened: OpenedArea,
  list: { readonly states: readonly StateName[] | null; readonly page: number },
): Promise<{ readonly lines: readonly CaseLine[]; readonly more: boolean }> {
  const filter = {
    areaPath: opened.area.areaPath,
    states: list.states,
    limit: PAGE_ROWS + 1,
    offset: list.page * PAGE_ROWS,
  };
  const lines = await asPost(deps, opened, 'console-cases', (trx) => openCases(trx, filter));
  return { lines: lines.slice(0, PAGE_ROWS), more: lines.length > PAGE_ROWS };
}

/** A page of open duties and whether there are more. */
export async function readDuties(
  deps: ReadWorkDeps,
  opened: OpenedArea,
  list: { readonly part: DutyPart; readonly page: number },
): Promise<{ readonly lines: readonly OpenDutyLine[]; readonly more: boolean }> {
  const filter = {
    areaPath: opened.area.areaPath,
    part: list.part,
    limit: PAGE_ROWS + 1,
    offset: list.page * PAGE_ROWS,
  };
  const rule = redRule(deps, opened);
  const lines = await asPost(deps, opened, 'console-duties', (trx) =>
    openDutyLines(trx, filter, rule),
  );
  return { lines: lines.slice(0, PAGE_ROWS), more: lines.length > PAGE_ROWS };
}

/** The newest notices. Asked every second while one goes out, so it is not written to the log of accesses: it names nobody. */
export const readNotices = (
  deps: ReadWorkDeps,
  opened: OpenedArea,
): Promise<readonly NoticeLine[]> =>
  inScope(deps.db, scopeOf(opened), (trx) => noticeLines(trx, opened.area.areaPath, NOTICES));

/** Updates set aside, for those whose role carries it; null for others. */
export async function readQuarantine(
  deps: ReadWorkDeps,
  user: ConsoleUser,
): Promise<readonly QuarantinedUpdate[] | null> {
  if (postsCarrying(user, 'see-quarantine').length === 0) return null;
  return await inScope(deps.db, SYSTEM, (trx) => quarantinedUpdates(trx, QUARANTINED));
}

const scopeOf = (opened: OpenedArea): Scope => ({
  kind: 'staff',
  staffId: opened.proof.staffId,
  areaPath: opened.proof.area,
});

/** Reads in the post's scope and writes down that it was read. */
const asPost = <T>(
  deps: ReadWorkDeps,
  opened: OpenedArea,
  what: string,
  read: (trx: Trx) => Promise<T>,
): Promise<T> =>
  inScope(deps.db, scopeOf(opened), async (trx) => {
    const { staffId } = opened.proof;
    const { postId } = opened.post;
    const at = deps.clock.now();
    await logAccess(trx, { staffId, postId, householdId: null, what, at });
    return await read(trx);
  });

/** From the pack of today; the area's own pack may differ in nothing but wording here. */
function redRule(deps: ReadWorkDeps, opened: OpenedArea): RedRule {
  const rules = reminderRules(deps.policies.packFor(null, opened.today));
  const red = rules.ladder.find((rung) => rung.level === 'red')?.at;
  return { today: opened.today, softRedAfterDays: typeof red === 'number' ? red : 3 };
}
