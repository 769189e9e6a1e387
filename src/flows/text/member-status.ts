/** 参保和务工 entered by an officer: who of the family has which insurance, and who works where. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { AreaWords } from '#src/domain/policy/area-words.ts';
import type { InsuredState } from '#src/domain/ledger/member-status.ts';
import type { Known, StatusLine, StatusSheet } from '../ledger.needs.ts';
import { formatDay, spaced } from './format.ts';
import { jobLabel, placeLabel } from './work-status.ts';

export const statusLabels = {
  open: '记参保和务工',
  same: '没有变',
  notAsked: '没问到',
} as const;

const INSURED: Readonly<Record<InsuredState, string>> = {
  resident: '居民医保',
  employee: '职工医保',
  none: '没有参保',
};
export const insuredLabel = (insured: InsuredState): string => INSURED[insured];

/** The household with a line for each of its people. */
export const sheetText = (sheet: StatusSheet, today: LocalDate, places: AreaWords): string =>
  [
    `${sheet.headName}家，要记谁的？`,
    ...sheet.members.map((line, at) => `${at + 1}. ${line.name}：${lineText(line, today, places)}`),
  ].join('\n');

function lineText(line: StatusLine, today: LocalDate, places: AreaWords): string {
  const insured = line.insurance === null ? '参保没记' : insuranceWords(line);
  const job = line.job === null ? (line.ofWorkingAge ? '务工没记' : '') : jobWords(line, places);
  const last = latest(line);
  const differs =
    line.insurance?.doubted === true || line.job?.doubted === true
      ? '和部门名单不一样，要问清楚'
      : '';
  return spaced(
    [insured, job, last === null ? '' : fromWhom(last, today), differs]
      .filter((part) => part !== '')
      .join('，'),
  );
}

const insuranceWords = ({ insurance }: StatusLine): string =>
  insurance === null ? '' : `${insurance.year}年${INSURED[insurance.insured]}`;

const jobWords = ({ job }: StatusLine, places: AreaWords): string =>
  job === null
    ? ''
    : `${jobLabel(job.job)}${job.place === null ? '' : `，${placeLabel(job.place, places)}`}`;

const latest = ({ insurance, job }: StatusLine): Known<object> | null =>
  insurance !== null && (job === null || insurance.on >= job.on) ? insurance : job;

/** Who said it, and on which day. */
const fromWhom = ({ source, by, on }: Known<object>, today: LocalDate): string =>
  `${formatDay(on, today)} ${source === 'person' ? '本人说的' : source === 'staff' ? `${by}记的` : '部门名单'}`;

export const askInsured = (line: StatusLine, today: LocalDate): string =>
  [
    `${line.name}今年参加医保了吗？`,
    ...(line.insurance === null
      ? []
      : [
          spaced(
            `现在记的是：${insuranceWords(line)}（${fromWhom(line.insurance, today)}）。${line.insurance.doubted ? '医保局的名单和这个不一样，请问清楚。' : ''}`,
          ),
        ]),
  ].join('\n');

export const askJob = (line: StatusLine, today: LocalDate, places: AreaWords): string =>
  [
    `${line.name}现在干什么？`,
    ...(line.job === null
      ? []
      : [
          spaced(
            `现在记的是：${jobWords(line, places)}（${fromWhom(line.job, today)}）。${line.job.doubted ? '人社局的名单和这个不一样，请问清楚。' : ''}`,
          ),
        ]),
  ].join('\n');

export const askPlace = (name: string): string => `${name}在哪里干活？`;

export const noted = (name: string): string => `${name}的记好了，写上了您的名字和今天的日子。`;

export const nothingNoted = (name: string): string => `${name}的没有改。`;
export const nobody = ({ county }: AreaWords): string =>
  `这一户名册里没有家庭成员，请先请${county}里补名册。`;
