import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { instant } from '#src/domain/calendar/instant.ts';
import { processDeclaration } from '#src/operations/declaration/process-declaration.ts';
import { staffLoaders } from '#src/operations/staff/facts.ts';
import { staffHandlers } from '#src/operations/staff/intents.ts';
import { openMonthlyVisits } from '#src/operations/duty/open-monthly-visits.ts';
import { inScope } from '#src/store/database.ts';
import { sql } from 'kysely';
import { asStaff } from '#test/operations/notice/office.ts';
import {
  accountOf,
  AREAS,
  type AreaKey,
  type County,
  insertAccount,
  makeCounty,
  STAFF,
  type StaffKey,
  uuid,
} from '#test/operations/duty/county.ts';
import { chatOf, textOf } from './office-chat.ts';

let county: County;
const homes = new Map<AreaKey, string>();

beforeAll(async () => {
  county = await makeCounty();
  homes.set('a', await county.household(600, 'a', '张大山', { monitored: 'marginal' }));
  homes.set('b', await county.household(601, 'b', '李二河', { monitored: 'marginal' }));
  homes.set('c', await county.household(602, 'c', '王三川', { monitored: 'marginal' }));
});
afterAll(async () => {
  await county.close();
});
beforeEach(async () => {
  county.clock.set(instant(Date.parse('2026-11-02T09:00:00+08:00')));
  await county.clear();
  await county.system((trx) => trx.updateTable('staff').set({ household_id: null }).execute());
});

const home = (area: AreaKey): string => homes.get(area) ?? '';

/** Files a report for a household of the area and has the worker open its case; returns the case. */
async function fileFor(area: 'a' | 'b' | 'c', by: StaffKey): Promise<string> {
  const chat = chatOf(county, accountOf(by));
  await chat.say('代农户申报');
  await chat.press(area === 'a' ? '张大山' : area === 'b' ? '李二河' : '王三川');
  await chat.press('本人来找，或网格上报');
  await chat.press('生病花钱多');
  await chat.press('提交');
  return await work();
}

async function work(): Promise<string> {
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

const take = (key: StaffKey, caseId: string) =>
  asStaff(county, key, (turn) => staffHandlers['take-case'](turn, { caseId }));

const codeOf = (outcome: { readonly ok: boolean; readonly refusal?: { readonly code: string } }) =>
  outcome.ok ? 'ok' : outcome.refusal?.code;

describe('refusals', () => {
  test('an officer of another village, a helper and an auditor cannot take a case; the own village can', async () => {
    const caseId = await fileFor('a', 'officerA');
    expect(codeOf(await take('officerB', caseId))).toBe('area');
    expect(codeOf(await take('helperA', caseId))).toBe('role');
    expect(codeOf(await take('officerA', caseId))).toBe('ok');
    expect(codeOf(await take('secretaryA', caseId))).toBe('changed');
  });

  test('nobody handles a report about their own household, whatever their post', async () => {
    const caseId = await fileFor('a', 'secretaryA');
    for (const key of ['officerA', 'town', 'countyLeader'] as const) {
      await county.system((trx) =>
        trx
          .updateTable('staff')
          .set({ household_id: home('a') })
          .where('id', '=', STAFF[key].id)
          .execute(),
      );
      expect(codeOf(await take(key, caseId)), key).toBe('own-interest');
      const visit = await asStaff(county, key, (turn) =>
        staffHandlers['record-visit'](turn, {
          draftId: key,
          householdId: home('a'),
          outcome: 'hardship',
          finding: 'true',
          reason: null,
          note: '',
          mediaIds: [],
          place: null,
          secondStaffId: null,
          wants: [],
        }),
      );
      expect(codeOf(visit), key).toBe('own-interest');
    }
  });

  test('nobody handles a report they sent themselves as a private person', async () => {
    await county.system((trx) =>
      trx
        .updateTable('account')
        .set({
          consent: 'given',
          name: '王秀英',
          area_id: AREAS.a.areaId,
          area_path: AREAS.a.areaPath,
          household_id: home('a'),
        })
        .where('id', '=', accountOf('officerA'))
        .execute(),
    );
    const chat = chatOf(county, accountOf('officerA'));
    await chat.pressLasting('duty-list', '');
    await chat.send({ kind: 'action', action: 'declare', ref: '' });
    await chat.press('生病花钱多');
    await chat.press('提交');
    const caseId = await work();
    expect(codeOf(await take('officerA', caseId))).toBe('own-interest');
    expect(codeOf(await take('secretaryA', caseId))).toBe('ok');
  });

  test('who proposed or filed never confirms; the second pair of eyes is another person', async () => {
    const caseId = await fileFor('a', 'town');
    const propose = await asStaff(county, 'officerA', (turn) =>
      staffHandlers['propose-close'](turn, { caseId, ground: 'not-hardship', reason: 'other' }),
    );
    expect(codeOf(propose)).toBe('ok');
    const confirm = (key: StaffKey) =>
      asStaff(county, key, (turn) =>
        staffHandlers['answer-proposal'](turn, { caseId, confirm: true, reason: 'other' }),
      );
    expect(codeOf(await confirm('officerA'))).toBe('role');
    expect(codeOf(await confirm('town'))).toBe('own-work');
    expect(codeOf(await confirm('townLeader'))).toBe('ok');
  });

  test('a report is never filed for a household of another area', async () => {
    const filed = await asStaff(county, 'officerA', (turn) =>
      staffHandlers['file-report'](turn, {
        receiptNumber: '1',
        draftId: 'd',
        content: {
          reporter: 'staff',
          source: 'grid_report',
          subject: { name: '王三川', areaId: AREAS.c.areaId, phone: '', householdId: home('c') },
          riskTypes: ['因病'],
          guaranteeIssues: [],
          urgency: 'normal',
          words: [],
          mediaIds: [],
          place: null,
          amounts: [],
          members: [],
        },
      }),
    );
    expect(codeOf(filed)).toBe('area');
  });

  test('work is never passed on to somebody without a post over the place, or to whom it concerns', async () => {
    const caseId = await fileFor('a', 'officerA');
    const passOn = (toStaffId: string) =>
      asStaff(county, 'officerA', (turn) =>
        staffHandlers['pass-on-case'](turn, { caseId, toStaffId }),
      );
    expect(codeOf(await passOn(STAFF.officerB.id))).toBe('own-interest');
    await county.system((trx) =>
      trx
        .updateTable('staff')
        .set({ household_id: home('a') })
        .where('id', '=', STAFF.secretaryA.id)
        .execute(),
    );
    expect(codeOf(await passOn(STAFF.secretaryA.id))).toBe('own-interest');
  });

  test('nobody vouches for their own account', async () => {
    const outcome = await asStaff(county, 'officerA', (turn) =>
      staffHandlers['confirm-person'](turn, { accountId: accountOf('officerA') }),
    );
    expect(outcome.ok).toBe(false);
  });

  test('a refusal is told in plain words', async () => {
    await fileFor('a', 'secretaryA');
    await county.system((trx) =>
      trx
        .updateTable('staff')
        .set({ household_id: home('a') })
        .where('id', '=', STAFF.officerA.id)
        .execute(),
    );
    const { id } = await county.system((trx) =>
      trx
        .selectFrom('duty')
        .select('id')
        .where('kind', '=', 'accept-clue')
        .executeTakeFirstOrThrow(),
    );
    const chat = chatOf(county, accountOf('officerA'));
    expect(textOf(await chat.pressLasting('duty-open', id))).toContain('不归您办');
  });
});

describe('BN-53 XX-06 what a post does not see', () => {
  const villages: readonly ('a' | 'b' | 'c')[] = ['a', 'b', 'c'];
  const keys = Object.keys(STAFF) as StaffKey[];

  test('no loader of any person ever answers with a household, duty or name outside the areas of their posts', async () => {
    for (const area of villages) {
      await county.clear();
      const officer: StaffKey = area === 'a' ? 'officerA' : area === 'b' ? 'officerB' : 'officerC';
      await fileFor(area, officer);
      await openMonthlyVisits(county.deps);
      const names = { a: '张大山', b: '李二河', c: '王三川' };
      const dutyIds = await county.system((trx) =>
        trx.selectFrom('duty').select(['id', 'area_path as areaPath']).execute(),
      );
      const declarationId = (
        await county.system((trx) =>
          trx.selectFrom('declaration').select('id').executeTakeFirstOrThrow(),
        )
      ).id;
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...keys),
          fc.constantFrom(...villages),
          fc.constantFrom(...dutyIds),
          async (key, wanted, duty) => {
            const answers = await asStaff(county, key, async (turn) => [
              await staffLoaders['my-duties'](turn, { page: 1 }),
              await staffLoaders['duty-sheet'](turn, { dutyId: duty.id }),
              await staffLoaders['duty-of-report'](turn, { declarationId }),
              await staffLoaders['my-households'](turn, { after: null }),
              await staffLoaders['household-search'](turn, { text: names[wanted] }),
              await staffLoaders['household-sheet'](turn, { householdId: home(wanted) }),
              await staffLoaders['visit-subject'](turn, { householdId: home(wanted) }),
            ]);
            const own = AREAS[STAFF[key].area].areaPath;
            const text = JSON.stringify(answers);
            for (const village of villages) {
              if (AREAS[village].areaPath.startsWith(own)) continue;
              expect(text, `${key} sees ${village}`).not.toContain(names[village]);
              expect(text).not.toContain(home(village));
            }
            const sees = AREAS[wanted].areaPath.startsWith(own);
            if (sees) expect(text).toContain(names[wanted]);
          },
        ),
        { numRuns: 20, seed: 53 },
      );
    }
  }, 60_000);

  test('row-level security alone keeps an officer of village b from every row of village a', async () => {
    await fileFor('a', 'officerA');
    await openMonthlyVisits(county.deps);
    const scope = {
      kind: 'staff',
      staffId: STAFF.officerB.id,
      areaPath: AREAS.b.areaPath,
    } as const;
    const tables = [
      'household',
      'member',
      'case_file',
      'case_event',
      'declaration',
      'declaration_private',
      'duty',
      'visit',
      'account',
    ];
    for (const table of tables) {
      const { rows } = await inScope(county.db, scope, (trx) =>
        sql`select 1 from ${sql.table(table)} t where to_jsonb(t)->>'area_path' like ${`${AREAS.a.areaPath}%`}`.execute(
          trx,
        ),
      );
      expect(rows, table).toEqual([]);
    }
  });

  test('the transaction is back in the system scope after every loader', async () => {
    await insertFarmer();
    const kind = await asStaff(county, 'officerA', async (turn) => {
      await staffLoaders['my-duties'](turn, { page: 1 });
      await staffLoaders['household-sheet'](turn, { householdId: home('a') });
      await staffLoaders['visit-subject'](turn, { householdId: home('c') });
      const { rows } = await sql<{
        kind: string;
      }>`select current_setting('app.kind') as kind`.execute(turn.trx);
      return rows[0]?.kind;
    });
    expect(kind).toBe('system');
  });

  const insertFarmer = () =>
    county.system((trx) =>
      insertAccount(trx, uuid(950), 'webchat', county.clock.now(), {
        area: 'a',
        household_id: home('a'),
        name: '张大山',
      }),
    );
});
