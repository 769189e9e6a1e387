/** Staff invitations and joining another channel: codes that work once. */
import { roleTitle } from '#src/domain/people/roles.ts';
import { accepted, refused } from '#src/domain/result.ts';
import { at, restoreConversation } from '#src/flows/conversation.ts';
import { type Draft, isEmptyDraft } from '#src/flows/draft.ts';
import { homePlace } from '#src/flows/place.ts';
import { findInvitation, nameInvited, useInvitation } from '#src/store/invitation.ts';
import { insertCode, useCode } from '#src/store/one-time-code.ts';
import { accountById } from '#src/store/account.ts';
import { giveAccountToStaff, joinAccount } from '#src/store/account-person.ts';
import { handOverMedia } from '#src/store/unsent-media.ts';
import { lockConversation, saveConversation } from '#src/store/conversation.ts';
import { findStaff, insertStaff, openPost } from '#src/store/registry/staff.ts';
import type { Handler, TurnContext } from '../turn.ts';

const JOIN_MINUTES = 10;

/** Makes the account the staff member's and opens the post. Two people with one code: the row's `used_at` lets one through. */
export const redeemInvitation: Handler<'redeem-invitation'> = async (turn, { code }) => {
  const { trx, account, now } = turn;
  const offer = await findInvitation(trx, code, now);
  if (offer === null) return refused({ code: 'invalid-or-used' });
  const own = account.staff?.staffId ?? null;
  // An account is one person: a second post is fine, another person's post is not.
  if (own !== null && offer.staffId !== null && own !== offer.staffId) {
    return refused({ code: 'post-of-another' });
  }
  const staffId = offer.staffId ?? own ?? turn.newId();
  if (!(await useInvitation(trx, offer.id, account.accountId, now))) {
    return refused({ code: 'invalid-or-used' });
  }
  const name = offer.name !== '' ? offer.name : (account.person?.name ?? '');
  if (offer.staffId === null && own === null) {
    await insertStaff(trx, turn.fields, {
      id: staffId,
      name: name === '' ? roleTitle(offer.role) : name,
      phone: account.person?.phone ?? '',
      code: null,
      householdId: account.person?.householdId ?? null,
      at: now,
    });
  }
  await nameInvited(trx, offer.id, staffId);
  await giveAccountToStaff(trx, account.accountId, staffId);
  await openPost(trx, {
    id: turn.newId(),
    staffId,
    role: offer.role,
    department: offer.department,
    areaId: offer.areaId,
    areaPath: offer.areaPath,
    since: turn.today,
  });
  const staff = await findStaff(trx, staffId);
  return accepted({ role: offer.role, areaName: offer.areaName, name: staff?.name ?? name });
};

/** A code that joins another channel to this person. */
export const issueJoinCode: Handler<'issue-join-code'> = async (turn) => {
  const code = turn.newCode();
  await insertCode(turn.trx, {
    id: turn.newId(),
    code,
    for: { kind: 'join', accountId: turn.account.accountId },
    now: turn.now,
    validMs: JOIN_MINUTES * 60_000,
  });
  return { code, validMinutes: JOIN_MINUTES };
};

/** Takes over who the person is from the account that issued the code, its unsent report included. */
export const redeemJoinCode: Handler<'redeem-join-code'> = async (turn, { code, hasDraft }) => {
  const { trx, fields, account, now } = turn;
  const from = await useCode(trx, 'join', code, now);
  const source = from === null ? null : await accountById(trx, from);
  if (source === null || source.id === account.accountId) {
    return refused({ code: 'invalid-or-used' });
  }
  await joinAccount(trx, fields, account.accountId, source);
  return accepted({ name: source.name, draft: hasDraft ? null : await moveDraft(turn, source.id) });
};

/**
 * Takes the unsent report out of the other conversation, whose row stays locked until this turn ends: it is in one of the two, never
 * in both or in none. Its photos and recordings come along.
 */
async function moveDraft(turn: TurnContext, from: string): Promise<Draft | null> {
  const { trx, fields, now, account } = turn;
  const other = restoreConversation(await lockConversation(trx, fields, from, now));
  const { draft } = other;
  if (draft === null || isEmptyDraft(draft)) return null;
  const left = { ...at(other, homePlace), draft: null, offered: [], question: null };
  await saveConversation(trx, fields, from, left, null, now);
  const media = draft.media.map((each) => each.mediaId);
  await handOverMedia(trx, media, from, account.accountId);
  return draft;
}
