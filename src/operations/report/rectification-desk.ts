/** The desk of rectification (整改, TN-50, BN-65): the owner says how it was put right, somebody else looks and closes or sends it back. */
import { dutyTerms } from '#src/domain/duty/duty-terms.ts';
import {
  changeRectification,
  type RectificationCommand,
} from '#src/domain/ledger/rectification.ts';
import { areaPath } from '#src/domain/people/areas.ts';
import type { Subject } from '#src/domain/people/permissions.ts';
import { accepted, refused } from '#src/domain/result.ts';
import {
  findRectification,
  type StoredRectification,
  wordsOf,
  writeRectification,
} from '#src/store/rectification.ts';
import { areaPacks } from '../duty/area-packs.ts';
import { closeDuties, openDuty } from '../duty/open-duty.ts';
import type { WorkContext } from '../duty/work-context.ts';
import { allowed, asPost } from '../staff/as-post.ts';
import type { Handler, Loader, TurnContext } from '../turn.ts';

const subjectOf = (row: StoredRectification): Subject => ({
  id: row.rectificationId,
  area: areaPath(row.areaPath),
  householdId: null,
  authors: row.reportedBy === null ? [] : [row.reportedBy],
  concerned: [],
  ...(row.department === null ? {} : { department: row.department }),
});

const rectifyKey = (row: Pick<StoredRectification, 'rectificationId' | 'returned'>): string =>
  `rectify:${row.rectificationId}:${row.returned}`;
const confirmKey = (row: Pick<StoredRectification, 'rectificationId' | 'returned'>): string =>
  `confirm-rectification:${row.rectificationId}:${row.returned}`;

export const rectificationSheet: Loader<'rectification-sheet'> = async (turn, ask) => {
  const row = await findRectification(turn.trx, ask.rectificationId);
  if (row === null || row.state === 'closed') return null;
  const subject = subjectOf(row);
  const report = await allowed(turn, 'rectify', subject);
  const confirm = await allowed(turn, 'confirm-rectification', subject);
  if (!report.ok && !confirm.ok) return null;
  return {
    rectificationId: row.rectificationId,
    number: row.number,
    source: row.source,
    category: row.category,
    state: row.state,
    areaName: row.areaName,
    ownerName: row.ownerName,
    ...wordsOf(turn.fields, row),
    dueOn: row.dueOn,
    returned: row.returned,
    mayReport: report.ok && row.state === 'open',
    mayConfirm: confirm.ok && row.state === 'reported',
  };
};

/** Opens the duty to put a problem right: its named owner's, else the post's of its area. The overdue ladder escalates it. */
export async function askToRectify(context: WorkContext, row: StoredRectification): Promise<void> {
  const pack = (await areaPacks(context, [row.areaPath]))(row.areaPath);
  await openDuty(context, {
    key: rectifyKey(row),
    terms: dutyTerms('rectify', {
      openedAt: context.now,
      pack,
      calendar: context.policies.calendar,
      dueOn: row.dueOn < context.today ? context.today : row.dueOn,
      ...(row.department === null ? {} : { ownerRole: 'department-officer' as const }),
    }),
    pack,
    area: row,
    about: {},
    ...(row.ownerStaffId === null ? {} : { ownerStaffId: row.ownerStaffId }),
    ...(row.department === null ? {} : { department: row.department }),
    details: { rectificationId: row.rectificationId, number: row.number },
  });
}

async function askToConfirm(context: WorkContext, row: StoredRectification): Promise<void> {
  const pack = (await areaPacks(context, [row.areaPath]))(row.areaPath);
  await openDuty(context, {
    key: confirmKey(row),
    terms: dutyTerms('confirm-rectification', {
      openedAt: context.now,
      pack,
      calendar: context.policies.calendar,
    }),
    pack,
    area: row,
    about: {},
    except: row.reportedBy === null ? [] : [row.reportedBy],
    details: { rectificationId: row.rectificationId, number: row.number },
  });
}

type Change = { readonly evidence: string | null; readonly mediaId: string | null };

async function change(
  turn: TurnContext,
  row: StoredRectification,
  command: RectificationCommand,
  { evidence, mediaId }: Change,
) {
  const after = changeRectification(row, command);
  if (!after.ok) return after;
  const action = command.kind === 'report' ? 'rectify' : 'confirm-rectification';
  const written = await asPost(turn, action, subjectOf(row), () =>
    writeRectification(turn.trx, turn.fields, row.rectificationId, after.value, {
      byStaffId: command.byStaffId,
      evidence,
      mediaId,
      on: turn.today,
    }),
  );
  if (!written.ok) return written;
  const end = { state: 'done', byStaffId: command.byStaffId, outcome: command.kind } as const;
  await closeDuties(
    turn,
    { key: command.kind === 'report' ? rectifyKey(row) : confirmKey(row) },
    end,
  );
  const stored = { ...row, ...after.value };
  if (command.kind === 'report') await askToConfirm(turn, stored);
  if (command.kind === 'return') await askToRectify(turn, stored);
  return accepted({ number: row.number });
}

export const reportRectification: Handler<'report-rectification'> = async (turn, ask) => {
  const row = await findRectification(turn.trx, ask.rectificationId);
  if (row === null) return refused({ code: 'gone' });
  const byStaffId = turn.account.staff?.staffId ?? '';
  const { evidence, mediaId } = ask;
  return await change(turn, row, { kind: 'report', byStaffId, evidence, mediaId }, ask);
};

export const judgeRectification: Handler<'judge-rectification'> = async (turn, ask) => {
  const row = await findRectification(turn.trx, ask.rectificationId);
  if (row === null) return refused({ code: 'gone' });
  const byStaffId = turn.account.staff?.staffId ?? '';
  const kind = ask.good ? 'confirm' : 'return';
  const nothing = { evidence: null, mediaId: null };
  const judged = await change(turn, row, { kind, byStaffId }, nothing);
  return judged.ok ? accepted({ ...judged.value, good: ask.good }) : judged;
};
