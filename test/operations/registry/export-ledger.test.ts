import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  exportLedger,
  type ExportRow,
  type LedgerSink,
  OPERATOR,
} from '#src/operations/registry/export-ledger.ts';
import { isLedgerName, LEDGERS } from '#src/store/ledgers/all-ledgers.ts';
import type { LedgerColumn, LedgerName } from '#src/store/ledgers/ledger.ts';
import { amountsInWords, tellingInWords } from '#src/store/ledgers/json-words.ts';
import { loadPolicies } from '#src/policies/load.ts';
import { id, writeHelpRows } from './ledger-rows.ts';
import { AREAS, openRegistry } from './registry-bench.ts';

let registry: Awaited<ReturnType<typeof openRegistry>>;
let policies: Awaited<ReturnType<typeof loadPolicies>>;

beforeAll(async () => {
  registry = await openRegistry();
  policies = await loadPolicies();
  await registry.areas(AREAS);
  await registry.households(`户编号|姓名|与户主关系|联系电话|村代码
H1|=HYPERLINK|户主|19900100001|539901100200
H2|李四|户主|19900100002|539901101200`);
  await registry.staff(
    `姓名|联系电话|岗位|地区代码|开始日期\n王秀英|19900800001|村信息员|539901100200|2025-03-01`,
  );
  await registry.system(async (trx) => {
    const { fields } = registry.deps;
    const words = JSON.stringify({ words: ['我家遭了灾'], subject: null, members: [] });
    await sql`
      insert into account (id, channel, chat, created_at, area_id, area_path)
        select ${id(1)}, 'telegram', '1', '2026-11-02', id, path from area where code = '539901100200'`.execute(
      trx,
    );
    await sql`insert into case_file (id, number, household_id, area_id, area_path, state, data, version, pack_id, pack_version,
        clue_at, opened_on, due_on, last_hash)
      select ${id(2)}, 'C-1', id, area_id, area_path, 'clue', '{}', 1, 'default', '1', '2026-11-02', '2026-11-02', '2026-11-17', ''
      from household where code = 'H1'`.execute(trx);
    await sql`insert into declaration (id, receipt_number, draft_id, account_id, area_id, area_path, household_id, case_id,
        reporter, source, risk_types, guarantee_issues, urgency, amounts, state, checks, submitted_at)
      select ${id(3)}, 'R-1', 'd1', ${id(1)}, area_id, area_path, household_id, id, 'self', 'self_declare', '{因病}', '{}', 'normal',
        '[]', 'open', '[{"code":"urgent","severity":"note"},{"code":"proxy-report"}]', '2026-11-02T01:00:00Z' from case_file`.execute(
      trx,
    );
    await sql`insert into declaration_private (declaration_id, area_path, body_enc)
      select id, area_path, ${fields.encrypt('declaration_private.body_enc', id(3), words)} from declaration`.execute(
      trx,
    );
    await sql`insert into case_event (case_id, seq, area_path, kind, at, actor_kind, payload, prev_hash, hash)
      select id, 1, area_path, 'clue-received', '2026-11-02', 'person', '{}', '', 'h1' from case_file`.execute(
      trx,
    );
    await sql`insert into duty (id, key, kind, area_id, area_path, owner_role, owner_staff_id, case_id, declaration_id, strength,
        clause, created_at, due_on)
      select ${id(4)}, 'k1', 'accept-clue', c.area_id, c.area_path, 'village-officer', s.id, c.id, ${id(3)}, 'soft', '{}',
        '2026-11-02', '2026-11-03' from case_file c, staff s`.execute(trx);
    await sql`insert into visit (id, draft_id, household_id, area_path, staff_id, kind, outcome, note_enc, visited_on, received_at)
      select ${id(5)}, 'v1', h.id, h.area_path, s.id, 'routine', 'all-well', ${fields.encrypt('visit.note_enc', id(5), '门没锁')},
        '2026-11-01', '2026-11-02' from household h, staff s where h.code = 'H1'`.execute(trx);
    await sql`insert into message (id, account_id, kind, body_enc, created_at, state) values
      (${id(6)}, ${id(1)}, 'receipt', 'secret', '2026-11-02', 'uncertain')`.execute(trx);
    await sql`insert into notice (id, title, body, area_id, area_path, audience, reveals, content_hash, draft_id, state, created_by,
        created_at, read_by)
      select ${id(7)}, '-医保缴费', '正文', a.id, a.path, '{}', false, '', 'n1', 'sending', s.id, '2026-11-02', '2026-11-09'
      from area a, staff s where a.code = '539901000000'`.execute(trx);
    await sql`insert into notice_recipient (id, notice_id, household_id, area_id, area_path, state)
      select gen_random_uuid(), ${id(7)}, id, area_id, area_path, case code when 'H1' then 'sent' else 'unreachable' end from household`.execute(
      trx,
    );
    await sql`insert into ticket (id, number, kind, area_id, area_path, body_enc, owner_role, owner_area_path, created_at, due_on)
      select ${id(8)}, 'Q-1', 'complaint', id, path, ${fields.encrypt('ticket.body_enc', id(8), '某人态度不好')}, 'town-officer', path,
        '2026-11-02', '2026-11-12' from area where code = '539901100200'`.execute(trx);
    await writeHelpRows(trx, fields);
  });
});
afterAll(async () => registry.close());

/** Exports into memory. */
async function read(
  ledger: LedgerName,
  options: { area?: string; withKey?: boolean; month?: string } = {},
) {
  const found = { columns: [] as readonly LedgerColumn[], rows: [] as ExportRow[], mark: '' };
  const sink: LedgerSink = {
    begin: async (_, columns, mark) => void Object.assign(found, { columns, mark }),
    rows: async (rows) => void found.rows.push(...rows),
  };
  const done = await exportLedger(
    { ...registry.deps, policies },
    {
      ledger,
      areaCode: options.area ?? null,
      month: options.month ?? null,
      fields: options.withKey === true ? registry.deps.fields : null,
      by: { staffId: null, name: '张三' },
      format: 'jsonl',
    },
    sink,
  );
  return { done, ...found };
}

const names = Object.keys(LEDGERS).filter(isLedgerName);

test.each(names)(
  'every column of %s comes from its query, private ones only with the key',
  async (name) => {
    const open = await read(name);
    const secret = LEDGERS[name].columns.filter((column) => column.secret !== undefined);
    expect(open.rows.length).toBeGreaterThan(0);
    expect(Object.keys(open.rows[0] ?? {})).toEqual(open.columns.map((column) => column.key));
    expect(open.columns.some((column) => column.secret !== undefined)).toBe(false);

    const withKey = await read(name, { withKey: true });
    expect(withKey.columns).toHaveLength(open.columns.length + secret.length);
    expect(withKey.rows).toHaveLength(open.rows.length);
  },
);

test.each(names)('every code in %s has its word', async (name) => {
  const { columns, rows } = await read(name);
  for (const { key, type, words } of columns) {
    for (const row of rows) {
      const value = row[key];
      if (type === 'code' && typeof value === 'string')
        expect(Object.keys(words ?? {}), key).toContain(value);
    }
  }
});

test('declarations carry checks as codes, and words only with the key, which is logged before the first row', async () => {
  const open = await read('declarations');
  expect(open.rows).toMatchObject([
    {
      receiptNumber: 'R-1',
      state: 'open',
      riskTypes: ['因病'],
      checks: ['urgent', 'proxy-report'],
      areaCode: '539901100200',
      householdCode: 'H1',
      caseNumber: 'C-1',
    },
  ]);
  expect(JSON.stringify(open.rows)).not.toContain('我家遭了灾');

  const withKey = await read('declarations', { withKey: true });
  expect(JSON.stringify(withKey.rows)).toContain('我家遭了灾');
  const log = await registry.system((trx) =>
    trx.selectFrom('access_log').select(['staff_id', 'what']).execute(),
  );
  expect(log).toContainEqual({ staff_id: OPERATOR, what: 'export-declarations-private' });
});

test('every export is marked with who and when, and logged with what and how many rows', async () => {
  const { mark, rows } = await read('households', { area: '539901101000' });
  expect(mark).toMatch(/^2026-11-02 09:00 张三 导出 [0-9A-F]{8}$/);
  expect(rows.map((row) => row['exportMark'])).toEqual([mark]);
  const log = await registry.system((trx) =>
    trx
      .selectFrom('access_log')
      .select(['what', 'details'])
      .where('what', 'like', 'export-households%')
      .orderBy('id', 'desc')
      .limit(2)
      .execute(),
  );
  const details = { area: '539901101000', month: null, format: 'jsonl' };
  expect(log).toMatchObject([
    { what: 'export-households-done', details: { ...details, rows: 1 } },
    { what: 'export-households', details },
  ]);
  expect(JSON.stringify(log[0]?.details)).toContain(mark.slice(-8).toLowerCase());
});

test('LX-08 the ledger of monitored households carries the national form: sums and guarantees at recognition, measures, who answers', async () => {
  const [row] = (await read('monitored')).rows;
  expect(row).toMatchObject({
    householdCode: 'H1',
    category: 'marginal',
    risk1: '因病',
    enrolledOn: '2026-08-03',
    riskState: 'monitored',
    beforeWage: 12000,
    beforeRigid: 9000,
    beforePerPerson: 7200,
    beforeHousing: 'safe',
    afterWage: null,
    development: true,
    helpPublicPost: '乡村公益性岗位',
    responsibleName: '王秀英',
    contactName: '王秀英',
  });
  const [open] = (await read('monitored', { withKey: true })).rows;
  expect(open).toMatchObject({ phone: '19900100001', responsiblePhone: '19900800001' });
});

test('FD-48 the low-income ledger says why a household stands in it and when somebody last looked', async () => {
  const { rows } = await read('low-income');
  expect(rows).toMatchObject([
    {
      householdCode: 'H1',
      reasons: ['marginal', 'minimum-living'],
      perPerson: 7200,
      labour: 1,
      working: 1,
      measures: ['乡村公益性岗位'],
      lastVerifiedOn: '2026-11-01',
      daysSince: 1,
    },
  ]);
});

test('TN-19 LX-20 the ledgers of insurance and jobs have a row for each person, with who said so and when', async () => {
  const insured = (await read('insurance')).rows;
  expect(insured.map((row) => [row['householdCode'], row['insured'], row['verifiedOn']])).toEqual([
    ['H1', null, null],
    ['H1', 'none', '2026-10-30'],
  ]);
  const [entered] = insured.filter((row) => row['insured'] === 'none');
  expect(entered?.['enteredBy']).not.toBe('');
  expect(entered).toMatchObject({ source: 'staff', differs: true });
  expect((await read('jobs')).rows).toMatchObject([
    { name: '王小兵', job: 'away', place: 'other-province', registryMonths: 8, source: 'person' },
  ]);
  expect((await read('job-changes', { month: '2026-10' })).rows).toHaveLength(1);
  expect((await read('job-changes', { month: '2026-09' })).rows).toEqual([]);
});

test('TN-50 the rectification ledger shows what is overdue, and problems in words only with the key', async () => {
  const [row] = (await read('rectification')).rows;
  expect(row).toMatchObject({ source: 'audit', category: 'funds', overdue: true, state: 'open' });
  expect(JSON.stringify(row)).not.toContain('公示栏');
  expect((await read('rectification', { withKey: true })).rows[0]).toMatchObject({
    problem: '公示栏没有更新',
  });
});

test('messages never carry their words, not even with the key', async () => {
  const { rows } = await read('messages', { withKey: true });
  expect(rows).toMatchObject([{ kind: 'receipt', state: 'uncertain', channel: 'telegram' }]);
  expect(JSON.stringify(rows)).not.toContain('secret');
});

test('the sums of a notice close', async () => {
  const { rows } = await read('notices');
  expect(rows).toMatchObject([{ recipients: 2, sent: 1, unreachable: 1, queued: 0, read: 0 }]);
  expect(rows).toMatchObject([{ toldAtDoor: 0 }]);
  // And every one of them is named, with what became of it.
  const delivery = (await read('notice-delivery')).rows;
  expect(delivery).toHaveLength(2);
  expect(delivery.map((row) => [row['state'], row['reached']])).toEqual(
    expect.arrayContaining([
      ['sent', false],
      ['unreachable', false],
    ]),
  );
});

test('an area keeps what lies outside it out', async () => {
  expect(
    (await read('households', { area: '539901101000' })).rows.map((row) => row['householdCode']),
  ).toEqual(['H2']);
  expect((await read('declarations', { area: '539901101000' })).rows).toEqual([]);
  expect((await read('households', { area: '1' })).done).toEqual({
    ok: false,
    refusal: { code: 'unknown-area' },
  });
});

test.each(names)('people read no structure in %s: words or columns of their own', async (name) => {
  const { columns, rows } = await read(name, { withKey: true });
  for (const { key, type, inWords } of columns) {
    if (type !== 'json' || (name === 'events' && key === 'payload')) continue;
    for (const row of rows) expect(inWords?.(row[key]), key).not.toMatch(/[{}[\]]|[a-z]{3}/);
  }
});

test('sums, reports and notices have a column for each of their parts', async () => {
  expect((await read('assessments')).rows).toMatchObject([
    { wage: 12000, businessCost: 0, illness: 9000, schooling: null },
  ]);
  expect((await read('month-report')).columns.map((column) => column.title)).toContain(
    '没参保（人）',
  );
  const posted = (await read('publicity')).columns.map((column) => column.key);
  expect(posted).toEqual(
    expect.arrayContaining(['headName', 'villageGroup', 'householdSize', 'category']),
  );
});

test('a report in words says sums, whom it is about and who is affected', () => {
  const amounts = [
    { kind: 'medical_self_paid', min: 38000, max: 38000, period: 'once' },
    { kind: 'wage', min: 2000, max: 3000, period: 'month' },
    { kind: 'debt', min: 50000, max: null, period: 'once' },
  ];
  expect(amountsInWords(amounts)).toBe(
    '看病自付 38000 元；工钱 每月 2000–3000 元；欠账 50000 元以上',
  );
  const told = {
    words: ['我家遭了灾'],
    subject: { name: '张大山' },
    members: [{ relation: '母', flags: ['大病'] }],
  };
  expect(tellingInWords(JSON.stringify(told))).toBe('“我家遭了灾”；说的是 张大山；母（大病）');
});

test('docs/ledgers.md lists exactly the columns and words of the code', async () => {
  const text = await readFile('docs/ledgers.md', 'utf8');
  const documented = text.split('\n').filter((line) => /^\| [a-z-]+ \|/.test(line));
  const expected = names.flatMap((name) =>
    LEDGERS[name].columns.map(({ key, title, secret, words = {} }) => ({
      start: `| ${name} | ${LEDGERS[name].title} | \`${key}\` | ${title}${secret === undefined ? '' : '（加密）'} |`,
      end: `| ${Object.entries(words)
        .map(([code, word]) => `\`${code}\` ${word}`)
        .join('；')} |`,
    })),
  );
  expect(documented).toHaveLength(expected.length);
  for (const [at, line] of documented.entries()) {
    expect(line.startsWith(expected[at]?.start ?? '?'), line).toBe(true);
    expect(line.endsWith(expected[at]?.end ?? '?'), line).toBe(true);
  }
});
