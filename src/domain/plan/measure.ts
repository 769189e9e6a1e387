/** One measure of a plan (帮扶措施): an item of the tool box put to work for a household. */
import type { MeasureState } from '../case/assistance.ts';
import type { LocalDate } from '../calendar/local-date.ts';
import type { RiskType } from '../declaration/risk.ts';
import type { DepartmentCode } from '../policy/departments.ts';
import { developmentClasses, type MeasureClass, type ToolboxItem } from '../policy/toolbox.ts';
import { accepted, refused, type Result } from '../result.ts';

/** How well it worked, as the responsible department or the helper sees it (陇县 第3项: 评估帮扶措施成效). */
export const effects = ['good', 'some', 'none'] as const;
export type Effect = (typeof effects)[number];

/** Why it was given up, from a list: free words would carry personal data into lists. */
export const stopReasons = [
  'not-wanted',
  'not-eligible',
  'replaced',
  'moved-away',
  'other',
] as const;
export type StopReason = (typeof stopReasons)[number];

/** Days as far as they are known; `startedOn` stays when it is over. */
export type MeasureCourse = {
  readonly state: MeasureState;
  readonly startedOn: LocalDate | null;
  readonly endedOn: LocalDate | null;
  readonly stopReason: StopReason | null;
};

export type Measure = MeasureCourse & {
  readonly measureId: string;
  /** Code, title and class as the tool box had them when it was planned: a later pack does not rewrite a promise. */
  readonly code: string;
  readonly title: string;
  readonly class: MeasureClass;
  readonly department: DepartmentCode;
  readonly risks: readonly RiskType[];
  readonly handout: boolean;
  readonly plannedOn: LocalDate;
  /** Whole yuan paid to the household so far this year; 0 where it is no money. */
  readonly yuan: number;
  readonly effect: Effect | null;
};

export type MeasureCommand =
  | { readonly kind: 'start'; readonly on: LocalDate }
  | { readonly kind: 'finish'; readonly on: LocalDate }
  | { readonly kind: 'stop'; readonly on: LocalDate; readonly reason: StopReason }
  | { readonly kind: 'rate'; readonly effect: Effect };

/** Why not. `before-start`: a day before it was planned or begun. */
export type MeasureRefusal = {
  readonly code: 'wrong-state' | 'before-start' | 'in-the-future';
};

/** A measure just planned. */
export const planMeasure = (item: ToolboxItem, measureId: string, on: LocalDate): Measure => ({
  measureId,
  code: item.code,
  title: item.title,
  class: item.class,
  department: item.lead,
  risks: item.risks,
  handout: item.handout,
  plannedOn: on,
  yuan: 0,
  state: 'planned',
  startedOn: null,
  endedOn: null,
  stopReason: null,
  effect: null,
});

/**
 * The measure after a command; `today` keeps anybody from logging what has not happened. What was stopped may begin again; help
 * that was given in one go is finished on the day it began.
 */
export function changeMeasure(
  measure: Measure,
  command: MeasureCommand,
  today: LocalDate,
): Result<Measure, MeasureRefusal> {
  const { state } = measure;
  if (command.kind === 'rate') {
    return hasBegun(measure)
      ? accepted({ ...measure, effect: command.effect })
      : refused({ code: 'wrong-state' });
  }
  const { on } = command;
  if (on > today) return refused({ code: 'in-the-future' });
  if (on < (measure.startedOn ?? measure.plannedOn)) return refused({ code: 'before-start' });
  const over = state === 'done' || (state === 'stopped' && command.kind !== 'start');
  if (over || (command.kind === 'start' && state === 'in-progress')) {
    return refused({ code: 'wrong-state' });
  }
  const startedOn = measure.startedOn ?? on;
  switch (command.kind) {
    case 'start':
      return accepted({
        ...measure,
        state: 'in-progress',
        startedOn,
        endedOn: null,
        stopReason: null,
      });
    case 'finish':
      return accepted({ ...measure, state: 'done', startedOn, endedOn: on });
    case 'stop':
      return accepted({ ...measure, state: 'stopped', endedOn: on, stopReason: command.reason });
  }
}

/** 开发式帮扶: 产业, 就业, 金融, 公益岗位. */
export const isDevelopment = (measure: Pick<Measure, 'class'>): boolean =>
  developmentClasses.has(measure.class);

/** Stopped measures answer nothing any more. */
export const isLive = (measure: Pick<Measure, 'state'>): boolean => measure.state !== 'stopped';

/** In progress or done. */
export const hasBegun = (measure: Pick<Measure, 'state'>): boolean =>
  measure.state === 'in-progress' || measure.state === 'done';

/** Classes that answer a risk beside the item's own list, as the national checks count them (健康/社会/综合 for illness, …). */
const ANSWERS: Readonly<Partial<Record<RiskType, readonly MeasureClass[]>>> = {
  因病: ['health', 'social', 'safety-net'],
  因残: ['health', 'social', 'safety-net', 'public-post'],
  因学: ['compulsory-education', 'other-education', 'social'],
  因产业项目失败: ['industry', 'finance', 'employment'],
  因务工就业不稳: ['employment', 'public-post', 'industry', 'finance'],
  因缺劳动力: ['safety-net', 'public-post', 'social'],
  住房安全: ['housing', 'relocation'],
  饮水安全: ['drinking-water'],
};

/** Whether the national checks count this class as an answer to the risk. */
export const classAnswers = (of: MeasureClass, risk: RiskType): boolean =>
  ANSWERS[risk]?.includes(of) ?? false;

/** Whether a measure of this class, meant for these risks, answers the risk. Risks without a list of classes are answered by any. */
export function answersRisk(measure: Pick<Measure, 'class' | 'risks'>, risk: RiskType): boolean {
  const classes = ANSWERS[risk];
  return classes === undefined || measure.risks.includes(risk) || classes.includes(measure.class);
}
