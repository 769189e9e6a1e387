/** A small invented county with staff in every post, for tests of what officers do. */
import { Client } from 'pg';
import type { Instant } from '#src/domain/calendar/instant.ts';
import { localDate } from '#src/domain/calendar/local-date.ts';
import type { Role } from '#src/domain/people/roles.ts';
import { policyBook as bookOf } from '#src/main/policy-book.ts';
import type { PolicyBook } from '#src/operations/policy-book.ts';
import { createFieldEncryption } from '#src/platform/field-encryption.ts';
import { parseKeyRing } from '#src/platform/secrets.ts';
import { loadPolicies } from '#src/policies/load.ts';
import type { BackgroundDeps } from '#src/operations/duty/work-context.ts';
import { type Db, inScope, openDatabase, type Trx } from '#src/store/database.ts';
import { readBody } from '#src/store/message.ts';
import { insertStaff, openPost } from '#src/store/registry/staff.ts';
import { writeGrams } from '#src/store/registry/name-search.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { timestamp } from '#src/store/timestamp.ts';
import { clockAt, type SettableClock } from '#test/support/clock.ts';
import { createTestDatabase } from '#test/support/database.ts';

/** Areas of the county by a short name. Village b lies in the same town as a, c in another one. */
export const AREAS = {
  county: {
    areaId: uuid(1),
    areaPath: '500230/',
    level: 'county',
    name: '云岭县',
    fullName: '云岭县',
  },
  town: {
    areaId: uuid(2),
    areaPath: '500230/101/',
    level: 'town',
    name: '云岭镇',
    fullName: '云岭镇',
  },
  otherTown: {
    areaId: uuid(3),
    areaPath: '500230/102/',
    level: 'town',
    name: '青石镇',
    fullName: '青石镇',
  },
  a: {
    areaId: uuid(4),
    areaPath: '500230/101/201/',
    level: 'village',
    name: '桃源村',
    fullName: '云岭镇 桃源村',
  },
  b: {
    areaId: uuid(5),
    areaPath: '500230/101/202/',
    level: 'village',
    name: '松树村',
    fullName: '云岭镇 松树村',
  },
  c: {
    areaId: uuid(6),
    areaPath: '500230/102/201/',
    level: 'village',
    name: '石桥村',
    fullName: '青石镇 石桥村',
  },
} as const;
export type AreaKey = keyof typeof AREAS;

/** Staff by a short name, their role, area and channel. `null`: an account is missing. */
export const STAFF = {
  officerA: {
    id: uuid(101),
    name: '王秀英',
    role: 'village-officer',
    area: 'a',
    channel: 'telegram',
  },
  secretaryA: {
    id: uuid(102),
    name: '李书记',
    role: 'village-secretary',
    area: 'a',
    channel: 'telegram',
  },
  officerB: {
    id: uuid(103),
    name: '周小兰',
    role: 'village-officer',
    area: 'b',
    channel: 'telegram',
  },
  officerC: {
    id: uuid(104),
    name: '吴志强',
    role: 'village-officer',
    area: 'c',
    channel: 'telegram',
  },
  helperA: { id: uuid(105), name: '郑帮扶', role: 'helper', area: 'a', channel: 'telegram' },
  town: { id: uuid(106), name: '陈镇信', role: 'town-officer', area: 'town', channel: 'telegram' },
  townLeader: {
    id: uuid(107),
    name: '赵镇长',
    role: 'town-leader',
    area: 'town',
    channel: 'telegram',
  },
  onCall: { id: uuid(108), name: '孙值班', role: 'on-call', area: 'town', channel: 'telegram' },
  county: {
    id: uuid(109),
    name: '钱县信',
    role: 'county-officer',
    area: 'county',
    channel: 'telegram',
  },
  countyLeader: {
    id: uuid(110),
    name: '冯局长',
    role: 'county-leader',
    area: 'county',
    channel: 'telegram',
  },
  countyOnCall: {
    id: uuid(111),
    name: '褚值班',
    role: 'on-call',
    area: 'county',
    channel: 'telegram',
  },
} as const satisfies Readonly<
  Record<string, { id: string; name: string; role: Role; area: AreaKey; channel: string }>
>;
export type StaffKey = keyof typeof STAFF;

/** An id that a test can name. */
export function uuid(n: number): string {
  return `00000000-0000-7000-9000-${String(n).padStart(12, '0')}`;
}

export const accountOf = (key: StaffKey): string => STAFF[key].id.replace('-9000-', '-a000-');

export type County = {
  readonly db: Db;
  readonly deps: BackgroundDeps & { readonly clock: SettableClock };
  readonly clock: SettableClock;
  /** As the owner of the schema, for what the service may not do. */
  readonly ownerUrl: string;
  /** Runs in the system's name. */
  system<T>(work: (trx: Trx) => Promise<T>): Promise<T>;
  /** Adds a household; returns its id. */
  household(n: number, area: AreaKey, headName: string, extra?: HouseholdExtra): Promise<string>;
  /** Everything told to an account so far, oldest first. */
  told(accountId: string): Promise<readonly Told[]>;
  /** Forgets all that happened, not the county and its households. */
  clear(): Promise<void>;
  close(): Promise<void>;
};

/** Everything that happens; what hangs on it goes with it. */
const HAPPENINGS =
  'case_event, case_file, declaration, told_day, duty, digest_item, visit, alert, ticket, message, conversation, assignment, outbox, village_meeting, told_day';

/** What a test wants otherwise. */
export type CountyWishes = { readonly policies?: PolicyBook; readonly postsSince?: string };

export type HouseholdExtra = {
  readonly monitored?: 'unstable-exited' | 'marginal' | 'sudden-hardship';
  readonly phone?: string;
};

export type Told = {
  readonly kind: string;
  readonly text: string;
  readonly labels: readonly string[];
  readonly refs: readonly string[];
  readonly state: string;
  readonly notBefore: Instant | null;
};

/** All packs in every wording and the published holidays, as the composition root hands them in. */
export const policyBook = async (): Promise<PolicyBook> => bookOf(await loadPolicies(), []);

const KEY = `t1:${Buffer.alloc(32, 7).toString('base64')}`;

/** Makes the county in a database of its own, at 2026-11-02 (a Monday) 09:00, with staff in their posts since `postsSince`. */
export async function makeCounty(
  startAt = '2026-11-02T09:00:00+08:00',
  { policies, postsSince = '2026-01-01' }: CountyWishes = {},
): Promise<County> {
  const database = await createTestDatabase();
  const opened = openDatabase(database.appUrl, { max: 4 });
  const { db } = opened;
  const ring = parseKeyRing(KEY);
  if (ring === undefined) throw new Error('the test key is malformed');
  const fields = createFieldEncryption(ring);
  const clock = clockAt(startAt);
  let count = 0;
  const deps = {
    db,
    clock,
    newId: () => {
      count += 1;
      return `00000000-0000-7000-8000-${String(count).padStart(12, '0')}`;
    },
    fields,
    policies: policies ?? (await policyBook()),
    channels: new Map([
      ['telegram', { capabilities: { push: true, provesContact: true, broadcastPerSecond: 30 } }],
      [
        'webchat',
        { capabilities: { push: false, provesContact: false, broadcastPerSecond: null } },
      ],
    ]),
  };
  const system = <T>(work: (trx: Trx) => Promise<T>): Promise<T> => inScope(db, SYSTEM, work);
  await system(async (trx) => {
    for (const area of Object.values(AREAS)) {
      const parent = Object.values(AREAS).find(
        (each) =>
          area.areaPath.startsWith(each.areaPath) &&
          each.areaPath.split('/').length === area.areaPath.split('/').length - 1,
      );
      await trx
        .insertInto('area')
        .values({
          id: area.areaId,
          parent_id: parent?.areaId ?? null,
          path: area.areaPath,
          level: area.level,
          name: area.name,
          full_name: area.fullName,
          code: area.areaPath,
        })
        .execute();
    }
    for (const [key, staff] of Object.entries(STAFF)) {
      await insertStaff(trx, fields, {
        id: staff.id,
        code: key,
        name: staff.name,
        phone: '',
        householdId: null,
        at: clock.now(),
      });
      const area = AREAS[staff.area];
      await openPost(trx, {
        id: staff.id.replace('-9000-', '-b000-'),
        staffId: staff.id,
        role: staff.role,
        areaId: area.areaId,
        areaPath: area.areaPath,
        since: localDate(postsSince),
      });
      await insertAccount(trx, staff.id.replace('-9000-', '-a000-'), staff.channel, clock.now(), {
        staff_id: staff.id,
      });
    }
  });
  return {
    db,
    deps,
    clock,
    ownerUrl: database.ownerUrl,
    system,
    household: async (n, area, headName, extra = {}) => {
      const id = uuid(n);
      const { areaId, areaPath } = AREAS[area];
      await system(async (trx) => {
        await trx
          .insertInto('household')
          .values({
            id,
            area_id: areaId,
            area_path: areaPath,
            code: `H${n}`,
            head_name: headName,
            origin: 'registry',
            monitored: extra.monitored ?? null,
            phone_enc:
              extra.phone === undefined ? null : fields.encrypt('household.phone', id, extra.phone),
            phone_index: null,
            created_at: timestamp(clock.now()),
            updated_at: timestamp(clock.now()),
          })
          .execute();
        await writeGrams(trx, { id, areaPath }, [headName]);
      });
      return id;
    },
    told: (accountId) =>
      system(async (trx) => {
        const rows = await trx
          .selectFrom('message')
          .select(['id', 'kind', 'body_enc', 'state', 'not_before'])
          .where('account_id', '=', accountId)
          .orderBy('seq')
          .execute();
        return rows.map((row) => {
          const message = readBody(fields, row.id, row.body_enc ?? '');
          const choices = message.choices?.flat() ?? [];
          return {
            kind: row.kind,
            text: message.text,
            labels: choices.map((each) => each.label),
            refs: choices.map((each) => ('ref' in each ? `${each.action} ${each.ref}` : '')),
            state: row.state,
            notBefore: row.not_before,
          };
        });
      }),
    clear: async () => {
      // The serving role may not remove events; the owner of the schema can.
      const owner = new Client({ connectionString: database.ownerUrl });
      await owner.connect();
      await owner.query(`truncate ${HAPPENINGS} cascade`);
      await owner.end();
    },
    close: async () => {
      await opened.close();
      await database.drop();
    },
  };
}

/** Adds an account; a farmer's when no staff is named. */
export async function insertAccount(
  trx: Trx,
  id: string,
  channel: string,
  at: Instant,
  of: {
    readonly staff_id?: string;
    readonly household_id?: string;
    readonly area?: AreaKey;
    readonly name?: string;
  },
): Promise<void> {
  await trx
    .insertInto('account')
    .values({
      id,
      channel,
      chat: id,
      created_at: timestamp(at),
      consent: 'given',
      staff_id: of.staff_id ?? null,
      area_id: of.area === undefined ? null : AREAS[of.area].areaId,
      area_path: of.area === undefined ? null : AREAS[of.area].areaPath,
      household_id: of.household_id ?? null,
      member_id: null,
      name: of.name ?? '',
      phone_enc: null,
      phone_index: null,
      id_number_enc: null,
      id_number_index: null,
    })
    .execute();
}
