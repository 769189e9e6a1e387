/** 补充 and 撤回 of one's own report. */
import { accepted, refused, type Result } from '#src/domain/result.ts';
import type { ReportRefusal } from '#src/flows/farmer.intents.ts';
import { reportAddedText, withdrawalAskedText } from '#src/flows/text/farmer-news.ts';
import {
  addToDeclaration,
  findDeclaration,
  setStateOfReport,
  type StoredDeclaration,
} from '#src/store/declaration.ts';
import { accountsOfPerson } from '#src/store/privacy/person.ts';
import { findCase } from '#src/store/case.ts';
import { changeCase } from '../case/change-case.ts';
import { tellPerson } from '../duty/tell-staff.ts';
import { openIssuesOfAddition } from '../ticket/issues-of-report.ts';
import type { Handler, TurnContext } from '../turn.ts';

async function ownReport(
  turn: TurnContext,
  declarationId: string,
): Promise<Result<StoredDeclaration, ReportRefusal>> {
  const report = await findDeclaration(turn.trx, turn.fields, declarationId, 'lock');
  if (report === null) return refused({ code: 'unknown' });
  if (!(await isOwn(turn, report.accountId))) return refused({ code: 'not-yours' });
  if (report.state === 'closed') return refused({ code: 'already-closed' });
  return accepted(report);
}

/** Sent from this account, or from one that a code joined to it. */
async function isOwn(turn: TurnContext, sentFrom: string | null): Promise<boolean> {
  if (sentFrom === turn.account.accountId) return true;
  const accounts = await accountsOfPerson(turn.trx, turn.account.accountId);
  return accounts.some((each) => each.accountId === sentFrom);
}

/** Adds words and media; whoever has the case in hand hears of it. */
export const addToReport: Handler<'add-to-report'> = async (turn, ask) => {
  const own = await ownReport(turn, ask.declarationId);
  if (!own.ok) return own;
  await addToDeclaration(turn.trx, turn.fields, own.value, ask.words, ask.mediaIds, turn.now);
  await openIssuesOfAddition(turn, own.value, ask.words);
  const { caseId, receiptNumber } = own.value;
  const file = caseId === null ? null : ((await findCase(turn.trx, caseId))?.file ?? null);
  if (file?.holderStaffId != null) {
    await tellPerson(turn, file.holderStaffId, 'to-do', {
      text: reportAddedText(receiptNumber),
      choices: [[{ label: '打开', action: 'report-open', ref: own.value.id }]],
    });
  }
  return accepted({ receiptNumber });
};

/** Asks to withdraw. An officer phones to confirm; until then the clock runs on. */
export const withdrawReport: Handler<'withdraw-report'> = async (turn, ask) => {
  const own = await ownReport(turn, ask.declarationId);
  if (!own.ok) return own;
  const { caseId, receiptNumber } = own.value;
  if (caseId !== null) {
    const changed = await changeCase(turn, {
      caseId,
      command: { kind: 'request-withdrawal', reason: 'no-longer-needed' },
      actor: { kind: 'person', id: turn.account.accountId },
    });
    // A request that is already waiting needs no second one; the person hears the same.
    if (!changed.ok && changed.refusal.code === 'unknown-case') return refused({ code: 'unknown' });
    if (changed.ok && changed.value.file.holderStaffId !== null) {
      await tellPerson(turn, changed.value.file.holderStaffId, 'to-do', {
        text: withdrawalAskedText(receiptNumber, ask.reason),
        choices: [[{ label: '打开', action: 'report-open', ref: own.value.id }]],
      });
    }
  } else {
    await setStateOfReport(turn.trx, own.value.id, 'withdrawing');
  }
  return accepted({ receiptNumber });
};
