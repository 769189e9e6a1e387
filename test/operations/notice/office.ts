/** Notices as staff and farmers of the invented county handle them, without the conversations around. */
import { localDate } from '#src/domain/calendar/local-date.ts';
import type { AudienceGroup } from '#src/domain/notice/audience.ts';
import { shownHash } from '#src/domain/notice/notice.ts';
import type { AccountFacts } from '#src/flows/facts.ts';
import type { Intent } from '#src/flows/flow.ts';
import type { IntentTable } from '#src/flows/intents.ts';
import { workWithin } from '#src/operations/duty/work-context.ts';
import { noticeHandlers } from '#src/operations/notice/intents.ts';
import type { TurnContext } from '#src/operations/turn.ts';
import { findNotice, type Notice } from '#src/store/notice.ts';
import { promiseWork } from '#src/store/outbox.ts';
import { postsOf } from '#src/store/registry/posts.ts';
import {
  accountOf,
  AREAS,
  type AreaKey,
  type County,
  STAFF,
  type StaffKey,
} from '#test/operations/duty/county.ts';

const nobody: AccountFacts = {
  accountId: '',
  channel: 'telegram',
  provesContact: true,
  consent: 'given',
  person: null,
  staff: null,
  elderMode: false,
};

/** A turn of an account, in a transaction of its own. */
export async function inTurn<T>(
  county: County,
  account: AccountFacts,
  work: (turn: TurnContext) => Promise<T>,
): Promise<T> {
  return await county.system(async (trx) => {
    const { value } = await workWithin(county.deps, trx, (context) =>
      work({
        ...context,
        account,
        newCode: () => 'ABCDE23456',
        sheetLink: null,
        promise: (what, notBefore) =>
          promiseWork(trx, county.deps.newId(), what, context.now, notBefore),
      }),
    );
    return value;
  });
}

/** A turn of a staff member with the posts they hold. */
export async function asStaff<T>(
  county: County,
  key: StaffKey,
  work: (turn: TurnContext) => Promise<T>,
): Promise<T> {
  const { id, name } = STAFF[key];
  const posts = await county.system((trx) => postsOf(trx, id, localDate('2026-11-02')));
  const account = { ...nobody, accountId: accountOf(key), staff: { staffId: id, name, posts } };
  return await inTurn(county, account, work);
}

/** A farmer's account as its turns see it. */
export const farmerFacts = (
  accountId: string,
  householdId: string,
  trust: 'claimed' | 'phone-matched' | 'confirmed',
): AccountFacts => ({
  ...nobody,
  accountId,
  person: {
    name: '农户',
    phone: '',
    areaId: AREAS.a.areaId,
    areaPath: AREAS.a.areaPath,
    areaName: AREAS.a.fullName,
    groupName: '',
    householdId,
    trust,
  },
});

type NoticeIntent = Extract<Intent, { readonly intent: keyof typeof noticeHandlers }>;

/** Carries out an intent of a staff member. */
export const doAs = <K extends NoticeIntent['intent']>(
  county: County,
  key: StaffKey,
  intent: K,
  ask: IntentTable[K]['ask'],
): Promise<IntentTable[K]['outcome']> =>
  asStaff(county, key, async (turn) => {
    // The table pairs each name with its own ask; the compiler cannot follow that through an index.
    const handle = noticeHandlers[intent] as (
      turn: TurnContext,
      ask: IntentTable[K]['ask'],
    ) => Promise<IntentTable[K]['outcome']>;
    return await handle(turn, ask);
  });

let drafts = 0;

/** Composes a notice and returns its id. */
export async function compose(
  county: County,
  by: StaffKey,
  area: AreaKey,
  group: AudienceGroup = 'everyone',
): Promise<string> {
  drafts += 1;
  const outcome = await doAs(county, by, 'compose-notice', {
    draftId: `draft-${drafts}`,
    title: '医保缴费到12月底',
    body: '请带上身份证到村里交，或者在手机上交。',
    areaId: AREAS[area].areaId,
    group,
  });
  if (!outcome.ok) throw new Error(`not composed: ${outcome.refusal.code}`);
  return outcome.value.noticeId;
}

/** A notice that must exist. */
export async function noticeOf(county: County, noticeId: string): Promise<Notice> {
  const notice = await county.system((trx) => findNotice(trx, noticeId));
  if (notice === null) throw new Error('no such notice');
  return notice;
}

/** Approves what is stored. */
export async function approve(county: County, by: StaffKey, noticeId: string) {
  const shown = shownHash((await noticeOf(county, noticeId)).contentHash);
  return await doAs(county, by, 'approve-notice', { noticeId, shown });
}
