/** What the record says of each condition of 风险消除: the newest sheet and those before it, tickets, alarms, effects, visits. */
import { daysBetween, type LocalDate, plusMonths } from '../calendar/local-date.ts';
import type { EliminationCondition } from '../policy/settings.ts';
import type { Evidence, RecordOfHousehold, SheetOnRecord } from './elimination-record.ts';
import { answersRisk, hasBegun } from './measure.ts';

/** 收入持续稳定原则上半年以上 (芜湖弋江区 2024). */
const STEADY_MONTHS = 6;

/** A sheet that shows less than this part of the one before shows a fall; smaller differences are how people estimate. Own limit. */
const FALL = 0.9;

/** Evidence of one condition of the pack, what speaks against it first. */
export function evidenceOf(
  condition: EliminationCondition,
  record: RecordOfHousehold,
): readonly Evidence[] {
  const found = FINDERS[condition](record);
  const order = ['against', 'missing', 'for'];
  return found.toSorted((a, b) => order.indexOf(a.says) - order.indexOf(b.says));
}

const FINDERS: Readonly<
  Record<EliminationCondition, (record: RecordOfHousehold) => readonly Evidence[]>
> = {
  'income-above-line': incomeAboveLine,
  'income-steady': incomeSteady,
  'spending-settled': spendingSettled,
  'guarantees-met': guaranteesMet,
  'risk-gone': riskGone,
};

/** The newest sheet made after identification. */
const newestOf = ({ sheets }: RecordOfHousehold): SheetOnRecord | undefined =>
  sheets.find((each) => !each.forIdentification);

const isOld = (on: LocalDate, { today, maxDays }: RecordOfHousehold): boolean =>
  daysBetween(on, today) > maxDays;

function incomeAboveLine(record: RecordOfHousehold): readonly Evidence[] {
  const newest = newestOf(record);
  if (newest === undefined || newest.netPerPerson === null) {
    return [{ code: 'no-sheet', says: 'missing' }];
  }
  const { madeOn, netPerPerson } = newest;
  const { lineYuan } = record;
  const above = lineYuan === null || netPerPerson > lineYuan;
  return [
    { code: 'income', says: above ? 'for' : 'against', madeOn, netPerPerson, lineYuan },
    ...(isOld(madeOn, record) ? [{ code: 'sheet-too-old', says: 'missing', madeOn } as const] : []),
  ];
}

/** Above the line without a break for half a year, and not falling. */
function incomeSteady(record: RecordOfHousehold): readonly Evidence[] {
  const sums = record.sheets.flatMap(({ madeOn, netPerPerson }) =>
    netPerPerson === null ? [] : [{ madeOn, netPerPerson }],
  );
  const [now, before] = sums;
  if (now === undefined || newestOf(record) === undefined) {
    return [{ code: 'no-sheet', says: 'missing' }];
  }
  const { lineYuan, today } = record;
  const below = sums.findIndex((each) => lineYuan !== null && each.netPerPerson <= lineYuan);
  const since = (below < 0 ? sums : sums.slice(0, below)).at(-1)?.madeOn;
  const fell = before !== undefined && now.netPerPerson < before.netPerPerson * FALL;
  return [
    ...(fell ? [{ code: 'income-fell', says: 'against', before, now } as const] : []),
    ...(since === undefined
      ? [{ code: 'income', says: 'against', ...now, lineYuan } as const]
      : [
          {
            code: 'above-since',
            says: plusMonths(since, STEADY_MONTHS) <= today ? 'for' : 'missing',
            since,
          } as const,
        ]),
  ];
}

/** Rigid spending eats no more than half of the net income, and no list of a department says otherwise. */
function spendingSettled(record: RecordOfHousehold): readonly Evidence[] {
  const newest = newestOf(record);
  const { bigCostMonth } = record;
  const listed: readonly Evidence[] =
    bigCostMonth === null
      ? []
      : [{ code: 'big-medical-cost', says: 'against', month: bigCostMonth }];
  if (newest === undefined || newest.rigidYuan === null || newest.netYuan === null) {
    return [...listed, { code: 'spending-not-asked', says: 'missing' }];
  }
  const { madeOn, rigidYuan, netYuan } = newest;
  const heavy = rigidYuan > 0 && rigidYuan * 2 > netYuan;
  return [
    ...listed,
    { code: 'spending', says: heavy ? 'against' : 'for', madeOn, rigidYuan, netYuan },
  ];
}

function guaranteesMet(record: RecordOfHousehold): readonly Evidence[] {
  const newest = newestOf(record);
  const tickets = record.openTickets.map(
    ({ issue, openedOn }): Evidence => ({ code: 'ticket-open', says: 'against', issue, openedOn }),
  );
  if (newest === undefined) return [...tickets, { code: 'no-sheet', says: 'missing' }];
  const { madeOn, openIssues } = newest;
  const found = openIssues.map(
    (issue): Evidence => ({ code: 'guarantee-open', says: 'against', issue }),
  );
  const old: readonly Evidence[] = isOld(madeOn, record)
    ? [{ code: 'sheet-too-old', says: 'missing', madeOn }]
    : [];
  return [...tickets, ...found, ...old, { code: 'guarantees', says: 'for', madeOn }];
}

/** Every risk has a measure that is said to work, no alarm is open, and somebody has been there lately and found all well. */
function riskGone(record: RecordOfHousehold): readonly Evidence[] {
  return [
    ...record.openAlarms.map(
      ({ kind, receivedOn }): Evidence => ({
        code: 'alarm-open',
        says: 'against',
        kind,
        receivedOn,
      }),
    ),
    ...effects(record),
    visitSays(record),
  ];
}

/** For each risk the measure that is said to work best; one nobody rated proves nothing. */
function effects({ measures, risks }: RecordOfHousehold): readonly Evidence[] {
  const best = risks.flatMap((risk) => {
    const helping = measures.filter((each) => hasBegun(each) && answersRisk(each, risk));
    const [first] = helping.toSorted((a, b) => RANK.indexOf(a.effect) - RANK.indexOf(b.effect));
    return first === undefined ? [] : [first];
  });
  return [...new Map(best.map((each) => [each.measureId, each])).values()].map(
    ({ title, effect }): Evidence => ({
      code: 'effect',
      says: effect === null ? 'missing' : effect === 'none' ? 'against' : 'for',
      title,
      effect,
    }),
  );
}

const RANK = ['good', 'some', null, 'none'];

function visitSays(record: RecordOfHousehold): Evidence {
  const { lastVisit } = record;
  if (lastVisit === null || isOld(lastVisit.on, record)) {
    return { code: 'no-visit', says: 'missing', lastOn: lastVisit?.on ?? null };
  }
  const { on, outcome } = lastVisit;
  return { code: 'visit', says: outcome === 'hardship' ? 'against' : 'for', on, outcome };
}
