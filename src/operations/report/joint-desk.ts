/** The desk of joint decisions: a department's word, and the county's decision once all have been heard. */
import { decideJointly } from '#src/domain/ledger/joint-review.ts';
import { dutyTerms } from '#src/domain/duty/duty-terms.ts';
import { areaPath } from '#src/domain/people/areas.ts';
import { may, type Subject } from '#src/domain/people/permissions.ts';
import type { DepartmentCode } from '#src/domain/policy/departments.ts';
import { accepted, refused } from '#src/domain/result.ts';
import {
  findJointReview,
  insertJointOpinion,
  type StoredJointReview,
  writeJointDecision,
} from '#src/store/joint-review.ts';
import { areaPacks } from '../duty/area-packs.ts';
import { closeDuties, openDuty } from '../duty/open-duty.ts';
import { actorsOf, allowed, asPost } from '../staff/as-post.ts';
import type { Handler, Loader, TurnContext } from '../turn.ts';

const subjectOf = (review: StoredJointReview, department?: DepartmentCode): Subject => ({
  id: review.reviewId,
  area: areaPath(review.areaPath),
  householdId: review.householdId,
  authors: review.opinions.map((each) => each.byStaffId),
  concerned: [],
  ...(department === undefined ? {} : { department }),
});

const missingOf = (review: StoredJointReview): readonly DepartmentCode[] =>
  review.departments.filter((each) => !review.opinions.some((one) => one.department === each));

/** Departments not heard yet that one of the person's posts may speak for. */
async function mayGive(
  turn: TurnContext,
  review: StoredJointReview,
): Promise<readonly DepartmentCode[]> {
  const actors = await actorsOf(turn);
  return missingOf(review).filter((department) =>
    actors.some((actor) => may(actor, 'joint-opinion', subjectOf(review, department)).ok),
  );
}

export const jointSheet: Loader<'joint-sheet'> = async (turn, { reviewId }) => {
  const review = await findJointReview(turn.trx, reviewId);
  if (review === null || review.decided) return null;
  const give = await mayGive(turn, review);
  const decide = await allowed(turn, 'joint-decision', subjectOf(review));
  const seen = await allowed(turn, 'joint-decision', { ...subjectOf(review), authors: [] });
  const spoke = review.opinions.some((each) => each.byStaffId === turn.account.staff?.staffId);
  if (give.length === 0 && !seen.ok && !spoke) return null;
  const missing = missingOf(review);
  return {
    reviewId,
    headName: review.headName,
    areaName: review.areaName,
    selfPaidYuan: review.selfPaidYuan,
    dueOn: review.dueOn,
    opinions: review.opinions.map(({ department, supports }) => ({ department, supports })),
    mayGive: give,
    missing,
    mayDecide: decide.ok && missing.length === 0,
  };
};

export const giveJointOpinion: Handler<'give-joint-opinion'> = async (turn, ask) => {
  const review = await findJointReview(turn.trx, ask.reviewId);
  if (review === null || review.decided || !review.departments.includes(ask.department)) {
    return refused({ code: 'gone' });
  }
  const subject = subjectOf(review, ask.department);
  const given = await asPost(turn, 'joint-opinion', subject, (proof) =>
    insertJointOpinion(turn.trx, review, {
      department: ask.department,
      supports: ask.supports,
      byStaffId: proof.staffId,
      on: turn.today,
    }),
  );
  if (!given.ok) return given;
  const byStaffId = turn.account.staff?.staffId ?? '';
  const key = `joint-opinion:${review.reviewId}:${ask.department}`;
  await closeDuties(turn, { key }, { state: 'done', byStaffId, outcome: 'said' });
  const left = missingOf(review).filter((each) => each !== ask.department).length;
  if (left === 0) await askToDecide(turn, review);
  return accepted({ left });
};

async function askToDecide(turn: TurnContext, review: StoredJointReview): Promise<void> {
  const pack = (await areaPacks(turn, [review.areaPath]))(review.areaPath);
  await openDuty(turn, {
    key: `joint-decision:${review.reviewId}`,
    terms: dutyTerms('joint-decision', {
      openedAt: turn.now,
      pack,
      calendar: turn.policies.calendar,
    }),
    pack,
    area: review,
    about: { householdId: review.householdId },
    details: { reviewId: review.reviewId },
  });
}

export const decideJoint: Handler<'decide-joint'> = async (turn, ask) => {
  const review = await findJointReview(turn.trx, ask.reviewId);
  if (review === null) return refused({ code: 'gone' });
  const byStaffId = turn.account.staff?.staffId ?? '';
  // Said before the question of permission: whoever gave a word should hear that this is why.
  const decision = decideJointly(review, ask.decision, byStaffId);
  if (!decision.ok) return decision;
  const done = await asPost(turn, 'joint-decision', subjectOf(review), () =>
    writeJointDecision(turn.trx, review.reviewId, decision.value, byStaffId, turn.today),
  );
  if (!done.ok) return done;
  const key = `joint-decision:${review.reviewId}`;
  await closeDuties(turn, { key }, { state: 'done', byStaffId, outcome: decision.value.decision });
  return accepted({ headName: review.headName });
};
