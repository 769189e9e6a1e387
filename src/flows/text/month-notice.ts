/** 月通报: what became of the troubles a town was told of in a month, as a text that can go out as a notice (BN-66). Sums only, no names. */
import type { RoutingTopic } from '#src/domain/policy/routing.ts';
import { issueTopic } from './issue.ts';

export type TopicNumbers = {
  readonly topic: RoutingTopic;
  readonly opened: number;
  readonly ended: number;
  readonly open: number;
  readonly late: number;
  readonly repeated: number;
};

export type MonthNumbers = {
  /** '2026-10' */
  readonly month: string;
  readonly areaName: string;
  readonly topics: readonly TopicNumbers[];
  readonly alarms: { readonly received: number; readonly real: number; readonly open: number };
};

/** 10月, with the year only in the title: a notice is read within weeks. */
const monthWord = (month: string): string => `${Number(month.slice(5))}月`;

/** The monthly notice of an area: tickets by topic, the late and the repeated ones, alarms. */
export function monthNotice(numbers: MonthNumbers): {
  readonly title: string;
  readonly body: string;
} {
  const { topics, month, areaName, alarms } = numbers;
  const sum = (of: (row: TopicNumbers) => number): number =>
    topics.reduce((total, row) => total + of(row), 0);
  const open = sum((row) => row.open);
  const late = sum((row) => row.late);
  const repeated = sum((row) => row.repeated);
  return {
    title: `${areaName}${monthWord(month)}问题办理情况`,
    body: [
      `${monthWord(month)}，大家反映的上学、看病、住房、饮水等问题收到${sum((row) => row.opened)}件，办结${sum((row) => row.ended)}件。`,
      open === 0
        ? '月底都办完了。'
        : `月底还有${open}件没办完${late > 0 ? `，其中${late}件超了时间` : ''}，正在抓紧办。`,
      ...topics
        .filter((row) => row.opened + row.ended + row.open > 0)
        .map(
          (row) =>
            `${issueTopic(row.topic)}：收到${row.opened}件，办结${row.ended}件，还有${row.open}件。`,
        ),
      ...(repeated > 0 ? [`有${repeated}件是以前办过又出现的，正在查原因。`] : []),
      ...(alarms.received > 0
        ? [
            `部门名单比对发现${alarms.received}户可能有困难，上门核实属实${alarms.real}户，都已转村里帮扶。`,
          ]
        : []),
      '家里有难处，随时可以在这里说，也可以找村里的信息员。',
    ].join('\n'),
  };
}
