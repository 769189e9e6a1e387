/** Many farmers who have been through first contact, made by statements instead of conversations. */
import { sql } from 'kysely';
import type { DeclarationContent } from '#src/domain/declaration/declaration.ts';
import { receiptNumber } from '#src/domain/declaration/receipt-number.ts';
import type { Clock, NewId } from '#src/operations/ports.ts';
import { importHouseholds } from '#src/operations/registry/import-households.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import { type Db, inScope } from '#src/store/database.ts';
import { insertDeclaration, nextReceiptOrdinal } from '#src/store/declaration.ts';
import { promiseWork } from '#src/store/outbox.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { timestamp } from '#src/store/timestamp.ts';

type Deps = {
  readonly db: Db;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly fields: FieldEncryption;
};

/** An account bound to a household of its own. */
export type Farmer = {
  readonly accountId: string;
  readonly chat: string;
  readonly householdId: string;
  readonly areaId: string;
  readonly areaPath: string;
};

/**
 * Adds `count` households of two members to the villages of a county that is there already (the demo county), each with an
 * account on `channel` whose chat is `firstChat`, `firstChat + 1` and so on. All consents given, trust phone-matched.
 */
export async function bindFarmers(
  deps: Deps,
  options: { readonly count: number; readonly channel: string; readonly firstChat: number },
): Promise<readonly Farmer[]> {
  const { db } = deps;
  const villages = await inScope(db, SYSTEM, (trx) =>
    trx
      .selectFrom('area')
      .select(['code'])
      .where('level', '=', 'village')
      .orderBy('code')
      .execute(),
  );
  const codes = Array.from({ length: options.count }, (_, n) => `T${options.firstChat + n}`);
  await importHouseholds(
    deps,
    {
      headers: ['户编号', '户主姓名', '姓名', '与户主关系', '性别', '村代码', '户类型', '健康状况'],
      rows: (async function* () {
        for (const [n, code] of codes.entries()) {
          const village = villages[n % villages.length]?.code ?? '';
          const head = `测${String.fromCodePoint(0x4e00 + (n % 5_000))}`;
          const row = n * 2 + 2;
          yield { row, cells: [code, head, head, '户主', '男', village, '一般农户', '健康'] };
          yield {
            row: row + 1,
            cells: [code, head, `${head}妻`, '配偶', '女', village, '一般农户', '长期慢性病'],
          };
        }
      })(),
    },
    (issue) => {
      throw new Error(`an invented row was refused: ${issue.reason}`);
    },
  );
  return await inScope(db, SYSTEM, async (trx) => {
    const now = timestamp(deps.clock.now());
    const accountIds = codes.map(() => deps.newId());
    const chats = codes.map((_, n) => String(options.firstChat + n));
    const { rows } = await sql<Farmer>`
      with bound as (
        insert into account (id, channel, chat, created_at, consent, area_id, area_path, household_id,
          name, trust)
        select a.id, ${options.channel}, a.chat, ${now}, 'given', h.area_id, h.area_path, h.id,
          h.head_name, 'phone-matched'
        from unnest(${accountIds}::uuid[], ${chats}::text[], ${codes}::text[]) as a(id, chat, code)
        join household h on h.code = a.code
        returning id, chat, household_id, area_id, area_path)
      select id as "accountId", chat, household_id as "householdId", area_id as "areaId",
        area_path as "areaPath" from bound order by chat::bigint`.execute(trx);
    await sql`
      insert into consent (id, account_id, scope, text_version, given_at)
      select gen_random_uuid(), id, scope, 'test', ${now}
      from unnest(${accountIds}::uuid[]) as id, (values ('general'), ('health-finance')) as s(scope)`.execute(
      trx,
    );
    return rows;
  });
}

/** Gives every staff member an account on `channel`, so that duties find an owner who can be reached. */
export async function bindStaff(deps: Deps, channel: string, firstChat: number): Promise<void> {
  await inScope(deps.db, SYSTEM, async (trx) => {
    await sql`
      insert into account (id, channel, chat, created_at, consent, staff_id, name)
      select gen_random_uuid(), ${channel}, (${firstChat}::bigint + row_number() over (order by id))::text,
        ${timestamp(deps.clock.now())}, 'given', id, name from staff`.execute(trx);
  });
}

/** What three taps say. */
export const THREE_TAPS: DeclarationContent = {
  reporter: 'self',
  source: 'self_declare',
  subject: null,
  riskTypes: ['因病'],
  guaranteeIssues: [],
  urgency: 'normal',
  words: [],
  mediaIds: [],
  place: null,
  amounts: [],
  members: [],
};

/** Commits one report of each farmer with its promise of work, as 提交 does. Returns the ids of the reports. */
export async function submitReports(
  deps: Deps,
  farmers: readonly Farmer[],
): Promise<readonly string[]> {
  const ids: string[] = [];
  await inScope(deps.db, SYSTEM, async (trx) => {
    for (const farmer of farmers) {
      const id = deps.newId();
      const now = deps.clock.now();
      await insertDeclaration(trx, deps.fields, {
        id,
        receiptNumber: receiptNumber(await nextReceiptOrdinal(trx)),
        draftId: deps.newId(),
        accountId: farmer.accountId,
        filedByStaff: null,
        areaId: farmer.areaId,
        areaPath: farmer.areaPath,
        householdId: farmer.householdId,
        content: THREE_TAPS,
        submittedAt: now,
      });
      await promiseWork(
        trx,
        deps.newId(),
        { queue: 'submissions', payload: { declarationId: id } },
        now,
      );
      ids.push(id);
    }
  });
  return ids;
}
