/** 提交审批: a composed notice is written and shown to a second person. */
import { plusDays } from '#src/domain/calendar/local-date.ts';
import { reminderRules, sendableAt } from '#src/domain/duty/ladder.ts';
import { reveals } from '#src/domain/notice/audience.ts';
import { readNoticeText } from '#src/domain/notice/notice.ts';
import { areaPath } from '#src/domain/people/areas.ts';
import { accepted, refused } from '#src/domain/result.ts';
import { approvalQuestion } from '#src/flows/text/notice-approval.ts';
import { findNotice, insertNotice } from '#src/store/notice.ts';
import { findArea } from '#src/store/registry/areas.ts';
import { packInForce } from '../duty/area-packs.ts';
import { tellPerson } from '../duty/tell-staff.ts';
import type { Handler } from '../turn.ts';
import { openApproval } from './approval-duty.ts';
import { approversOf, countNow, mayCompose, senderOf } from './draft-notice.ts';

/** Writes the notice once a draft (unique draft id) and asks whoever may approve it. */
export const composeNotice: Handler<'compose-notice'> = async (turn, ask) => {
  const title = readNoticeText('title', ask.title);
  const body = readNoticeText('body', ask.body);
  if (!title.ok || !body.ok) return refused({ code: 'bad-text' });
  const area = await findArea(turn.trx, ask.areaId);
  if (area === undefined) return refused({ code: 'unknown' });
  const proof = await mayCompose(turn, area);
  if (proof === null) return refused({ code: 'not-allowed' });
  const path = areaPath(area.areaPath);
  const approvers = await approversOf(turn, path, proof.staffId);
  if (approvers.length === 0) return refused({ code: 'nobody-to-approve' });
  const pack = await packInForce(turn, path);
  const { noticeId, repeated } = await insertNotice(
    turn.trx,
    {
      noticeId: turn.newId(),
      draftId: ask.draftId,
      title: title.value,
      body: body.value,
      areaId: area.areaId,
      areaPath: area.areaPath,
      group: ask.group,
      reveals: reveals(ask.group),
      createdBy: proof.staffId,
      // Set anew on the day it is approved.
      readBy: plusDays(turn.today, pack.settings['notice.silent_days'].value),
      ...(await senderOf(turn, proof)),
    },
    turn.now,
  );
  const names = approvers.map((each) => each.name);
  const notice = await findNotice(turn.trx, noticeId);
  if (repeated || notice === null) return accepted({ noticeId, approvers: names });
  const count = await countNow(turn, { area: path, group: ask.group });
  await openApproval(turn, notice, approvers[0] ?? null);
  const sendAt = sendableAt(turn.now, 'urgent', reminderRules(pack));
  for (const { staffId } of approvers) {
    await tellPerson(turn, staffId, 'to-do', approvalQuestion(notice, count), sendAt);
  }
  return accepted({ noticeId, approvers: names });
};
