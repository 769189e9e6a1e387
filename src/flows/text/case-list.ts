/** 再看一遍: lists of cases the town looks through again. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { CaseListName, CaseListPage } from '../case-step.needs.ts';
import { formatDay } from './format.ts';
import { pageLabels } from './paging.ts';
import { reasonLabel, stateLabel } from './staff-case.ts';

export const menuLabel = '再看一遍';

export const listLabels = { undecided: '久未认定的', refused: '报了没纳入的' } as const;

export const menuQuestion = (): string =>
  '要看哪一份名单？\n久未认定的：线索超过时限还没有结果。\n报了没纳入的：防止该纳入的没纳入，隔一阵再看一遍。';

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
        list === 'undecided'
          ? `已${line.days}天，${stateLabel(line.state)}`
          : line.reason === null
            ? '没有写原因'
            : reasonLabel(line.reason);
      const holder = line.holderName === '' ? '' : `，经办：${line.holderName}`;
      return `${at + 1}. ${line.headName} ${line.areaName}，${formatDay(line.clueOn, today)}报，${end}${holder}`;
    }),
    ...(found.pages > 1 ? [pageLabels.of(found.page, found.pages)] : []),
  ].join('\n');
}
