/** Department lists over the command line, against the demo county the samples are made for. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '#src/cli/run.ts';
import { registerDepartments } from '#src/domain/alarm/register-risk.ts';
import { changeAlarm } from '#src/operations/alarm/change-alarm.ts';
import { openComparisonDuties } from '#src/operations/alarm/comparison-duty.ts';
import { inBackground } from '#src/operations/duty/work-context.ts';
import { openIssue } from '#src/operations/ticket/open-issue.ts';
import { checkPackAt, loadPolicies } from '#src/policies/load.ts';
import { findOrMakeAccount } from '#src/store/account.ts';
import { readBody } from '#src/store/message.ts';
import { inScope, type Trx } from '#src/store/database.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { type Office, openOffice } from '#test/support/office.ts';
import { workedOffReport } from '#test/support/reports.ts';

let office: Office;
let folder: string;
const policies = await loadPolicies();

beforeAll(async () => {
  office = await openOffice();
  folder = await mkdtemp(join(tmpdir(), 'fangpin-register-'));
}, 60_000);
afterAll(async () => {
  await office.close();
  await rm(folder, { recursive: true, force: true });
});

const system = <T>(work: (trx: Trx) => Promise<T>): Promise<T> => inScope(office.db, SYSTEM, work);

async function fangpin(...line: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await run(line, {
    terminal: {
      out: (each) => out.push(each),
      err: (each) => err.push(each),
      stdout: new PassThrough(),
      readSecret: async () => '',
    },
    open: async () => ({
      ...office,
      newCode: () => 'CODE',
      publicUrl: 'https://fangpin.example',
      policies,
      book: office.policies,
    }),
    migrate: async () => [],
    serve: async () => 0,
    loadPolicies: async () => policies,
    checkPack: (path) => checkPackAt(path, policies.packs),
    importHolidayYear: async () => ({ year: 2027, known: false, seen: 0, moved: 0 }),
    botName: async () => null,
    isSecretKey: async () => false,
    readWithModel: null,
    verifyAudit: async () => ({ ok: true, lines: [] }),
    diagnose: async () => [],
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

/** A list in the test's own folder, so that the samples stay as they are shipped. */
async function copied(department: string): Promise<string> {
  const path = join(folder, `${department}.csv`);
  await writeFile(path, await readFile(`docs/samples/registers/${department}.csv`));
  return path;
}

/** The bureau's data person reads in a chat. */
const bindCountyOfficer = (): Promise<void> =>
  system(async (trx) => {
    const post = await trx
      .selectFrom('post')
      .select('staff_id')
      .where('role', '=', 'county-officer')
      .orderBy('id')
      .executeTakeFirstOrThrow();
    const at = office.clock.now();
    const account = await findOrMakeAccount(trx, 'test', 'county', office.newId, at);
    await trx
      .updateTable('account')
      .set({ staff_id: post.staff_id })
      .where('id', '=', account.id)
      .execute();
  });

const compare = async (department: string) =>
  fangpin('import', 'register', await copied(department), '--department', department);

const alarms = () =>
  system((trx) =>
    trx
      .selectFrom('alarm')
      .innerJoin('household', 'household.id', 'alarm.household_id')
      .select(['alarm.kind', 'alarm.source', 'household.code', 'alarm.id', 'alarm.verify_due_on'])
      .orderBy('alarm.number')
      .execute(),
  );

describe('fangpin import register', () => {
  test('LX-07 BN-51 TN-18 TN-19 rows are found by number, else by a name that is unique in the village; the rest is listed with row and reason', async () => {
    const { code, out, err } = await compare('medical');
    expect(code).toBe(0);
    expect(out).toContain('读了 8 行，按证件号码对上 5 行，按姓名和村对上 1 行，没有对上 2 行');
    expect((await alarms()).map(({ kind, code: household }) => `${kind} ${household}`)).toEqual([
      'big-medical-cost 539901000029',
      'not-insured 539901000029',
      'big-medical-cost 539901000075',
      'big-medical-cost 539901000168',
      'not-insured 539901000214',
    ]);
    expect(err).toContain('.unmatched.csv');
    const unmatched = await readFile(join(folder, 'medical.csv.unmatched.csv'), 'utf8');
    expect(unmatched).toContain('8,,没有导入,这个村的名册里没有这个人');
    expect(unmatched).toContain('9,,没有导入,名册里没有这个证件号码，也看不出是哪个村');
    expect(unmatched).not.toContain('张大江');
  });

  test('FD-12 LX-08 an alarm goes to village and town with three and ten days from its receipt', async () => {
    const [first] = await alarms();
    const duties = await system((trx) =>
      trx
        .selectFrom('duty')
        .select(['kind', 'owner_role', 'due_on'])
        .where('alarm_id', '=', first?.id ?? '')
        .orderBy('kind')
        .execute(),
    );
    expect(duties).toEqual([
      { kind: 'fix-alarm', owner_role: 'town-officer', due_on: '2026-12-03' },
      { kind: 'verify-alarm', owner_role: 'village-officer', due_on: '2026-11-26' },
    ]);
  });

  test('the same file counts once', async () => {
    const before = await alarms();
    const { out } = await compare('medical');
    expect(out).toContain('这个文件比对过了');
    expect(await alarms()).toEqual(before);
  });

  test('BN-51 what an open alarm, ticket or case or the last list knows is no news', async () => {
    const path = join(folder, 'again.csv');
    await writeFile(
      path,
      '姓名,证件号码,参保状态\n陈翠花,539901198006090988,未参保\n李志强,539901194312081934,断保\n',
    );
    const { out } = await fangpin('import', 'register', path, '--department', '医保', '--alert');
    expect(out).toContain('新发现 1，已经知道的 1');
    expect((await alarms()).at(-1)).toMatchObject({ source: 'dept_alert', code: '539901000001' });
  });

  test('BN-51 a household whose open case or ticket is about the same risk brings no second alarm', async () => {
    const of = async (code: string) =>
      await system((trx) =>
        trx
          .selectFrom('household')
          .select(['id as householdId', 'area_id as areaId', 'area_path as areaPath'])
          .where('code', '=', code)
          .executeTakeFirstOrThrow(),
      );
    const reported = await of('539901000122');
    await workedOffReport(office, reported.householdId, { riskTypes: ['因病'] });
    const ticketed = await of('539901000131');
    await inBackground(office, (context) =>
      openIssue(context, {
        ...ticketed,
        topic: 'medical-insurance',
        emergency: false,
        words: '',
        accountId: null,
        openedByStaffId: null,
        declarationId: null,
      }),
    );
    const path = join(folder, 'known.csv');
    await writeFile(
      path,
      '姓名,证件号码,参保状态,个人自付\n徐海涛,539901198511221731,断保,30000\n罗永福,539901199006210593,断保,30000\n',
    );
    const { out } = await fangpin('import', 'register', path, '--department', 'medical');
    // Of four findings two are known: the illness of the one, the insurance of the other.
    expect(out).toContain('有风险的 4 户次：新发现 2，已经知道的 2');
  });

  test('LX-08 XX-05 a real alarm is an ordinary clue with its receipt and fifteen days, found by data_match', async () => {
    const [first] = await alarms();
    const { value } = await inBackground(office, (context) =>
      changeAlarm(context, {
        alarmId: first?.id ?? '',
        command: { kind: 'verify', byStaffId: '00000000-0000-7000-8000-00000000000a' },
      }),
    );
    if (!value.ok || value.value.clue === null) throw new Error('no clue');
    const { clue } = value.value;
    const report = await system((trx) =>
      trx
        .selectFrom('declaration')
        .innerJoin('case_file', 'case_file.id', 'declaration.case_id')
        .select(['source', 'risk_types', 'receipt_number', 'due_on', 'case_file.state'])
        .where('declaration.id', '=', clue.declarationId)
        .executeTakeFirstOrThrow(),
    );
    expect(report).toMatchObject({
      source: 'data_match',
      risk_types: ['因病'],
      receipt_number: clue.receiptNumber,
      due_on: '2026-12-08',
    });
    const kinds = await system((trx) =>
      trx.selectFrom('duty').select('kind').where('case_id', '=', clue.caseId).execute(),
    );
    expect(kinds.map((each) => each.kind)).toContain('accept-clue');
  });

  test('LX-21 FD-41 FD-14 LX-45 LX-27 every sample brings what its department knows', async () => {
    await bindCountyOfficer();
    await inBackground(office, openComparisonDuties);
    for (const department of registerDepartments.filter((each) => each !== 'medical')) {
      const { code, err } = await compare(department);
      expect([department, code, err]).toEqual([department, 0, '']);
    }
    const found = (await alarms()).map(({ kind, code }) => `${kind} ${code ?? ''}`);
    expect(found).toContain('zero-employment 539901000103');
    expect(found).toContain('lost-job 539901000159');
    expect(found).toContain('unpaid-wages 539901000214');
    expect(found).toContain('dangerous-house 539901000140');
    expect(found).toContain('out-of-school 539901000103');
    expect(found).toContain('unsafe-water 539901000057');
    expect(found).not.toContain('out-of-school 539901000131');
    expect(found).not.toContain('dangerous-house 539901000149');
    expect(found).not.toContain('out-of-school 539901000224');
  });

  test('LX-07 FD-46 the month has a report, and its duty is done when every list is in', async () => {
    const { out } = await compare('medical');
    expect(out).toContain('2026-11 数据比对：11 份名单');
    expect(out).toContain('本月名单都已比对');
    // Whose duty it was has the report in their chat.
    const told = await system((trx) =>
      trx
        .selectFrom('message')
        .innerJoin('account', 'account.id', 'message.account_id')
        .select(['message.id', 'message.body_enc'])
        .where('account.chat', '=', 'county')
        .execute(),
    );
    const texts = told.map((row) => readBody(office.fields, row.id, row.body_enc ?? '').text);
    expect(texts.filter((text) => text.includes('本月名单都已比对'))).toHaveLength(1);
    const duty = await system((trx) =>
      trx
        .selectFrom('duty')
        .select(['state', 'owner_role', 'due_on'])
        .where('kind', '=', 'data-comparison')
        .executeTakeFirstOrThrow(),
    );
    expect(duty).toEqual({
      state: 'done',
      owner_role: 'county-officer',
      due_on: '2026-11-30',
    });
  });

  test('a cell nobody understands and a wrong department are told plainly', async () => {
    const path = join(folder, 'odd.csv');
    await writeFile(path, '姓名,证件号码,参保状态\n尹宇航,539901199104221675,也许\n');
    const odd = await fangpin('import', 'register', path, '--department', 'medical');
    expect(odd.code).toBe(1);
    expect(await readFile(`${path}.unmatched.csv`, 'utf8')).toContain('不认识这一格的内容');
    const wrong = await fangpin('import', 'register', path, '--department', '林业');
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain('--department');
  });
});
