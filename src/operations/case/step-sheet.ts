/** One step of a case with everything needed to take it, for somebody who may. */
import { fromInstant } from '#src/domain/calendar/local-date.ts';
import type { Case } from '#src/domain/case/case.ts';
import { openPublicity } from '#src/domain/case/publicity.ts';
import { publicityClosesAt } from '#src/domain/duty/clocks.ts';
import type { DutyKind } from '#src/domain/duty/duty.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import type { CaseStep } from '#src/domain/policy/settings.ts';
import type { CaseStepSheet, NoticeSheet } from '#src/flows/case-step.needs.ts';
import { logAccess } from '#src/store/access-log.ts';
import { findCase } from '#src/store/case.ts';
import { knownAccountsOf } from '#src/store/case-facts.ts';
import { objectionWords } from '#src/store/objection.ts';
import { hangingNotice } from '#src/store/public-notice.ts';
import { inPost } from '../staff/as-post.ts';
import { openableDuty } from '../staff/duty-sheet.ts';
import type { Loader, TurnContext } from '../turn.ts';
import { caseFactsOf } from './case-facts.ts';
import { categoryTitles } from './category-titles.ts';
import { composeNotice } from './notice-record.ts';

/** The step of a case that a duty stands for, with all it is decided by; null for who may not see it. */
export const caseStepSheet: Loader<'case-step'> = async (turn, { dutyId }) => {
  const opened = await openableDuty(turn, dutyId);
  if (opened === null || !opened.ok) return null;
  const { duty, post } = opened.value;
  if (duty.caseId === null) return null;
  const { caseId } = duty;
  const stored = await findCase(turn.trx, caseId);
  if (stored === null) return null;
  const { file } = stored;
  // Accounts are hidden from a post: who can press is read before the scope narrows.
  const householdAccounts =
    duty.kind === 'authorise' ? await knownAccountsOf(turn.trx, file.householdId) : [];
  return await inPost(turn, post, async (): Promise<CaseStepSheet> => {
    const { staffId } = turn.account.staff ?? { staffId: '' };
    await logAccess(turn.trx, {
      staffId,
      postId: null,
      householdId: file.householdId,
      what: 'report',
      at: turn.now,
    });
    const pack = turn.policies.packOf(file.pack);
    return {
      dutyId,
      kind: duty.kind,
      caseId,
      householdId: file.householdId,
      dueOn: duty.dueOn,
      strength: duty.strength,
      clause: duty.clause,
      areaPath: duty.areaPath,
      facts: await caseFactsOf(turn, stored),
      categoryTitles: categoryTitles(pack),
      householdAccounts,
      notice: await noticeSheet(turn, file, duty.kind, pack),
      objection: await openObjection(turn, file, duty.kind),
      backTo: backFrom(file),
    };
  });
};

const WITH_NOTICE: readonly DutyKind[] = ['post-publicity', 'close-publicity', 'check-objection'];

async function noticeSheet(
  turn: TurnContext,
  file: Case,
  kind: DutyKind,
  pack: Pack,
): Promise<NoticeSheet | null> {
  if (!WITH_NOTICE.includes(kind)) return null;
  const term = pack.settings['terms.object'].value;
  const hanging = await hangingNotice(turn.trx, file.caseId);
  const state = openPublicity(file);
  if (hanging !== null) {
    return {
      kind: hanging.kind,
      fields: hanging.fields,
      minDays: hanging.minDays,
      postedOn: hanging.postedOn,
      closesOn: fromInstant(hanging.mayCloseAt),
      mayClose: turn.now >= hanging.mayCloseAt,
      openObjections: state?.objections.filter((each) => each.check === null).length ?? 0,
      term,
    };
  }
  const category = file.dossier.review?.category ?? null;
  if (category === null) return null;
  return {
    kind: 'enrol',
    fields: await composeNotice(turn, file, category, pack),
    minDays: pack.settings['publicity.min_days'].value,
    postedOn: null,
    closesOn: fromInstant(publicityClosesAt(turn.today, pack, turn.policies.calendar)),
    mayClose: false,
    openObjections: 0,
    term,
  };
}

async function openObjection(
  turn: TurnContext,
  file: Case,
  kind: DutyKind,
): Promise<CaseStepSheet['objection']> {
  if (kind !== 'check-objection') return null;
  const open = openPublicity(file)?.objections.find((each) => each.check === null);
  if (open === undefined) return null;
  const words = await objectionWords(turn.trx, turn.fields, open.objectionId);
  return { objectionId: open.objectionId, words };
}

/** Steps before the one the case waits for, the nearest first, the visit last. */
function backFrom(file: Case): readonly ('verification' | CaseStep)[] {
  if (file.state.tag !== 'identifying') return [];
  const before = file.steps.slice(0, Math.max(0, file.steps.indexOf(file.state.step)));
  return [...before.toReversed(), 'verification'];
}
