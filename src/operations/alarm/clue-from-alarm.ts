/**
 * A real alarm becomes an ordinary clue (LX-08 及时反馈至镇村; channels `dept_alert` and `data_match`): with a receipt number, in the inbox of
 * the village, under the fifteen days of 识别认定. They run from the alarm's receipt, the day the risk was discovered.
 */
import { meaningOf } from '#src/domain/alarm/alarm.ts';
import { RULES_VERSION } from '#src/domain/declaration/checks/rules.ts';
import type { DeclarationContent } from '#src/domain/declaration/declaration.ts';
import { receiptNumber } from '#src/domain/declaration/receipt-number.ts';
import { Fault } from '#src/platform/faults.ts';
import type { StoredAlarm } from '#src/store/alarm.ts';
import { lockOpenCaseOf } from '#src/store/case.ts';
import { staffConcerned } from '#src/store/concerned.ts';
import { findDeclaration, insertDeclaration, nextReceiptOrdinal } from '#src/store/declaration.ts';
import { finishChecks } from '#src/store/finish-checks.ts';
import { openOrLink } from '../declaration/open-case.ts';
import { packInForce } from '../duty/area-packs.ts';
import type { WorkContext } from '../duty/work-context.ts';

export type AlarmClue = {
  readonly caseId: string;
  readonly declarationId: string;
  readonly receiptNumber: string;
  /** It joined the household's open case. */
  readonly linked: boolean;
};

/** Opens or links; null for an alarm that is about no household. System scope. */
export async function clueFromAlarm(
  context: WorkContext,
  stored: StoredAlarm,
): Promise<AlarmClue | null> {
  const { trx, fields } = context;
  const { householdId, areaId, areaPath, alarm } = stored;
  if (householdId === null) return null;
  const declarationId = context.newId();
  const number = receiptNumber(await nextReceiptOrdinal(trx));
  // The alarm names the draft: a second run finds the first one's report (unique draft id).
  const inserted = await insertDeclaration(trx, fields, {
    id: declarationId,
    receiptNumber: number,
    draftId: `alarm:${alarm.alarmId}`,
    accountId: null,
    filedByStaff: null,
    areaId,
    areaPath,
    householdId,
    content: contentOf(stored),
    submittedAt: stored.receivedAt,
  });
  if (!inserted) return null;
  const report = await findDeclaration(trx, fields, declarationId, 'lock');
  if (report === null) throw new Fault('clue-without-report', { retry: false });
  const pack = await packInForce(context, areaPath);
  const { file, linked } = await openOrLink(
    context,
    report,
    { householdId, areaId, areaPath },
    {
      open: await lockOpenCaseOf(trx, householdId),
      concerned: await staffConcerned(trx, { householdId }),
    },
    pack,
  );
  // Nobody filed it, so there is no consent and no name to check: the list of the department was the check.
  await finishChecks(
    trx,
    declarationId,
    {
      state: 'open',
      checks: [],
      rulesVersion: RULES_VERSION,
      caseId: file.caseId,
      householdId,
    },
    context.now,
  );
  return { caseId: file.caseId, declarationId, receiptNumber: number, linked };
}

function contentOf({ alarm, source }: StoredAlarm): DeclarationContent {
  const { risk, guarantee } = meaningOf(alarm.kind);
  return {
    reporter: 'staff',
    source,
    subject: null,
    riskTypes: risk === null ? [] : [risk],
    guaranteeIssues: guarantee === null ? [] : [guarantee],
    urgency: alarm.kind === 'dangerous-house' ? 'high' : 'normal',
    words: [],
    mediaIds: [],
    place: null,
    amounts: [],
    members: [],
  };
}
