/** A case of the invented county that the county has recognised, by the commands of its way and on its days. */
import { instant } from '#src/domain/calendar/instant.ts';
import type { CaseCommand } from '#src/domain/case/commands.ts';
import { changeCase } from '#src/operations/case/change-case.ts';
import { processDeclaration } from '#src/operations/declaration/process-declaration.ts';
import { inBackground } from '#src/operations/duty/work-context.ts';
import { type County, STAFF, uuid } from '#test/operations/duty/county.ts';
import { chatOf } from '#test/operations/staff/office-chat.ts';
import { localDate } from '#src/domain/calendar/local-date.ts';

/** Runs one command in the name of a staff member. */
export async function command(county: County, caseId: string, what: CaseCommand): Promise<void> {
  const { value } = await inBackground(county.deps, (context) =>
    changeCase(context, {
      caseId,
      command: what,
      actor: { kind: 'staff', id: STAFF.town.id },
    }),
  );
  if (!value.ok) throw new Error(`${what.kind}: ${JSON.stringify(value.refusal)}`);
}

/** Reports from the farmer's chat on 2 November 2026 and leads the case to enrolment on the 11th. Returns its id. */
export async function enrolledCase(county: County, farmerAccount: string): Promise<string> {
  const on = (iso: string): void => county.clock.set(instant(Date.parse(`${iso}+08:00`)));
  on('2026-11-02T09:00:00');
  const farmer = chatOf(county, farmerAccount);
  await farmer.say('一键申报');
  await farmer.press('生病花钱多');
  await farmer.press('提交');
  const open = await county.system((trx) =>
    trx
      .selectFrom('outbox')
      .select(['id', 'payload', 'queue'])
      .where('closed_at', 'is', null)
      .execute(),
  );
  for (const { id, payload, queue } of open) {
    const { declarationId } = payload as { declarationId: string };
    if (queue === 'submissions') {
      await processDeclaration(county.deps, { outboxId: id, declarationId });
    }
  }
  const { id: caseId } = await county.system((trx) =>
    trx.selectFrom('case_file').select('id').executeTakeFirstOrThrow(),
  );
  const run = (what: CaseCommand): Promise<void> => command(county, caseId, what);
  await run({
    kind: 'record-verification',
    visitId: uuid(990),
    finding: 'true',
    reason: null,
    verifiers: [STAFF.officerA.id, STAFF.secretaryA.id],
  });
  await run({
    kind: 'authorise',
    authorisation: {
      form: 'signature',
      by: 'household',
      readAloudBy: null,
      mediaId: null,
      recordedBy: STAFF.officerA.id,
    },
  });
  on('2026-11-03T09:00:00');
  await run({
    kind: 'record-review',
    meetingId: uuid(991),
    on: localDate('2026-11-03'),
    present: 7,
    category: 'marginal',
    reason: null,
    recordedBy: STAFF.secretaryA.id,
  });
  await run({ kind: 'post-publicity', byStaffId: STAFF.officerA.id, noticeId: uuid(992) });
  on('2026-11-10T09:00:00');
  await run({ kind: 'close-publicity', byStaffId: STAFF.officerA.id });
  await run({ kind: 'pass-town-review', byStaffId: STAFF.town.id, reason: null });
  on('2026-11-11T09:00:00');
  await run({
    kind: 'enrol',
    byStaffId: STAFF.county.id,
    category: 'marginal',
    comparisonId: null,
  });
  return caseId;
}
