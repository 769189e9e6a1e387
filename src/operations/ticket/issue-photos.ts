/** Photos of a ticket: of the trouble by who tells of it, of what was put right by its offices; seen by whoever may see the ticket. */
import { isOver, type PhotoOf } from '#src/domain/ticket/issue.ts';
import { accepted, refused } from '#src/domain/result.ts';
import { findIssue, saveIssue, type StoredIssue } from '#src/store/issue.ts';
import { addIssueMedia } from '#src/store/issue-media.ts';
import { accountsOfPerson } from '#src/store/privacy/person.ts';
import { allowed } from '../staff/as-post.ts';
import type { Handler, TurnContext } from '../turn.ts';
import { issueSubject } from './issue-subject.ts';

/** Photos sent with a turn about a ticket; nothing when there are none. System scope, after permission was proven. */
export async function keepPhotos(
  turn: TurnContext,
  stored: { readonly issueId: string; readonly areaPath: string },
  photos: {
    readonly mediaIds: readonly string[];
    readonly shows: PhotoOf;
    readonly staffId: string | null;
  },
): Promise<void> {
  const { accountId } = turn.account;
  await addIssueMedia(turn.trx, { ...stored, ...photos, accountId, at: turn.now });
}

/** Adds a photo to a ticket of one's own or of one's area. */
export const addIssuePhoto: Handler<'add-issue-photo'> = async (turn, ask) => {
  const stored = await findIssue(turn.trx, turn.fields, ask.issueId, 'lock');
  if (stored === null) return refused({ code: 'not-yours' });
  const by = await mayAdd(turn, stored);
  if (by === null) return refused({ code: 'not-yours' });
  if (isOver(stored.issue)) return refused({ code: 'over' });
  const { tag } = stored.issue.state;
  const shows = by.staffId !== null && tag !== 'reported' ? 'repair' : 'trouble';
  const { issueId, mediaId, words } = ask;
  await keepPhotos(
    turn,
    { issueId, areaPath: stored.areaPath },
    { mediaIds: [mediaId], shows, staffId: by.staffId },
  );
  // What stands below a photo is said of the trouble as well.
  if (words.trim() !== '' && shows === 'trouble') {
    const said = [stored.words, words.trim()].filter((part) => part !== '').join('\n');
    await saveIssue(turn.trx, turn.fields, stored.issue, { words: said });
  }
  return accepted({ number: stored.number });
};

/** Who told of it, on any account of theirs, or an officer of the posts that handle it; null for everybody else. */
async function mayAdd(
  turn: TurnContext,
  stored: StoredIssue,
): Promise<{ readonly staffId: string | null } | null> {
  const own = await accountsOfPerson(turn.trx, turn.account.accountId);
  if (own.some((each) => each.accountId === stored.accountId)) return { staffId: null };
  const proof = await allowed(turn, 'open-issue', await issueSubject(turn, stored));
  return proof.ok ? { staffId: proof.value.staffId } : null;
}
