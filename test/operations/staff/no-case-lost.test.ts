import { afterAll, beforeAll, expect, test } from 'vitest';
import fc from 'fast-check';
import { instant } from '#src/domain/calendar/instant.ts';
import { processDeclaration } from '#src/operations/declaration/process-declaration.ts';
import { staffHandlers } from '#src/operations/staff/intents.ts';
import { changeCase } from '#src/operations/case/change-case.ts';
import { asStaff } from '#test/operations/notice/office.ts';
import {
  accountOf,
  type County,
  insertAccount,
  makeCounty,
  STAFF,
  type StaffKey,
  uuid,
} from '#test/operations/duty/county.ts';
import { chatOf } from './office-chat.ts';

let county: County;
const FARMER = uuid(900);
let home: string;

beforeAll(async () => {
  county = await makeCounty();
  home = await county.household(500, 'a', '张大山');
  await county.system((trx) =>
    insertAccount(trx, FARMER, 'telegram', county.clock.now(), {
      area: 'a',
      household_id: home,
      name: '张大山',
    }),
  );
});
afterAll(async () => {
  await county.close();
});

/** 张大山 reports; returns the case. */
async function report(): Promise<string> {
  const farmer = chatOf(county, FARMER);
  await farmer.say('一键申报');
  await farmer.press('生病花钱多');
  await farmer.press('提交');
  const open = await county.system((trx) =>
    trx.selectFrom('outbox').select(['id', 'payload']).where('closed_at', 'is', null).execute(),
  );
  for (const { id, payload } of open) {
    const { declarationId } = payload as { declarationId: string };
    await processDeclaration(county.deps, { outboxId: id, declarationId });
  }
  const file = await county.system((trx) =>
    trx.selectFrom('case_file').select('id').executeTakeFirstOrThrow(),
  );
  return file.id;
}

type Step = readonly [
  who: StaffKey,
  what:
    | 'take'
    | 'pass-on'
    | 'visit'
    | 'untrue'
    | 'propose'
    | 'confirm'
    | 'reject'
    | 'ask'
    | 'give-up'
    | 'go-on',
];

async function act(caseId: string, [who, what]: Step, nth: number): Promise<void> {
  await asStaff(county, who, async (turn) => {
    switch (what) {
      case 'take':
        return await staffHandlers['take-case'](turn, { caseId });
      case 'pass-on':
        return await staffHandlers['pass-on-case'](turn, {
          caseId,
          toStaffId: STAFF.secretaryA.id,
        });
      case 'visit':
      case 'untrue':
        return await staffHandlers['record-visit'](turn, {
          draftId: `${caseId}-${nth}`,
          householdId: home,
          outcome: what === 'visit' ? 'hardship' : 'all-well',
          finding: what === 'visit' ? 'true' : 'untrue',
          reason: what === 'visit' ? null : 'no-hardship-found',
          note: '',
          mediaIds: [],
          place: null,
          secondStaffId: null,
          wants: [],
        });
      case 'propose':
        return await staffHandlers['propose-close'](turn, {
          caseId,
          ground: 'not-hardship',
          reason: 'hardship-over',
        });
      case 'confirm':
      case 'reject':
        return await staffHandlers['answer-proposal'](turn, {
          caseId,
          confirm: what === 'confirm',
          reason: 'other',
        });
      case 'ask':
        return await changeCase(turn, {
          caseId,
          command: { kind: 'request-withdrawal', reason: 'no-longer-needed' },
          actor: { kind: 'person', id: FARMER },
        });
      case 'give-up':
      case 'go-on': {
        const call = await turn.trx
          .selectFrom('duty')
          .select('id')
          .where('case_id', '=', caseId)
          .where('kind', '=', 'call-farmer')
          .where('state', '=', 'open')
          .executeTakeFirst();
        if (call === undefined) return null;
        const end = what === 'give-up' ? 'withdrawn' : 'goes-on';
        return await staffHandlers['finish-call'](turn, { dutyId: call.id, end });
      }
    }
  });
}

const steps = fc.array(
  fc.tuple(
    fc.constantFrom<StaffKey>('officerA', 'secretaryA', 'town', 'townLeader', 'officerB'),
    fc.constantFrom<Step[1]>(
      'take',
      'pass-on',
      'visit',
      'untrue',
      'propose',
      'confirm',
      'reject',
      'ask',
      'give-up',
      'go-on',
    ),
  ),
  { minLength: 1, maxLength: 12 },
);

test('LX-06 whatever officers do in whatever order, an open case has its clock running with a named owner, and a closed one leaves nothing behind', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      county.clock.set(instant(Date.parse('2026-11-02T09:00:00+08:00')));
      await county.clear();
      const caseId = await report();
      for (const [nth, step] of sequence.entries()) {
        county.clock.advance(60_000);
        await act(caseId, step, nth);
        const [file, duties] = await county.system(async (trx) => [
          await trx
            .selectFrom('case_file')
            .selectAll()
            .where('id', '=', caseId)
            .executeTakeFirstOrThrow(),
          await trx
            .selectFrom('duty')
            .selectAll()
            .where('case_id', '=', caseId)
            .where('state', '=', 'open')
            .execute(),
        ]);
        const kinds = duties.map((duty) => duty.kind);
        expect(new Set(kinds).size).toBe(kinds.length);
        if (file.closed_at === null) expect(kinds).toContain('identify');
        else expect(kinds).toEqual([]);
        for (const duty of duties) {
          expect(duty.owner_staff_id).not.toBeNull();
          expect(duty.owner_staff_id).not.toBe(STAFF.officerB.id);
        }
        const reports = await county.system((trx) =>
          trx.selectFrom('declaration').select('case_id').execute(),
        );
        expect(reports.every((each) => each.case_id === caseId)).toBe(true);
      }
    }),
    { numRuns: 25, seed: 6 },
  );
}, 120_000);

test('LX-01 every household of the area is on the list, monitored or not', async () => {
  await county.household(510, 'a', '李寻常');
  await county.household(511, 'a', '刘监测', { monitored: 'marginal' });
  const chat = chatOf(county, accountOf('officerA'));
  await chat.say('我的农户');
  const labels = (await chat.labels()).join(' ');
  for (const name of ['张大山', '李寻常', '刘监测']) expect(labels).toContain(name);
});
