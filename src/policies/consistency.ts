/** What each setting cannot see of the others: whether the settings of a pack agree among themselves. */
import { isQuiet } from '#src/domain/duty/ladder.ts';
import { atMinute, localDate } from '#src/domain/calendar/local-date.ts';
import type { PolicySettings, SettingName } from '#src/domain/policy/settings.ts';

/** Two settings that cannot both hold. */
export type ConsistencyProblem = {
  readonly setting: SettingName;
  readonly problem: string;
  readonly remedy: string;
};

/** Everything in a pack that contradicts something else in it. */
export function consistencyProblems(settings: PolicySettings): readonly ConsistencyProblem[] {
  return [...ladderProblems(settings), ...stepProblems(settings)];
}

function ladderProblems(settings: PolicySettings): readonly ConsistencyProblem[] {
  const problems: ConsistencyProblem[] = [];
  const ladder = settings['reminder.ladder'].value;
  const digest = settings['reminder.digest'].value;
  const quiet = settings['reminder.quiet'].value;
  // Any day will do: quiet hours are times of day.
  if (isQuiet(atMinute(localDate('2026-01-01'), digest), { ladder, digest, quiet })) {
    problems.push({
      setting: 'reminder.digest',
      problem: '每日汇总落在免打扰时间内，永远发不出去',
      remedy: '改汇总时间，或改 reminder.quiet',
    });
  }
  const days = ladder.flatMap(({ at }) => (at === 'half' ? [] : [at]));
  const ascending = days.every((at, index) => index === 0 || at > (days[index - 1] ?? at));
  if (!ascending || new Set(ladder.map(({ level }) => level)).size < ladder.length) {
    problems.push({
      setting: 'reminder.ladder',
      problem: '提醒级别重复，或没有从轻到重排列',
      remedy: '每级只写一次，at 由小到大',
    });
  }
  if (!ladder.some(({ level, at }) => level === 'red' && at !== 'half' && at > 0)) {
    problems.push({
      setting: 'reminder.ladder',
      problem: '缺少超期后的 red 级，超期的事没人追',
      remedy: '加上 { level: red, at: 3 }',
    });
  }
  return problems;
}

function stepProblems(settings: PolicySettings): readonly ConsistencyProblem[] {
  const problems: ConsistencyProblem[] = [];
  const steps = settings['case.steps'].value;
  if (new Set(steps).size < steps.length) {
    problems.push({ setting: 'case.steps', problem: '有重复的步骤', remedy: '每步只写一次' });
  }
  if (steps.at(-1) !== 'county-decision') {
    problems.push({
      setting: 'case.steps',
      problem: '最后一步不是县级审定',
      remedy: '把 county-decision 放在最后',
    });
  }
  if (!steps.includes('publicity')) {
    problems.push({ setting: 'case.steps', problem: '缺少公示', remedy: '加上 publicity' });
  }
  if (
    settings.auth_commitment_required.value &&
    steps.indexOf('authorisation') >= steps.indexOf('publicity')
  ) {
    problems.push({
      setting: 'case.steps',
      problem: '承诺授权必须在公示之前',
      remedy: '把 authorisation 放到 publicity 前面',
    });
  }
  return problems;
}
