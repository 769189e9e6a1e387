/** 我的农户: lists, search and the sheet, each limited to a post's area; every opening of a sheet is written down. */
import { ageOn } from '#src/domain/people/identity-number.ts';
import { areaPath } from '#src/domain/people/areas.ts';
import { maskIdentityNumber, maskPhone } from '#src/domain/people/masks.ts';
import type { HouseholdSheet } from '#src/flows/staff.needs.ts';
import type { PostFacts } from '#src/flows/facts.ts';
import { logAccess } from '#src/store/access-log.ts';
import { openDutiesAbout } from '#src/store/duty-list.ts';
import {
  countHouseholds,
  type Household,
  type HouseholdCursor,
  householdPhone,
  householdsNumbered,
  pageHouseholds,
  searchHouseholds,
} from '#src/store/registry/households.ts';
import { memberNumbers, membersOf } from '#src/store/registry/members.ts';
import { countAssigned } from '#src/store/monitored.ts';
import { openCaseOf } from '#src/store/open-case.ts';
import { latestVisits } from '#src/store/visit.ts';
import type { Loader, TurnContext } from '../turn.ts';
import { asPost, inPost, postsFor } from './as-post.ts';
import { glance } from './duty-page.ts';
import { householdGlance } from './household-glance.ts';
import { householdSubject } from './subjects.ts';

/** Five households, 上一页… make eight buttons. */
const PAGE = 5;
const HITS = 6;
const VISITS = 3;

/** Where a list goes on: which of the person's posts, and where in it. Kept in the conversation as text. */
type Cursor = { readonly post: number; readonly at: HouseholdCursor | null };

/** A page of the households assigned to the officer, or of those of their posts' areas when none are. */
export const myHouseholds: Loader<'my-households'> = async (turn, { after }) => {
  const posts = postsFor(turn, 'see-household');
  const staffId = turn.account.staff?.staffId;
  const cursor = readCursor(after);
  const post = posts[cursor.post];
  if (staffId === undefined || post === undefined) {
    return { households: [], next: null, assigned: false, total: 0 };
  }
  return await inPost(turn, { staffId, area: areaPath(post.areaPath) }, async () => {
    const mine = await countAssigned(turn.trx, staffId);
    const { households, next } = await pageHouseholds(turn.trx, {
      areaPath: post.areaPath,
      after: cursor.at,
      limit: PAGE,
      ...(mine > 0 ? { helperId: staffId } : {}),
    });
    const onward: Cursor | null =
      next !== null
        ? { post: cursor.post, at: next }
        : cursor.post + 1 < posts.length
          ? { post: cursor.post + 1, at: null }
          : null;
    return {
      households: households.map(householdGlance),
      next: onward === null ? null : JSON.stringify(onward),
      assigned: mine > 0,
      total: mine > 0 ? mine : await countHouseholds(turn.trx, post.areaPath),
    };
  });
};

/** A stored place in a list; the beginning when it cannot be read. */
function readCursor(text: string | null): Cursor {
  if (text === null) return { post: 0, at: null };
  // Written by `myHouseholds` into this very conversation; a wrong one leads to an empty page, never to another area.
  return JSON.parse(text) as Cursor;
}

/** Households of the officer's areas by name, or by what they are numbered with where a digit was typed. */
export const householdSearch: Loader<'household-search'> = async (turn, { text }) => {
  const staffId = turn.account.staff?.staffId;
  if (staffId === undefined) return [];
  const found: Household[] = [];
  for (const post of postsFor(turn, 'see-household')) {
    const where = { staffId, area: areaPath(post.areaPath) };
    found.push(
      ...(await inPost(turn, where, () =>
        /\d/.test(text)
          ? householdsNumbered(turn.trx, post.areaPath, text)
          : searchHouseholds(turn.trx, post.areaPath, text, HITS),
      )),
    );
  }
  return found.slice(0, HITS).map((each) => householdGlance({ ...each, dueOn: null }));
};

/** A household with everything an officer is shown of it, noted in the access log; null for who may not see it. */
export const householdSheet: Loader<'household-sheet'> = async (turn, { householdId }) => {
  const asked = await householdSubject(turn, householdId);
  if (asked === null) return null;
  const sheet = await asPost(turn, 'see-household', asked.subject, async (proof) => {
    await logAccess(turn.trx, {
      staffId: proof.staffId,
      postId: postAt(turn, proof.area)?.postId ?? null,
      householdId,
      what: 'household-sheet',
      at: turn.now,
    });
    return await sheetOf(turn, asked.household);
  });
  return sheet.ok ? sheet.value : null;
};

const postAt = (turn: TurnContext, area: string): PostFacts | undefined =>
  turn.account.staff?.posts.find((post) => post.areaPath === area);

async function sheetOf(turn: TurnContext, household: Household): Promise<HouseholdSheet> {
  const { trx, fields, today } = turn;
  const { householdId } = household;
  const members = await membersOf(trx, householdId);
  const numbers = await memberNumbers(trx, fields, householdId);
  const phone = await householdPhone(trx, fields, householdId);
  const duties = await openDutiesAbout(trx, householdId);
  return {
    ...householdGlance({ ...household, dueOn: duties[0]?.dueOn ?? null }),
    caseId: (await openCaseOf(trx, householdId))?.caseId ?? null,
    areaId: household.areaId,
    areaPath: household.areaPath,
    origin: household.origin,
    exitedPoverty: household.kind === 'exited-poverty',
    size: household.size,
    phone: phone === '' ? '' : maskPhone(phone),
    members: members.map((member, at) => ({
      name: member.name,
      relation: member.relation,
      age: member.bornOn === null ? null : ageOn(member.bornOn, today),
      idNumber: masked(numbers[at]?.idNumber ?? ''),
      health: member.health,
      labour: member.labour ?? '',
    })),
    duties: duties.map(glance),
    visits: await latestVisits(trx, householdId, VISITS),
  };
}

const masked = (number: string): string => (number === '' ? '' : maskIdentityNumber(number));
