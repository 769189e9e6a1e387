/** A village with a household whose report was verified, for tests of what comes after the visit. */
import { instant } from '#src/domain/calendar/instant.ts';
import { processDeclaration } from '#src/operations/declaration/process-declaration.ts';
import type { DutyKind } from '#src/domain/duty/duty.ts';
import { findCase } from '#src/store/case.ts';
import { awaitMedia } from '#src/store/media.ts';
import { changeCase } from '#src/operations/case/change-case.ts';
import { inBackground } from '#src/operations/duty/work-context.ts';
import type { CaseCommand } from '#src/domain/case/commands.ts';
import {
  accountOf,
  type County,
  insertAccount,
  makeCounty,
  STAFF,
  uuid,
} from '#test/operations/duty/county.ts';
import { chatOf, type OfficeChat } from '#test/operations/staff/office-chat.ts';

export const FARMER = uuid(900);
export const NEIGHBOUR = uuid(901);

export type Bench = {
  readonly county: County;
  readonly household: string;
  readonly farmer: OfficeChat;
  readonly officer: OfficeChat;
  readonly secretary: OfficeChat;
  readonly town: OfficeChat;
  readonly townLeader: OfficeChat;
  readonly countyOfficer: OfficeChat;
  readonly countyLeader: OfficeChat;
  at(iso: string): void;
  /** Forgets what happened and lets the farmer's account be there again. */
  begin(trust?: 'claimed' | 'phone-matched'): Promise<void>;
  /** 张大山 reports; that 王秀英 and a colleague found it true is written without their chats. */
  verified(): Promise<void>;
  /** The same with the visit logged in the officer's chat. */
  visited(): Promise<void>;
  state(): Promise<string>;
  caseId(): Promise<string>;
  openKinds(): Promise<readonly string[]>;
  toldFarmer(): Promise<readonly string[]>;
};

export async function openBench(): Promise<Bench> {
  const county = await makeCounty();
  const household = await county.household(500, 'a', '张大山');
  await county.system((trx) =>
    trx
      .updateTable('household')
      .set({ size: 4, group_name: '三组' })
      .where('id', '=', household)
      .execute(),
  );
  const at = (iso: string): void => county.clock.set(instant(Date.parse(iso)));
  const farmer = chatOf(county, FARMER);
  const officer = chatOf(county, accountOf('officerA'));
  const work = async (): Promise<void> => {
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
  };
  const report = async (): Promise<void> => {
    await farmer.say('一键申报');
    await farmer.press('生病花钱多');
    await farmer.press('提交');
    await work();
  };
  const caseRow = () =>
    county.system((trx) =>
      trx.selectFrom('case_file').select(['id', 'state']).executeTakeFirstOrThrow(),
    );
  return {
    county,
    household,
    farmer,
    officer,
    secretary: chatOf(county, accountOf('secretaryA')),
    town: chatOf(county, accountOf('town')),
    townLeader: chatOf(county, accountOf('townLeader')),
    countyOfficer: chatOf(county, accountOf('county')),
    countyLeader: chatOf(county, accountOf('countyLeader')),
    at,
    begin: async (trust = 'phone-matched') => {
      at('2026-11-02T09:00:00+08:00');
      await county.clear();
      await county.system(async (trx) => {
        await trx.deleteFrom('account').where('staff_id', 'is', null).execute();
        await insertAccount(trx, FARMER, 'telegram', county.clock.now(), {
          area: 'a',
          household_id: household,
          name: '张大山',
        });
        await trx.updateTable('account').set({ trust }).where('id', '=', FARMER).execute();
        await trx
          .updateTable('household')
          .set({ monitored: null })
          .where('id', '=', household)
          .execute();
      });
    },
    visited: async () => {
      await report();
      await officer.say('走访记录');
      await officer.press('张大山');
      await officer.press('属实');
      await officer.press('同去的人');
      await officer.press('郑帮扶');
      await officer.press('提交');
    },
    verified: async () => {
      await report();
      const verifiers = [STAFF.officerA.id, STAFF.helperA.id];
      await command(county, {
        kind: 'record-verification',
        visitId: uuid(990),
        finding: 'true',
        reason: null,
        verifiers,
      });
    },
    state: async () => (await caseRow()).state,
    caseId: async () => (await caseRow()).id,
    openKinds: async () =>
      (
        await county.system((trx) =>
          trx
            .selectFrom('duty')
            .select('kind')
            .where('state', '=', 'open')
            .orderBy('kind')
            .execute(),
        )
      ).map((each) => each.kind),
    toldFarmer: async () => (await county.told(FARMER)).map((each) => each.text),
  };
}

/** Decides a command about the one case there is, as an operation does, without a chat. */
export async function command(county: County, ...commands: readonly CaseCommand[]): Promise<void> {
  const { id } = await county.system((trx) =>
    trx.selectFrom('case_file').select('id').executeTakeFirstOrThrow(),
  );
  for (const each of commands) {
    await inBackground(county.deps, async (context) => {
      const changed = await changeCase(context, {
        caseId: id,
        command: each,
        actor: { kind: 'staff', id: STAFF.officerA.id },
      });
      if (!changed.ok) throw new Error(changed.refusal.code);
    });
  }
}

/** Opens the duty of a kind through the chat, as a press in the to-do list does. */
export async function openDutyOf(bench: Bench, chat: OfficeChat, kind: DutyKind) {
  const { id } = await bench.county.system((trx) =>
    trx
      .selectFrom('duty')
      .select('id')
      .where('kind', '=', kind)
      .where('state', '=', 'open')
      .executeTakeFirstOrThrow(),
  );
  return await chat.pressLasting('duty-open', id);
}

/** A photo as a channel hands it over. */
export async function photoOf(
  { county }: Pick<Bench, 'county'>,
  accountId: string,
): Promise<string> {
  const { deps, clock } = county;
  const id = deps.newId();
  const row = {
    id,
    accountId,
    areaPath: null,
    kind: 'photo',
    channel: 'telegram',
    reference: id,
    mimeType: 'image/jpeg',
    bytes: 1_000,
  } as const;
  await county.system((trx) => awaitMedia(trx, deps.fields, row, clock.now()));
  return id;
}

export const fileOf = async (bench: Bench) => {
  const id = await bench.caseId();
  const stored = await bench.county.system((trx) => findCase(trx, id));
  if (stored === null) throw new Error('no case');
  return stored.file;
};
