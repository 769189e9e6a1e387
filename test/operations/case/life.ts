/** A household’s case on the real database, brought quickly to where a test begins; what is tested then goes through chats and handlers. */
import { instant } from '#src/domain/calendar/instant.ts';
import { localDate } from '#src/domain/calendar/local-date.ts';
import type { Case } from '#src/domain/case/case.ts';
import type { CaseCommand } from '#src/domain/case/commands.ts';
import type { Urgency } from '#src/domain/declaration/risk.ts';
import { changeCase } from '#src/operations/case/change-case.ts';
import { processDeclaration } from '#src/operations/declaration/process-declaration.ts';
import { workWithin } from '#src/operations/duty/work-context.ts';
import { findCase } from '#src/store/case.ts';
import {
  accountOf,
  type AreaKey,
  type County,
  insertAccount,
  STAFF,
  uuid,
} from '#test/operations/duty/county.ts';
import { chatOf } from '#test/operations/staff/office-chat.ts';

/** What a test of cases needs of the county. */
export function lifeIn(county: County) {
  const at = (iso: string): void => county.clock.set(instant(Date.parse(iso)));
  const onDay = (day: string, hour = '09:30'): void => at(`${day}T${hour}:00+08:00`);

  /** The account of a household's head; trusted unless told otherwise. */
  async function farmer(
    n: number,
    area: AreaKey,
    householdId: string,
    name: string,
    trust: 'claimed' | 'phone-matched' | 'confirmed' = 'phone-matched',
  ): Promise<string> {
    const id = uuid(n);
    await county.system(async (trx) => {
      await insertAccount(trx, id, 'telegram', county.clock.now(), {
        area,
        household_id: householdId,
        name,
      });
      await trx.updateTable('account').set({ trust }).where('id', '=', id).execute();
    });
    return id;
  }

  /** The farmer reports in three taps; returns the case. */
  async function report(
    accountId: string,
    householdId: string,
    urgency?: Urgency,
  ): Promise<string> {
    const chat = chatOf(county, accountId);
    await chat.say('一键申报');
    await chat.press('生病花钱多');
    await chat.press('提交');
    if (urgency !== undefined) {
      await county.system((trx) =>
        trx
          .updateTable('declaration')
          .set({ urgency })
          .where('account_id', '=', accountId)
          .where('processed_at', 'is', null)
          .execute(),
      );
    }
    await work();
    return await caseOf(householdId);
  }

  /** The worker takes what was submitted. */
  async function work(): Promise<void> {
    const open = await county.system((trx) =>
      trx
        .selectFrom('outbox')
        .select(['id', 'payload', 'queue'])
        .where('closed_at', 'is', null)
        .execute(),
    );
    for (const { id, payload, queue } of open) {
      if (queue !== 'submissions') continue;
      const { declarationId } = payload as { declarationId: string };
      await processDeclaration(county.deps, { outboxId: id, declarationId });
    }
  }

  const caseOf = async (householdId: string): Promise<string> => {
    const row = await county.system((trx) =>
      trx
        .selectFrom('case_file')
        .select('id')
        .where('household_id', '=', householdId)
        .where('closed_at', 'is', null)
        .executeTakeFirstOrThrow(),
    );
    return row.id;
  };

  const file = async (caseId: string): Promise<Case> => {
    const stored = await county.system((trx) => findCase(trx, caseId));
    if (stored === null) throw new Error('no such case');
    return stored.file;
  };

  /** A command that must be accepted, past the conversations. */
  async function does(caseId: string, ...commands: readonly CaseCommand[]): Promise<void> {
    for (const command of commands) {
      await county.system(async (trx) => {
        const { value } = await workWithin(county.deps, trx, (context) =>
          changeCase(context, {
            caseId,
            command,
            actor: {
              kind: 'staff',
              id: 'byStaffId' in command ? (command.byStaffId ?? STAFF.town.id) : STAFF.town.id,
            },
          }),
        );
        if (!value.ok) throw new Error(`${command.kind}: ${JSON.stringify(value.refusal)}`);
      });
    }
  }

  const verify = (visitId = uuid(700)): CaseCommand => ({
    kind: 'record-verification',
    visitId,
    finding: 'true',
    reason: null,
    verifiers: [STAFF.officerA.id, STAFF.helperA.id],
  });

  /** From the clue to 纳入 on `day`, which must be at least eight days after the clue. */
  async function enrol(caseId: string, clueDay: string, day: string): Promise<void> {
    await does(caseId, verify(), {
      kind: 'authorise',
      authorisation: {
        form: 'signature',
        by: 'household',
        readAloudBy: null,
        mediaId: null,
        recordedBy: STAFF.officerA.id,
      },
    });
    await does(
      caseId,
      {
        kind: 'record-review',
        meetingId: uuid(701),
        on: localDate(clueDay),
        present: 9,
        category: 'marginal',
        reason: null,
        recordedBy: STAFF.secretaryA.id,
      },
      { kind: 'post-publicity', byStaffId: STAFF.officerA.id, noticeId: uuid(702) },
    );
    onDay(day);
    await does(
      caseId,
      { kind: 'close-publicity', byStaffId: STAFF.officerA.id },
      { kind: 'pass-town-review', byStaffId: STAFF.town.id, reason: null },
      {
        kind: 'enrol',
        byStaffId: STAFF.county.id,
        category: 'marginal',
        comparisonId: null,
      },
    );
  }

  /** A plan with one measure under way and the household's word: help goes on. */
  async function assist(caseId: string): Promise<void> {
    await does(
      caseId,
      {
        kind: 'name-responsible',
        byStaffId: STAFF.town.id,
        responsibleStaffId: STAFF.helperA.id,
      },
      {
        kind: 'adopt-plan',
        byStaffId: STAFF.town.id,
        planId: uuid(703),
        measures: [{ measureId: uuid(704), class: 'public-post' }],
        blocking: [],
      },
      { kind: 'confirm-plan', how: 'paper', byStaffId: STAFF.helperA.id },
      {
        kind: 'change-measure',
        byStaffId: STAFF.helperA.id,
        measureId: uuid(704),
        state: 'in-progress',
      },
    );
  }

  const openDuties = async (caseId: string): Promise<readonly OpenDutyRow[]> =>
    await county.system((trx) =>
      trx
        .selectFrom('duty')
        .select(['id', 'kind', 'due_on as dueOn', 'owner_staff_id as owner', 'details'])
        .where('case_id', '=', caseId)
        .where('state', '=', 'open')
        .orderBy('kind')
        .execute(),
    );
  const duty = async (caseId: string, kind: string): Promise<OpenDutyRow> => {
    const found = (await openDuties(caseId)).find((each) => each.kind === kind);
    if (found === undefined) throw new Error(`no open duty ${kind}`);
    return found;
  };
  const said = async (accountId: string): Promise<string> =>
    (await county.told(accountId)).map((each) => each.text).join('\n');
  const chat = (key: keyof typeof STAFF) => chatOf(county, accountOf(key));

  return {
    at,
    onDay,
    farmer,
    report,
    work,
    caseOf,
    file,
    does,
    verify,
    enrol,
    assist,
    openDuties,
    duty,
    said,
    chat,
  };
}

export type OpenDutyRow = {
  readonly id: string;
  readonly kind: string;
  readonly dueOn: string;
  readonly owner: string | null;
  readonly details: unknown;
};
