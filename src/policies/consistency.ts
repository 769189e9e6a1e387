/** What each setting cannot see of the others: whether the settings of a pack agree among themselves. */
import { isQuiet } from '#src/domain/duty/ladder.ts';
import { atMinute, localDate } from '#src/domain/calendar/local-date.ts';
import { STEP_LIMITS } from '#src/domain/duty/clocks.ts';
import { fieldsOf, parseExpression } from '#src/domain/policy/expression.ts';
import type { Limit, Setting } from '#src/domain/policy/setting.ts';
import type { PolicySettings, SettingName } from '#src/domain/policy/settings.ts';

/** Two settings that cannot both hold. */
export type ConsistencyProblem = {
  readonly setting: SettingName;
  readonly problem: string;
  readonly remedy: string;
};

/** Everything in a pack that contradicts something else in it. `alone`: it has no parent to fall back on. */
export function consistencyProblems(
  settings: PolicySettings,
  alone: boolean,
): readonly ConsistencyProblem[] {
  return [
    ...ladderProblems(settings),
    ...stepProblems(settings),
    ...limitProblems(settings),
    ...lineProblems(settings),
    ...toolboxProblems(settings),
    ...targetProblems(settings),
    ...agendaProblems(settings),
    ...capProblems(settings),
    ...(alone ? windowProblems(settings) : []),
  ];
}

/** Identification must be able to end in time, in a week like any other: holidays are left out. */
function limitProblems(settings: PolicySettings): readonly ConsistencyProblem[] {
  const whole = settings['clock.identify'];
  const available = usualDays(whole);
  const steps = [
    settings['clock.accept'],
    settings['clock.verify'],
    ...settings['case.steps'].value.map((step) => settings[STEP_LIMITS[step]]),
  ];
  // Posting ends on the day after its last full day.
  const days = steps.reduce((sum, limit) => sum + usualDays(limit), 1);
  if (days <= available) return [];
  return [
    {
      setting: 'clock.identify',
      problem: `各步时限加起来要 ${days} 天，超过识别认定的 ${available} 天`,
      remedy: '缩短 clock.accept、clock.verify 等各步的时限，或延长 clock.identify',
    },
  ];
}

/** Calendar days a limit takes in ordinary weeks: five working days are seven days, a month is thirty. */
function usualDays({ value, unit }: Limit): number {
  switch (unit) {
    case 'calendar-days':
      return value;
    case 'working-days':
      return Math.floor(value / 5) * 7 + (value % 5);
    case 'months':
      return value * 30;
  }
}

function lineProblems(settings: PolicySettings): readonly ConsistencyProblem[] {
  const expression = settings['monitor_line.expression'].value;
  const parsed = expression === null ? null : parseExpression(expression);
  const inputs = Object.keys(settings['monitor_line.inputs'].value);
  const unnamed =
    parsed?.ok === true ? fieldsOf(parsed.value).filter((f) => !inputs.includes(f)) : [];
  return unnamed.map((name) => ({
    setting: 'monitor_line.expression',
    problem: `公式里的 ${name} 没有列在 monitor_line.inputs 里`,
    remedy: `在 monitor_line.inputs 里加上 ${name}，还不知道就写 null`,
  }));
}

/** Whoever is at risk must find help of some kind in the tool box. */
function toolboxProblems(settings: PolicySettings): readonly ConsistencyProblem[] {
  const items = settings.toolbox.value;
  return settings.risk_types.value
    .filter((risk) => !items.some(({ risks }) => risks.length === 0 || risks.includes(risk)))
    .map((risk) => ({
      setting: 'toolbox' as const,
      problem: `没有一项措施对应“${risk}”`,
      remedy: `加一项，risks 里写上 ${risk}`,
    }));
}

/** 风险消除率 is never a figure a village or town is measured by: nobody is to be eliminated for it. */
function targetProblems(settings: PolicySettings): readonly ConsistencyProblem[] {
  return settings.kpis.value
    .filter(({ code, level }) => code === 'elimination-rate' && level !== 'county')
    .map(() => ({
      setting: 'kpis' as const,
      problem: '风险消除率只在县级显示',
      remedy: '把 elimination-rate 的 level 改为 county',
    }));
}

/** The village's agenda is made by `village_review.period`; a list of regular work that says otherwise would be believed. */
function agendaProblems(settings: PolicySettings): readonly ConsistencyProblem[] {
  const agenda = settings['village_review.period'].value;
  return settings.recurring_duties.value
    .filter(({ code, period }) => code === 'village-review' && period !== agenda)
    .map(({ period }) => ({
      setting: 'recurring_duties' as const,
      problem: `村级研判写的是 ${period}，village_review.period 却是 ${agenda}`,
      remedy: '两处写成一样；议程按 village_review.period 排',
    }));
}

/** The cap stands once as a figure of the document and once at the measure it caps. */
function capProblems(settings: PolicySettings): readonly ConsistencyProblem[] {
  const cap = settings['award.industry_cap_yuan'].value;
  if (cap === null) return [];
  return settings.toolbox.value
    .filter(({ code, capYuanPerYear }) => code === 'industry-award' && capYuanPerYear !== cap)
    .map(({ capYuanPerYear }) => ({
      setting: 'award.industry_cap_yuan' as const,
      problem: `写的是 ${cap}，工具箱里 industry-award 的 capYuanPerYear 却是 ${capYuanPerYear ?? '未规定'}`,
      remedy: '两处写成一样',
    }));
}

function windowProblems(settings: PolicySettings): readonly ConsistencyProblem[] {
  return Object.entries(settings).flatMap(([name, { from, to }]: [string, Setting<unknown>]) =>
    from === undefined && to === undefined
      ? []
      : [
          {
            setting: name as SettingName, // a key of the settings just walked
            problem: '没有上级政策包可以沿用，不能只在一段时间有效',
            remedy: '删去 from 和 to，或写 extends: default',
          },
        ],
  );
}

function ladderProblems(settings: PolicySettings): readonly ConsistencyProblem[] {
  const problems: ConsistencyProblem[] = [];
  const ladder = settings['reminder.ladder'].value;
  const digest = settings['reminder.digest'].value;
  const quiet = settings['reminder.quiet'].value;
  // Any day will do: quiet hours are times of day.
  if (isQuiet(atMinute(localDate('2026-01-01'), digest), { quiet })) {
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
  // No household is recognised without them, whatever the order.
  for (const [step, name] of [
    ['publicity', '公示'],
    ['village-review', '村级研判'],
    ['town-review', '镇街审核'],
  ] as const) {
    if (steps.includes(step)) continue;
    problems.push({ setting: 'case.steps', problem: `缺少${name}`, remedy: `加上 ${step}` });
  }
  // A notice shows what the village proposes.
  if (steps.indexOf('village-review') > steps.indexOf('publicity')) {
    problems.push({
      setting: 'case.steps',
      problem: '村级研判必须在公示之前',
      remedy: '把 village-review 放到 publicity 前面',
    });
  }
  const posted = steps.indexOf('publicity');
  const before = settings['publicity.before_town_review'].value;
  const reviewed = steps.indexOf('town-review');
  if (posted >= 0 && reviewed >= 0 && before !== posted < reviewed) {
    problems.push({
      setting: 'publicity.before_town_review',
      problem: '和 case.steps 里公示、镇街审核的先后不一致',
      remedy: `改为 ${!before}，或调整 case.steps 的顺序`,
    });
  }
  const authorised = steps.indexOf('authorisation');
  if (
    settings.auth_commitment_required.value &&
    (authorised < 0 || authorised >= steps.indexOf('publicity'))
  ) {
    problems.push({
      setting: 'case.steps',
      problem: '承诺授权必须在公示之前',
      remedy: '把 authorisation 放到 publicity 前面',
    });
  }
  const stages = settings['elim.steps'].value;
  if (stages[0] !== 'application' || stages.at(-1) !== 'marking') {
    problems.push({
      setting: 'elim.steps',
      problem: '风险消除不是从申请开始、以标注结束',
      remedy: '第一步写 application，最后一步写 marking',
    });
  }
  return problems;
}
