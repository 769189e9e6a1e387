/**
 * 参保 and 务工 entered by hand (潼南 2025（三）参保台账; 陇县 2021 第10项 务工动态): an officer asks each of a household and taps what they hear.
 * Who entered it and when stays with it; a department's list that says otherwise later is a finding, never a silent change.
 */
import { areaPath } from '#src/domain/people/areas.ts';
import { ageOn } from '#src/domain/people/identity-number.ts';
import { jobAfter, jobChanged } from '#src/domain/ledger/member-status.ts';
import { accepted, refused } from '#src/domain/result.ts';
import type { StatusLine } from '#src/flows/ledger.needs.ts';
import { logAccess } from '#src/store/access-log.ts';
import {
  insertJobChange,
  jobOf,
  type MemberStatus,
  memberStatuses,
  writeInsuredByHand,
  writeJob,
} from '#src/store/member-status.ts';
import { checkHouseholds } from '../quality/check-households.ts';
import { allowed, asPost } from '../staff/as-post.ts';
import { householdSubject } from '../staff/subjects.ts';
import type { Handler, Loader, TurnContext } from '../turn.ts';

/** From this age on a person is asked what they do. */
const WORKING_AGE = 16;

export const statusSheet: Loader<'status-sheet'> = async (turn, { householdId }) => {
  const asked = await householdSubject(turn, householdId);
  if (asked === null) return null;
  const { subject, household } = asked;
  const sheet = await asPost(turn, 'note-member-status', subject, async (proof) => {
    const post = turn.account.staff?.posts.find((each) => areaPath(each.areaPath) === proof.area);
    await logAccess(turn.trx, {
      staffId: proof.staffId,
      postId: post?.postId ?? null,
      householdId,
      what: 'member-status',
      at: turn.now,
    });
    const members = await memberStatuses(turn.trx, householdId);
    return {
      householdId,
      headName: household.headName,
      members: members.map((each) => lineOf(each, turn)),
    };
  });
  return sheet.ok ? sheet.value : null;
};

const lineOf = (member: MemberStatus, { today }: Pick<TurnContext, 'today'>): StatusLine => ({
  memberId: member.memberId,
  name: member.name,
  ofWorkingAge: isOfWorkingAge(member, today),
  insurance:
    member.insured === null || member.insuredOn === null
      ? null
      : {
          insured: member.insured,
          year: member.insuredYear ?? Number(member.insuredOn.slice(0, 4)),
          on: member.insuredOn,
          source: member.insuredSource ?? 'register',
          by: member.insuredBy,
          doubted: member.insuredDoubted,
        },
  job:
    member.job === null || member.jobOn === null
      ? null
      : {
          job: member.job,
          place: member.place,
          on: member.jobOn,
          source: member.jobSource ?? 'register',
          by: member.jobBy,
          doubted: member.jobDoubted,
        },
});

const isOfWorkingAge = ({ bornOn }: MemberStatus, today: TurnContext['today']): boolean =>
  bornOn === null || ageOn(bornOn, today) >= WORKING_AGE;

export const noteStatus: Handler<'note-status'> = async (turn, ask) => {
  const asked = await householdSubject(turn, ask.householdId);
  if (asked === null) return refused({ code: 'gone' });
  const proof = await allowed(turn, 'note-member-status', asked.subject);
  if (!proof.ok) return proof;
  const members = await memberStatuses(turn.trx, ask.householdId);
  const member = members.find((each) => each.memberId === ask.memberId);
  if (member === undefined) return refused({ code: 'gone' });
  const { staffId } = proof.value;
  if (ask.insured !== null) {
    await writeInsuredByHand(turn.trx, member, ask.insured, staffId, turn.today);
  }
  if (ask.job !== null && isOfWorkingAge(member, turn.today)) {
    const before = jobOf(member);
    const after = jobAfter(before, ask.job, turn.today);
    const by = { source: 'staff', staffId } as const;
    await writeJob(turn.trx, member, after, by, turn.today);
    if (jobChanged(before, after)) {
      await insertJobChange(turn.trx, {
        id: turn.newId(),
        member,
        to: after,
        by,
        accountId: null,
        on: turn.today,
      });
    }
  }
  await checkHouseholds(turn, [ask.householdId]);
  return accepted({ name: member.name });
};
