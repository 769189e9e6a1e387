/** Values of a policy pack, and where they come from, as people read them. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { Kpi } from '#src/domain/policy/kpi.ts';
import { isRole, roleTitle } from '#src/domain/people/roles.ts';
import type { RecurringDuty } from '#src/domain/policy/recurring-duty.ts';
import type { RoutingRow } from '#src/domain/policy/routing.ts';
import type { Source, TableSetting } from '#src/domain/policy/setting.ts';
import type { PolicySettings, SettingName } from '#src/domain/policy/settings.ts';
import type { ToolboxItem } from '#src/domain/policy/toolbox.ts';
import { COMPARISONS, MEASURE_CLASSES, STRENGTHS, TOPICS, UNITS, WORDS } from './words.ts';

/** A setting as far as its text needs it. */
export type AnySetting = {
  readonly value: unknown;
  readonly source: Source;
  readonly unit?: string;
  readonly strength?: string;
  readonly from?: LocalDate;
  readonly to?: LocalDate;
};

/** One line of a list setting: what tells it apart, what it says, where it comes from (null: where the list does). */
export type ListLine = {
  readonly key: string;
  readonly text: string;
  readonly source: Source | null;
};

/** Settings whose numbers are minutes since midnight. */
const TIMES_OF_DAY: ReadonlySet<SettingName> = new Set([
  'reminder.digest',
  'reminder.quiet',
  'farmer.quiet',
]);

/** The value of a setting in one line; a limit with its unit and strength. */
export function valueText(name: SettingName, setting: AnySetting): string {
  const { value, unit, strength, from, to } = setting;
  const days = [from === undefined ? '' : `${from} 起`, to === undefined ? '' : `到 ${to} 止`];
  const holds = from === undefined && to === undefined ? '' : `（${days.join('')}）`;
  const text = TIMES_OF_DAY.has(name) ? timesText(value) : plain(value);
  return `${text}${UNITS[unit ?? ''] ?? ''}${STRENGTHS[strength ?? ''] ?? ''}${holds}`;
}

/** The lines of a setting that is a list of measures, duties, targets or rows; null for any other. */
export function listLines<Name extends SettingName>(
  name: Name,
  settings: PolicySettings,
): readonly ListLine[] | null {
  switch (name) {
    case 'toolbox':
      return settings.toolbox.value.map(measureLine);
    case 'recurring_duties':
      return settings.recurring_duties.value.map(dutyLine);
    case 'kpis':
      return settings.kpis.value.map(targetLine);
    case 'routing.table':
      return settings['routing.table'].value.map(rowLine);
    case 'departments':
      return tableLines(settings.departments, word, String);
    case 'posts.titles':
      return tableLines(settings['posts.titles'], word, String);
    case 'routing.topics':
      return tableLines(settings['routing.topics'], topic, word);
    case 'ticket.topics':
      return settings['ticket.topics'].value.map((each) => ({
        key: each,
        text: TOPICS[each],
        source: null,
      }));
    default:
      return null;
  }
}

/** Where a value comes from: clause with its words, own default with its reason, or inherited and from whom. */
export function sourceText(source: Source): string {
  switch (source.kind) {
    case 'clause':
      return `${source.document} ${source.article}${source.quote === undefined ? '' : `“${source.quote}”`}`;
    case 'own-default':
      return `本系统默认：${source.reason}`;
    case 'inherited':
      return `本文件未规定，采用默认值（${source.from}：${sourceText(source.source)}）`;
  }
}

function plain(value: unknown): string {
  if (value === null) return '未规定';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : share(value);
  if (typeof value === 'string') return word(value);
  if (Array.isArray(value)) return value.length === 0 ? '无' : value.map(inner).join('、');
  if (typeof value !== 'object') return '';
  const entries = Object.entries(value);
  return entries.length === 0
    ? '无'
    : entries.map(([key, each]) => `${word(key)}：${plain(each)}`).join('；');
}

const inner = (value: unknown): string =>
  typeof value === 'object' && value !== null ? `（${plain(value)}）` : plain(value);

const word = (code: string): string => WORDS[code] ?? (isRole(code) ? roleTitle(code) : code);

/** 0.666… as the documents write it. */
const share = (value: number): string =>
  value > 0.66 && value < 0.67 ? '2/3' : String(Number(value.toFixed(4)));

const topic = (code: string): string => new Map(Object.entries(TOPICS)).get(code) ?? code;

/** One line a key; a key the pack is silent about says where it comes from. */
const tableLines = (
  { value, inherited }: TableSetting<Readonly<Record<string, string>>>,
  keyText: (key: string) => string,
  text: (value: string) => string,
): readonly ListLine[] =>
  Object.entries(value).map(([key, each]) => ({
    key,
    text: `${keyText(key)}：${text(each)}`,
    source: inherited?.[key] ?? null,
  }));

/** '21:00—07:00' for a span, '08:00' for a time. */
const timesText = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? Object.values(value).map(timeText).join('—')
    : timeText(value);

const timeText = (minutes: unknown): string =>
  [Math.floor(Number(minutes) / 60), Number(minutes) % 60]
    .map((each) => String(each).padStart(2, '0'))
    .join(':');

const measureLine = (item: ToolboxItem): ListLine => ({
  key: item.code,
  text: [
    `${item.title}（${MEASURE_CLASSES[item.class] ?? item.class}，${word(item.lead)}${item.office === undefined ? '' : `，文件写的是${item.office}`}）`,
    item.risks.length === 0 ? '各类风险' : item.risks.join('、'),
    ...(item.condition === null ? [] : [item.condition]),
    ...(item.capYuanPerYear === null ? [] : [`每户每年不超过 ${item.capYuanPerYear} 元`]),
  ].join('：'),
  source: item.source,
});

const dutyLine = (duty: RecurringDuty): ListLine => ({
  key: duty.code,
  text: `${duty.title}：${word(duty.period)}${duty.times > 1 ? ` ${duty.times} 次` : ''}，${duty.ownerUnit ?? word(duty.level)}，提醒${roleTitle(duty.ownerRole)}${dueText(duty)}`,
  source: duty.source,
});

function dueText({ due }: RecurringDuty): string {
  switch (due.kind) {
    case 'period-end':
      return '';
    case 'day-of-month':
      return `，${due.day} 日前`;
    case 'day-of-year':
      return `，${due.day} 前`;
    case 'months':
      return `，${due.months.join('、')} 月`;
  }
}

const KPI_UNITS: Readonly<Record<Kpi['unit'], string>> = {
  share: '',
  'yuan-per-person-year': ' 元/人·年',
  yuan: ' 元',
  persons: ' 人',
  households: ' 户',
  issues: ' 个问题',
  sites: ' 个',
  'per-household': '（每户）',
  'per-village': '（每村）',
};

const targetLine = (kpi: Kpi): ListLine => ({
  key: kpi.code,
  text: `${kpi.title}：${kpi.strength === 'strive' ? '力争' : ''}${COMPARISONS[kpi.comparison] ?? ''}${kpi.value === null ? '' : ` ${kpi.value}${KPI_UNITS[kpi.unit]}`}（${word(kpi.level)}级看）`,
  source: kpi.source,
});

const rowLine = (row: RoutingRow): ListLine => ({
  key: `${row.number} ${row.item}`,
  text: `${row.number} ${row.item}：${row.lead.join('、')}${row.support.length === 0 ? '' : `；配合：${row.support.join('、')}`}`,
  source: null,
});
