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
import { Fault } from '#src/platform/faults.ts';
import { findDeclaration, insertDeclaration, nextReceiptOrdinal } from '#src/store/declaration.ts';
import { unmonitoredIn } from '#src/store/monitored.ts';
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
import { DEMO_CASES, type Deed, type DemoCase } from './demo-case-plans.ts';

type Household = {
  readonly householdId: string;
  readonly areaId: string;
  readonly areaPath: string;
};
type People = Readonly<Record<'officer' | 'secretary' | 'helper' | 'town' | 'county', string>>;

/** Makes the cases. To be called once, right after the demo county was seeded and before a worker runs. */
export async function seedDemoCases(deps: BackgroundDeps): Promise<void> {
  const now = deps.clock.now();
  const used = new Set<string>();
  for (const each of DEMO_CASES) {
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
    unmonitoredIn(trx, village, DEMO_CASES.length),
  );
  const free = found.find(({ householdId }) => !used.has(householdId));
  if (free !== undefined) used.add(free.householdId);
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
  const people = await peopleOf(deps, household.areaPath, fromInstant(now));
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
      areaId: household.areaId,
      areaPath: household.areaPath,
      householdId: household.householdId,
      content,
      submittedAt: now,
    });
    await promiseWork(trx, outboxId, { queue: 'submissions', payload: { declarationId } }, now);
  });
  await processDeclaration(deps, { outboxId, declarationId });
  return await inScope(deps.db, SYSTEM, async (trx) => {
    const report = await findDeclaration(trx, deps.fields, declarationId);
    if (report === null || report.caseId === null) {
      throw new Fault('demo-report-without-case', { retry: false });
    }
    return report.caseId;
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
          ...{ id, draftId: deps.newId(), householdId: household.householdId, caseId },
          areaPath: household.areaPath,
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
        ...{ areaId: household.areaId, areaPath: household.areaPath },
        ...{ staffPresent: [people.secretary, people.officer], villagersPresent: 7 },
        ...{ minutes: '情况属实，大家同意。', recordedBy: people.secretary, recordedAt: now },
      });
      const { areaPath } = household;
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
      await keepNotice(context, { ...event, kind: 'enrol', file, areaId: household.areaId });
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
