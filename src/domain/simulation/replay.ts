/**
 * How a past case fares under a pack: what would have been late, missing, too early, or across the line of income. Nothing here
 * decides anything; a household on the other side of a line is one the village would have to look at again.
 */
import { type LocalDate, plusDays } from '../calendar/local-date.ts';
import { caseSteps } from '../duty/clocks.ts';
import { monitoringLine } from '../policy/income.ts';
import type { Pack } from '../policy/pack.ts';
import type { CaseStep } from '../policy/settings.ts';
import type { DayCounts } from './day-counts.ts';
import type { Posting, Timeline } from './timeline.ts';

/** What is not as the pack wants it. `late` and `breach`: past a soft or a hard limit. */
export const troubleCodes = [
  'identify-late',
  'identify-breach',
  'verify-late',
  'too-few-verifiers',
  'step-missing',
  'step-order',
  'publicity-short',
  'category-unknown',
  'refused-within-line',
  'enrolled-above-line',
  'plan-late',
  'plan-breach',
  'elimination-early',
  'elimination-few-measures',
  'elimination-publicity-short',
] as const;
export type TroubleCode = (typeof troubleCodes)[number];

export type Trouble = {
  readonly code: TroubleCode;
  /** The step it is about; null for the whole case. */
  readonly step: CaseStep | null;
  /** The day it should have been by, or not before; null where no day is meant. */
  readonly day: LocalDate | null;
  /** What the pack asks for: people, measures, yuan; null where no number is meant. */
  readonly number: number | null;
};

/** What would be different: troubles there only under the other pack, and troubles there would be no more. */
export type Change = { readonly kind: 'new' | 'gone'; readonly trouble: Trouble };

/** `income`: reference income a head and year, whole yuan; null unknown. */
export type ReplayFacts = { readonly counts: DayCounts; readonly income: number | null };

/** What differs between the pack a case ran under and another one. */
export function changesUnder(
  line: Timeline,
  own: Pack,
  other: Pack,
  facts: ReplayFacts,
): readonly Change[] {
  const [now, then] = [troublesUnder(line, own, facts), troublesUnder(line, other, facts)];
  return [
    ...then.filter((each) => !has(now, each)).map((trouble) => ({ kind: 'new' as const, trouble })),
    ...now
      .filter((each) => !has(then, each))
      .map((trouble) => ({ kind: 'gone' as const, trouble })),
  ];
}

const has = (troubles: readonly Trouble[], wanted: Trouble): boolean =>
  troubles.some(({ code, step }) => code === wanted.code && step === wanted.step);

/** Everything about a case that is not as this pack wants it. Steps that have not happened yet are no trouble. */
export function troublesUnder(line: Timeline, pack: Pack, facts: ReplayFacts): readonly Trouble[] {
  const { counts, income } = facts;
  return [
    ...identification(line, pack, counts),
    ...steps(line, pack),
    ...posting('publicity-short', line.posting, pack, counts),
    ...recognition(line, pack, income),
    ...help(line, pack, counts),
    ...elimination(line, pack, counts),
  ];
}

const trouble = (code: TroubleCode, about: Partial<Omit<Trouble, 'code'>> = {}): Trouble => ({
  code,
  step: null,
  day: null,
  number: null,
  ...about,
});

const later = (day: LocalDate, days: number): LocalDate => (days === 0 ? day : plusDays(day, days));

function identification(line: Timeline, pack: Pack, counts: DayCounts): readonly Trouble[] {
  const troubles: Trouble[] = [];
  const due = later(counts.end(pack, 'clock.identify', line.clueOn), line.suspendedDays);
  if (line.decision !== null && line.decision.on > due) {
    const { strength } = pack.settings['clock.identify'];
    troubles.push(trouble(strength === 'hard' ? 'identify-breach' : 'identify-late', { day: due }));
  }
  if (line.verified !== null) {
    const from = line.takenOn ?? line.clueOn;
    const by = later(counts.end(pack, 'clock.verify', from), line.suspendedDays);
    if (line.verified.on > by) troubles.push(trouble('verify-late', { day: by }));
    const wanted = pack.settings['visit.verifiers'].value;
    if (line.verified.people < wanted) {
      troubles.push(trouble('too-few-verifiers', { number: wanted }));
    }
  }
  return troubles;
}

/** Steps before a household was recognised: those the pack wants must have been done, and in its order. */
function steps(line: Timeline, pack: Pack): readonly Trouble[] {
  if (line.decision === null || line.decision.category === null) return [];
  const wanted: readonly CaseStep[] = caseSteps(pack).filter((step) => step !== 'county-decision');
  const done = line.steps.filter((step) => wanted.includes(step));
  const missing = wanted.filter((step) => !done.includes(step));
  const inOrder = wanted.filter((step) => done.includes(step));
  const misplaced = inOrder.find((step, at) => step !== done[at]);
  return [
    ...missing.map((step) => trouble('step-missing', { step })),
    ...(misplaced === undefined ? [] : [trouble('step-order', { step: misplaced })]),
  ];
}

function posting(
  code: 'publicity-short' | 'elimination-publicity-short',
  posted: Posting | null,
  pack: Pack,
  counts: DayCounts,
): readonly Trouble[] {
  if (posted === null || posted.closedOn === null) return [];
  const earliest = counts.closes(pack, posted.postedOn);
  if (posted.closedOn >= earliest) return [];
  return [trouble(code, { day: earliest, number: pack.settings['publicity.min_days'].value })];
}

function recognition(line: Timeline, pack: Pack, income: number | null): readonly Trouble[] {
  const { decision } = line;
  if (decision === null) return [];
  const troubles: Trouble[] = [];
  const groups = pack.settings.target_groups.value.map(({ category }) => category);
  if (decision.category !== null && !groups.includes(decision.category)) {
    troubles.push(trouble('category-unknown'));
  }
  const limit = monitoringLine(pack);
  if (limit.kind !== 'fixed' || income === null) return troubles;
  if (decision.category === null && income <= limit.yuan) {
    troubles.push(trouble('refused-within-line', { number: limit.yuan }));
  }
  // 突发严重困难户 are above the line by their nature.
  if (
    decision.category !== null &&
    decision.category !== 'sudden-hardship' &&
    income > limit.yuan
  ) {
    troubles.push(trouble('enrolled-above-line', { number: limit.yuan }));
  }
  return troubles;
}

function help(line: Timeline, pack: Pack, counts: DayCounts): readonly Trouble[] {
  const { decision, helpBegan } = line;
  if (decision === null || decision.category === null || helpBegan === null) return [];
  const limit = pack.settings['clock.plan'];
  const due = counts.end(pack, 'clock.plan', decision.on);
  if (helpBegan <= due) return [];
  return [trouble(limit.strength === 'hard' ? 'plan-breach' : 'plan-late', { day: due })];
}

function elimination(line: Timeline, pack: Pack, counts: DayCounts): readonly Trouble[] {
  const { decision, elimination: ended } = line;
  if (decision === null || ended === null) return [];
  const from = counts.eliminationFrom(pack, decision.on);
  const wanted = pack.settings['elim.min_measures'].value;
  return [
    ...(ended.appliedOn < from ? [trouble('elimination-early', { day: from })] : []),
    ...(ended.measures < wanted ? [trouble('elimination-few-measures', { number: wanted })] : []),
    ...posting('elimination-publicity-short', ended.posting, pack, counts),
  ];
}
