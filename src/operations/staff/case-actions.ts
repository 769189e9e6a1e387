/** What officers decide about a case: take it, pass it on, propose to close it, answer a proposal. The farmer hears of each step. */
import { accepted, refused, type Result } from '#src/domain/result.ts';
import type { CaseCommand } from '#src/domain/case/commands.ts';
import type { Action } from '#src/domain/people/action.ts';
import { trustsAtLeast } from '#src/domain/people/trust.ts';
import type { ContactFacts } from '#src/flows/facts.ts';
import type { StaffRefusal } from '#src/flows/staff.intents.ts';
import { proposalAnswered } from '#src/flows/text/staff-case.ts';
import { closedNews, passedOnNews, takenNews } from '#src/flows/text/staff-news.ts';
import { staffBehindCase } from '#src/store/concerned.ts';
import { handOverDuties } from '#src/store/duty.ts';
import { dueDayOf } from '#src/store/duty-list.ts';
import { postsOf } from '#src/store/registry/posts.ts';
import { findStaff, staffContact } from '#src/store/registry/staff.ts';
import { type CaseChange, changeCase } from '../case/change-case.ts';
import { openCall } from '../duty/open-call.ts';
import { tellNewDuty } from '../duty/tell-new-duty.ts';
import { tellStaff } from '../duty/tell-staff.ts';
import { reminderRules } from '#src/domain/duty/ladder.ts';
import { areaPath, contains } from '#src/domain/people/areas.ts';
import { roleCarries } from '#src/domain/people/permissions.ts';
import type { Handler, TurnContext } from '../turn.ts';
import { allowed } from './as-post.ts';
import { postTitleIn } from './post-title.ts';
import { changeRefusal } from './refusals.ts';
import { caseSubject } from './subjects.ts';
import { tellReporters } from './tell-reporters.ts';

type Changed = CaseChange & { readonly staffId: string };

/** Permission first, then the command; decided under the case's row lock. */
export async function commandCase(
  turn: TurnContext,
  action: Action,
  caseId: string,
  command: (staffId: string) => CaseCommand,
): Promise<Result<Changed, StaffRefusal>> {
  const asked = await caseSubject(turn, caseId);
  if (asked === null) return refused({ code: 'gone' });
  const proof = await allowed(turn, action, asked.subject);
  if (!proof.ok) return proof;
  const { staffId } = proof.value;
  const changed = await changeCase(turn, {
    caseId,
    command: command(staffId),
    actor: { kind: 'staff', id: staffId },
  });
  if (!changed.ok) return refused(changeRefusal(changed.refusal));
  return accepted({ ...changed.value, staffId });
}

/** Takes a clue in hand (受理). */
export const takeCase: Handler<'take-case'> = async (turn, { caseId }) => {
  const changed = await commandCase(turn, 'take-case', caseId, (byStaffId) => ({
    kind: 'take',
    byStaffId,
  }));
  if (!changed.ok) return changed;
  const visitBy = await dueDayOf(turn.trx, caseId, 'verify-home');
  const holder = await contactFor(turn, changed.value.staffId);
  await tellReporters(turn, caseId, (reporter) =>
    takenNews(reporter.receiptNumber, holder, visitBy, turn.today),
  );
  return accepted({ visitBy });
};

/** Hands a case to a colleague, who is told. */
export const passOnCase: Handler<'pass-on-case'> = async (turn, { caseId, toStaffId }) => {
  const asked = await caseSubject(turn, caseId);
  if (asked === null) return refused({ code: 'gone' });
  const { file } = asked.stored;
  if (!(await canHandle(turn, toStaffId, file.caseId, file.area, file.householdId))) {
    return refused({ code: 'own-interest' });
  }
  const changed = await commandCase(turn, 'pass-on-case', caseId, (byStaffId) => ({
    kind: 'pass-on',
    byStaffId,
    toStaffId,
  }));
  if (!changed.ok) return changed;
  const which = { caseId, kinds: ['accept-clue', 'verify-home'] as const };
  const handed = await handOverDuties(turn.trx, which, { staffId: toStaffId });
  const rules = reminderRules(turn.policies.packOf(file.pack));
  const from = turn.account.staff?.name ?? '';
  for (const dutyId of handed) await tellNewDuty(turn, dutyId, rules, from);
  const holder = await contactFor(turn, toStaffId);
  await tellReporters(turn, caseId, (reporter) => passedOnNews(reporter.receiptNumber, holder));
  return accepted({ name: holder.name });
};

/** Whether a colleague holds a post over the area and is not concerned: work is never passed into the wrong hands. */
export async function canHandle(
  turn: TurnContext,
  staffId: string,
  caseId: string,
  area: string,
  householdId: string,
): Promise<boolean> {
  const member = await findStaff(turn.trx, staffId);
  if (member === undefined || member.householdId === householdId) return false;
  if ((await staffBehindCase(turn.trx, caseId)).includes(staffId)) return false;
  const posts = await postsOf(turn.trx, staffId, turn.today);
  return posts.some(
    (post) =>
      roleCarries(post.role, 'verify-home') && contains(areaPath(post.areaPath), areaPath(area)),
  );
}

/** Proposes to close a case without recognition; somebody else must agree. */
export const proposeClose: Handler<'propose-close'> = async (turn, { caseId, ground, reason }) => {
  const changed = await commandCase(turn, 'propose-close', caseId, (byStaffId) => ({
    kind: 'propose-close',
    byStaffId,
    ground,
    reason,
  }));
  if (!changed.ok) return changed;
  return accepted({ confirmBy: await dueDayOf(turn.trx, caseId, 'confirm-proposal') });
};

/** Agrees to a proposed closing or not; by another person than proposed it. */
export const answerProposal: Handler<'answer-proposal'> = async (turn, ask) => {
  const { caseId, confirm, reason } = ask;
  const changed = await commandCase(turn, 'confirm-proposal', caseId, (byStaffId) =>
    confirm ? { kind: 'confirm-close', byStaffId } : { kind: 'reject-close', byStaffId, reason },
  );
  if (!changed.ok) return changed;
  const { before, file } = changed.value;
  const proposer = before.state.tag === 'close-proposed' ? before.state.byStaffId : null;
  if (proposer !== null) {
    await tellStaff(
      turn,
      proposer,
      'to-do',
      proposalAnswered(confirm, turn.account.staff?.name ?? ''),
    );
  }
  if (file.state.tag === 'closed') await tellClosed(turn, changed.value);
  return accepted({ confirmed: confirm });
};

/** The result: told to accounts we know speak for the household; to the others somebody goes or phones. */
export async function tellClosed(turn: TurnContext, { file, staffId }: Changed): Promise<void> {
  if (file.state.tag !== 'closed') return;
  const { ground, reason } = file.state;
  const holder = await contactFor(turn, file.holderStaffId ?? staffId);
  const reporters = await tellReporters(turn, file.caseId, (reporter) =>
    closedNews(
      {
        receiptNumber: reporter.receiptNumber,
        ground,
        reason,
        told: trustsAtLeast(reporter.trust, 'phone-matched'),
      },
      holder,
    ),
  );
  const inPerson =
    ground !== 'withdrawn' &&
    (reporters.length === 0 ||
      reporters.some((each) => !trustsAtLeast(each.trust, 'phone-matched')));
  if (inPerson) {
    await openCall(turn, {
      key: `call-farmer:result:${file.caseId}`,
      topic: 'result',
      areaPath: file.area,
      about: { householdId: file.householdId, declarationId: file.declarationIds.at(-1) ?? null },
      details: {},
      ...(file.holderStaffId === null ? {} : { ownerStaffId: file.holderStaffId }),
    });
  }
}

/** How people can reach a staff member. */
export async function contactFor(turn: TurnContext, staffId: string): Promise<ContactFacts> {
  const contact = await staffContact(turn.trx, turn.fields, staffId);
  const [post] = await postsOf(turn.trx, staffId, turn.today);
  return {
    title: post === undefined ? '' : await postTitleIn(turn, post.role, post.areaPath),
    name: contact?.name ?? '',
    phone: contact?.phone ?? '',
  };
}
