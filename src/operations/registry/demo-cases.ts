/**
 * Cases of the demo county in several steps, so that a first look at the console is not at empty lists. Reports, decisions, duties and
 * the chain of events are made by the same operations as real ones, each with the clock of its day; names and words are invented.
 */
import { type Instant, instant } from '#src/domain/calendar/instant.ts';
import {
  fromInstant,
  type LocalDate,
  plusDays,
  startOfDay,
} from '#src/domain/calendar/local-date.ts';
import type { CaseCommand } from '#src/domain/case/commands.ts';
import type { DeclarationContent } from '#src/domain/declaration/declaration.ts';
import { receiptNumber } from '#src/domain/declaration/receipt-number.ts';
import type { RiskType } from '#src/domain/declaration/risk.ts';
import { Fault } from '#src/platform/faults.ts';
import { insertDeclaration, nextReceiptOrdinal } from '#src/store/declaration.ts';
import { inScope } from '#src/store/database.ts';
import { promiseWork } from '#src/store/outbox.ts';
import { holdersCovering } from '#src/store/registry/posts.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { insertMeeting, insertMeetingItem } from '#src/store/village-meeting.ts';
import { insertVisit } from '#src/store/visit.ts';
import { changeCase } from '../case/change-case.ts';
import { keepNotice } from '../case/notice-record.ts';
import { processDeclaration } from '../declaration/process-declaration.ts';
import { type BackgroundDeps, inBackground } from '../duty/work-context.ts';

/** What happens to a case, and how many days ago. */
type Deed = 'take' | 'verify' | 'authorise' | 'review' | 'post' | 'close' | 'town' | 'enrol';

type DemoCase = {
  readonly village: string;
  readonly riskType: RiskType;
  readonly words: string;
  readonly reportedDaysAgo: number;
  readonly deeds: readonly (readonly [Deed, number])[];
};

const CASES: readonly DemoCase[] = [
  {
    ...{ village: '大坪村', riskType: '因病', reportedDaysAgo: 16 },
    words: '老伴得了尿毒症，每个星期要透析，报销完一个月还要自己出一千八。',
    deeds: [
      ...([
        ['take', 16],
        ['verify', 14],
        ['authorise', 14],
        ['review', 13],
      ] as const),
      ...([
        ['post', 12],
        ['close', 6],
        ['town', 5],
        ['enrol', 3],
      ] as const),
    ],
  },
  {
    ...{ village: '柏树村', riskType: '因意外事故', reportedDaysAgo: 13 },
    words: '儿子在工地上摔断了腿，已经三个月没有收入，家里还有两个娃读书。',
    deeds: [
      ...([
        ['take', 13],
        ['verify', 12],
        ['authorise', 12],
        ['review', 11],
      ] as const),
      ...([
        ['post', 10],
        ['close', 4],
        ['town', 2],
      ] as const),
    ],
  },
  {
    ...{ village: '竹园村', riskType: '因学', reportedDaysAgo: 12 },
    words: '大的上大学，小的上高中，他爸在外头打工今年只干了四个月。',
    deeds: [
      ...([
        ['take', 12],
        ['verify', 10],
        ['authorise', 10],
        ['review', 9],
      ] as const),
      ...([
        ['post', 8],
        ['close', 1],
      ] as const),
    ],
  },
  {
    ...{ village: '长冲村', riskType: '因自然灾害', reportedDaysAgo: 8 },
    words: '上个月下大雨，后面的坡垮下来，圈舍和三亩地都埋了。',
    deeds: [
      ['take', 8],
      ['verify', 6],
      ['authorise', 6],
      ['review', 5],
      ['post', 5],
    ],
  },
  {
    ...{ village: '岩口社区', riskType: '因残', reportedDaysAgo: 4 },
    words: '一个人带着有残疾的孙子，低保刚够吃饭，冬天的药钱没着落。',
    deeds: [
      ['take', 4],
      ['verify', 1],
      ['authorise', 1],
    ],
  },
  {
    ...{ village: '松林村', riskType: '因病', reportedDaysAgo: 3 },
    words: '我做了心脏手术，借了四万多，医生说半年不能干重活。',
    deeds: [
      ['take', 3],
      ['verify', 0],
    ],
  },
  {
    ...{ village: '红岩村', riskType: '因病', reportedDaysAgo: 6 },
    words: '父亲中风瘫了，我要在家照顾，厂里的活只好辞了。',
    deeds: [['take', 5]],
  },
  {
    ...{ village: '水井村', riskType: '因学', reportedDaysAgo: 2 },
    words: '娃考上了职校，学费凑不齐，问问有没有什么政策。',
    deeds: [['take', 1]],
  },
  {
    ...{ village: '大坪村', riskType: '因自然灾害', reportedDaysAgo: 1 },
    words: '前天夜里起火，灶房和堆的粮食都烧了，人没有事。',
    deeds: [],
  },
  {
    ...{ village: '柏树村', riskType: '因病', reportedDaysAgo: 0 },
    words: '婆婆查出来肺上有问题，要到市里住院，先要交两万。',
    deeds: [],
  },
];

type Household = { readonly id: string; readonly area_id: string; readonly area_path: string };
type People = Readonly<Record<'officer' | 'secretary' | 'helper' | 'town' | 'county', string>>;

/** Makes the cases. To be called once, right after the demo county was seeded and before a worker runs. */
export async function seedDemoCases(deps: BackgroundDeps): Promise<void> {
  const now = deps.clock.now();
  const used = new Set<string>();
  for (const each of CASES) {
    const household = await householdIn(deps, each.village, used);
    if (household !== null) await seedCase(deps, now, household, each);
  }
}

async function householdIn(
  deps: BackgroundDeps,
  village: string,
  used: Set<string>,
): Promise<Household | null> {
  const found = await inScope(deps.db, SYSTEM, (trx) =>
    trx
      .selectFrom('household as h')
      .innerJoin('area as a', 'a.id', 'h.area_id')
      .select(['h.id', 'h.area_id', 'h.area_path'])
      .where('a.name', '=', village)
      .where('h.monitored', 'is', null)
      .orderBy('a.path')
      .orderBy('h.code', 'desc')
      .limit(CASES.length)
      .execute(),
  );
  const free = found.find(({ id }) => !used.has(id));
  if (free !== undefined) used.add(free.id);
  return free ?? null;
}

/** Ten in the morning of a day so many days ago, but never later than now. */
const momentOf = (now: Instant, daysAgo: number): Instant =>
  instant(Math.min(now, startOfDay(plusDays(fromInstant(now), -daysAgo)) + 10 * 3_600_000));

async function seedCase(
  deps: BackgroundDeps,
  now: Instant,
  household: Household,
  plan: DemoCase,
): Promise<void> {
  const at = (daysAgo: number): BackgroundDeps => {
    const moment = momentOf(now, daysAgo);
    return { ...deps, clock: { ...deps.clock, now: () => moment } };
  };
  const people = await peopleOf(deps, household.area_path, fromInstant(now));
  const caseId = await report(at(plan.reportedDaysAgo), household, people, plan);
  for (const [deed, daysAgo] of plan.deeds) {
    await doDeed(at(daysAgo), { caseId, household, people }, deed);
  }
}

async function peopleOf(
  { db }: BackgroundDeps,
  areaPath: string,
  today: LocalDate,
): Promise<People> {
  const first = (role: Parameters<typeof holdersCovering>[1]): Promise<string> =>
    inScope(db, SYSTEM, async (trx) => {
      const [holder] = await holdersCovering(trx, role, areaPath, today);
      if (holder === undefined) throw new Fault('demo-post-empty', { retry: false });
      return holder.staffId;
    });
  return {
    officer: await first('village-officer'),
    secretary: await first('village-secretary'),
    helper: await first('helper'),
    town: await first('town-officer'),
    county: await first('county-officer'),
  };
}

/** A report the village officer filed for the household, worked off at once. Returns its case. */
async function report(
  deps: BackgroundDeps,
  household: Household,
  people: People,
  plan: DemoCase,
): Promise<string> {
  const content: DeclarationContent = {
    ...{ reporter: 'staff', source: 'cadre_visit', subject: null, urgency: 'normal', place: null },
    ...{ riskTypes: [plan.riskType], guaranteeIssues: [], words: [plan.words] },
    ...{ mediaIds: [], amounts: [], members: [] },
  };
  const declarationId = deps.newId();
  const outboxId = deps.newId();
  await inBackground(deps, async ({ trx, fields, now }) => {
    await insertDeclaration(trx, fields, {
      id: declarationId,
      receiptNumber: receiptNumber(await nextReceiptOrdinal(trx)),
      draftId: deps.newId(),
      accountId: null,
      filedByStaff: people.officer,
      areaId: household.area_id,
      areaPath: household.area_path,
      householdId: household.id,
      content,
      submittedAt: now,
    });
    await promiseWork(trx, outboxId, { queue: 'submissions', payload: { declarationId } }, now);
  });
  await processDeclaration(deps, { outboxId, declarationId });
  return await inScope(deps.db, SYSTEM, async (trx) => {
    const row = await trx
      .selectFrom('declaration')
      .select('case_id')
      .where('id', '=', declarationId)
      .executeTakeFirstOrThrow();
    if (row.case_id === null) throw new Fault('demo-report-without-case', { retry: false });
    return row.case_id;
  });
}

type Of = { readonly caseId: string; readonly household: Household; readonly people: People };

/** One decision with what is kept beside it: the visit, the minutes, the sheet that hangs in the village. */
async function doDeed(deps: BackgroundDeps, of: Of, deed: Deed): Promise<void> {
  const { caseId, household, people } = of;
  await inBackground(deps, async (context) => {
    const { trx, fields, now, today } = context;
    const id = deps.newId();
    if (deed === 'verify') {
      await insertVisit(
        trx,
        fields,
        {
          ...{ id, draftId: deps.newId(), householdId: household.id, caseId },
          areaPath: household.area_path,
          ...{ staffId: people.officer, secondStaffId: people.helper, secondMissing: false },
          ...{ kind: 'home-verification', outcome: 'hardship', finding: 'true', reason: null },
          ...{ note: '', mediaIds: [], place: null, visitedOn: today, wants: [] },
        },
        now,
      );
    }
    if (deed === 'review') {
      await insertMeeting(trx, fields, {
        ...{ id, draftId: deps.newId(), kind: 'ad-hoc', heldOn: today, mediaIds: [] },
        ...{ areaId: household.area_id, areaPath: household.area_path },
        ...{ staffPresent: [people.secretary, people.officer], villagersPresent: 7 },
        ...{ minutes: '情况属实，大家同意。', recordedBy: people.secretary, recordedAt: now },
      });
      const { area_path: areaPath } = household;
      await insertMeetingItem(trx, {
        ...{ meetingId: id, caseId, areaPath, category: CATEGORY, reason: null },
      });
    }
    const changed = await changeCase(context, {
      caseId,
      command: commandOf(deed, id, today, people),
      actor: { kind: 'staff', id: ACTORS[deed](people) },
    });
    if (!changed.ok) throw new Fault(`demo-${deed}-refused`, { retry: false });
    const { file, events } = changed.value;
    for (const event of events) {
      if (event.kind !== 'publicity-posted') continue;
      await keepNotice(context, { ...event, kind: 'enrol', file, areaId: household.area_id });
    }
  });
}

const CATEGORY = 'sudden-hardship';

const ACTORS: Readonly<Record<Deed, (people: People) => string>> = {
  take: ({ officer }) => officer,
  verify: ({ officer }) => officer,
  authorise: ({ officer }) => officer,
  review: ({ secretary }) => secretary,
  post: ({ officer }) => officer,
  close: ({ officer }) => officer,
  town: ({ town }) => town,
  enrol: ({ county }) => county,
};

function commandOf(deed: Deed, id: string, today: LocalDate, people: People): CaseCommand {
  const byStaffId = ACTORS[deed](people);
  switch (deed) {
    case 'take':
      return { kind: 'take', byStaffId };
    case 'verify':
      return {
        ...{ kind: 'record-verification', visitId: id, finding: 'true', reason: null },
        verifiers: [people.officer, people.helper],
      };
    case 'authorise':
      return {
        kind: 'authorise',
        authorisation: {
          ...{ form: 'signature', by: 'household', readAloudBy: null, mediaId: null },
          recordedBy: byStaffId,
        },
      };
    case 'review':
      return {
        ...{ kind: 'record-review', meetingId: id, on: today, present: 9, category: CATEGORY },
        ...{ reason: null, recordedBy: byStaffId },
      };
    case 'post':
      return { kind: 'post-publicity', byStaffId, noticeId: id };
    case 'close':
      return { kind: 'close-publicity', byStaffId };
    case 'town':
      return { kind: 'pass-town-review', byStaffId, reason: null };
    case 'enrol':
      return { kind: 'enrol', byStaffId, category: CATEGORY, comparisonId: null };
  }
}
