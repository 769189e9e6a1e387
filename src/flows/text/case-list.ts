/** 再看一遍: lists of cases the town looks through again. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { CaseListName, CaseListPage } from '../case-step.needs.ts';
import { formatDay, shortened } from './format.ts';
import { pageLabels } from './paging.ts';
import { reasonLabel, stateLabel } from './staff-case.ts';

export const menuLabel = '再看一遍';

export const listLabels = {
  undecided: '久未认定的',
  refused: '报了没纳入的',
  reReview: '请别的同志复核',
} as const;

type CaseListLine = CaseListPage['lines'][number];

export const lineLabel = (line: CaseListLine, at: number): string =>
  `${at + 1}. ${shortened(line.headName, 12)}`;

const reasonOf = (line: CaseListLine): string =>
  line.reason === null ? '没有写原因' : reasonLabel(line.reason);

/** One refused case, above the button that has it looked at again. */
export const refusedText = (line: CaseListLine, today: LocalDate): string =>
  [
    `${line.headName}家，${line.areaName}，个案 ${line.caseNumber}`,
    `${formatDay(line.clueOn, today)}报，没有纳入：${reasonOf(line)}`,
    '情况变了，或者他打电话来不服，可以请没有经手的同志从头再查一遍。',
  ].join('\n');

export const reReviewBegun = (visitBy: LocalDate | null, today: LocalDate): string =>
  `记下了，换别的同志从头再查一遍${visitBy === null ? '' : `，${formatDay(visitBy, today)}前接手`}。农户会收到消息。`;
export const alreadyOpen = (): string => '这一户现在已经有一件在办，不用另外复核。';

export const menuQuestion = (): string =>
  '要看哪一份名单？\n久未认定的：线索超过时限还没有结果。\n报了没纳入的：防止该纳入的没纳入，隔一阵再看一遍。';

/** A page of clues long undecided, or of reports that were not recognised. */
export function listText(list: CaseListName, found: CaseListPage, today: LocalDate): string {
  if (found.total === 0) {
    return list === 'undecided'
      ? `没有超过${found.days}天还没结果的线索。`
      : '近一年没有报了没纳入的户。';
  }
  const head =
    list === 'undecided'
      ? `超过${found.days}天还没有结果的线索，共${found.total}件：`
      : `近一年报了没纳入的，共${found.total}件：`;
  return [
    head,
    ...found.lines.map((line, at) => {
      const end =
        list === 'undecided' ? `已${line.days}天，${stateLabel(line.state)}` : reasonOf(line);
      const holder = line.holderName === '' ? '' : `，经办：${line.holderName}`;
      return `${at + 1}. ${line.headName} ${line.areaName}，${formatDay(line.clueOn, today)}报，${end}${holder}`;
    }),
    ...(found.pages > 1 ? [pageLabels.of(found.page, found.pages)] : []),
  ].join('\n');
}
