/** What is on record about a household whose risk is said to be eliminated, in the words the applicant, the town and the county read. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { EliminationAnswer } from '#src/domain/case/reasons.ts';
import type { CheckedCondition, EliminationCondition } from '#src/domain/plan/elimination.ts';
import type { Evidence } from '#src/domain/plan/elimination-record.ts';
import type { CaseWork } from '../case-work.needs.ts';
import { formatDay, formatYuan } from './format.ts';
import { alarmLabel } from './issue.ts';
import { outcomeLabel } from './staff-visit.ts';

const TITLES: Readonly<Record<EliminationCondition, string>> = {
  'long-enough': '帮扶时间',
  helped: '帮扶措施',
  'income-steady': '收入稳定半年以上',
  'income-above-line': '收入超过监测范围',
  'spending-settled': '大额支出已解决',
  'guarantees-met': '三保障和饮水',
  'risk-gone': '风险已消除',
  'has-labour': '劳动力',
};

const ANSWERS: Readonly<Record<EliminationAnswer, string>> = {
  'seen-at-home': '上门看过，情况属实',
  'papers-seen': '看过工资、票据等凭证',
  'record-behind': '已经解决，记录还没更新',
  'household-changed': '家里人口或情况变了',
};

const EFFECTS = { good: '见效好', some: '有些成效', none: '没有成效' } as const;

export const answerLabel = (answer: EliminationAnswer): string => ANSWERS[answer];

/** Measures, and each condition with what it rests on. */
export function recordLines({ record }: CaseWork, today: LocalDate): readonly string[] {
  if (record === null) return [];
  const { measures, checked, answer } = record;
  return [
    `落实的帮扶：${measures.length === 0 ? '还没有' : measures.slice(0, 6).join('、')}。`,
    ...checked
      .filter(({ evidence }) => evidence.length > 0)
      .map((each) => `· ${conditionLine(each, today)}`),
    ...(answer === null ? [] : [`对不上的，申请人说明：${ANSWERS[answer]}。`]),
  ];
}

/** 收入超过监测范围：收入表 7月3日 周五，人均 9120 元，高于 8700 元. */
export const conditionLine = (
  { condition, met, evidence }: CheckedCondition,
  today: LocalDate,
): string =>
  `${met === true ? '' : met === false ? '【对不上】' : '【没有记录】'}${TITLES[condition]}：${evidence
    .map((each) => evidenceText(each, today))
    .join('；')}`;

function evidenceText(evidence: Evidence, today: LocalDate): string {
  const day = (date: LocalDate): string => formatDay(date, today);
  switch (evidence.code) {
    case 'income': {
      const { madeOn, netPerPerson, lineYuan, says } = evidence;
      const line =
        lineYuan === null
          ? '本地的监测范围还没有公布'
          : `${says === 'for' ? '高于' : '没有超过'} ${lineYuan} 元`;
      return `收入表${day(madeOn)}，人均 ${netPerPerson} 元，${line}`;
    }
    case 'no-sheet':
      return '消除前的收支还没有核算';
    case 'sheet-too-old':
      return `${day(evidence.madeOn)}的收入表太久了，要重新核算`;
    case 'income-fell':
      return `比上一张收入表少了：${day(evidence.before.madeOn)}人均 ${evidence.before.netPerPerson} 元，${day(evidence.now.madeOn)}人均 ${evidence.now.netPerPerson} 元`;
    case 'above-since':
      return evidence.says === 'for'
        ? `${day(evidence.since)}起的收入表都在线上，满半年`
        : `${day(evidence.since)}起的收入表才在线上，不满半年`;
    case 'spending': {
      const { madeOn, rigidYuan, netYuan, says } = evidence;
      return `收入表${day(madeOn)}，省不掉的开支${formatYuan(rigidYuan)}，${says === 'for' ? '没有超过' : '超过'}纯收入${signed(netYuan)}的一半`;
    }
    case 'spending-not-asked':
      return '看病、上学等开支还没有核算';
    case 'big-medical-cost':
      return `${Number(evidence.month.slice(5))}月医保名单里有高额医疗费`;
    case 'guarantees':
      return `${day(evidence.madeOn)}核实没有问题`;
    case 'guarantee-open':
      return `${evidence.issue}核实时没有解决`;
    case 'ticket-open':
      return `${evidence.issue}的问题${day(evidence.openedOn)}报来，还没有办完`;
    case 'alarm-open':
      return `${day(evidence.receivedOn)}部门预警“${alarmLabel(evidence.kind)}”还没有办完`;
    case 'effect':
      return evidence.effect === null
        ? `${evidence.title}还没有评成效`
        : `${evidence.title}${EFFECTS[evidence.effect]}`;
    case 'visit':
      return `${day(evidence.on)}走访：${outcomeLabel(evidence.outcome)}`;
    case 'no-visit':
      return evidence.lastOn === null
        ? '还没有走访记录'
        : `最近一次走访是${day(evidence.lastOn)}，太久了`;
  }
}

const signed = (yuan: number): string => (yuan < 0 ? `负${formatYuan(-yuan)}` : formatYuan(yuan));

const OBSTACLES: Readonly<Record<EliminationCondition, string>> = {
  'long-enough': '帮扶时间还不够',
  helped: '每项风险都要有已经落实的帮扶措施',
  'income-steady': '收入要稳定半年以上',
  'income-above-line': '人均纯收入要超过监测范围',
  'spending-settled': '大额支出要已经解决',
  'guarantees-met': '三保障和饮水要都有保障',
  'risk-gone': '风险要已经消除',
  'has-labour': '整户没有劳动力的，暂不消除；劳动力情况没登记的，请先补上',
};

/** What stands in the way and cannot be answered with a reason. */
export function obstacleLines(work: CaseWork, today: LocalDate): readonly string[] {
  const { obstacles, newClues, record } = work;
  const shown = new Map(record?.checked.map((each) => [each.condition, each]));
  return [
    ...(newClues === 0 ? [] : ['· 纳入以后又报来新情况，还没有核实']),
    ...(obstacles?.unmet.map((condition) => {
      const checked = shown.get(condition);
      if (condition === 'long-enough') {
        return `· ${OBSTACLES[condition]}，${formatDay(obstacles.from, today)}起才能申请`;
      }
      return checked === undefined || checked.evidence.length === 0
        ? `· ${OBSTACLES[condition]}`
        : `· ${conditionLine(checked, today)}`;
    }) ?? []),
  ];
}

/** The question an applicant answers where the record does not bear out what is said. */
export function askAnswer(work: CaseWork, today: LocalDate): string {
  const toAnswer = new Set(work.obstacles?.toAnswer);
  const lines = work.record?.checked.filter(({ condition }) => toAnswer.has(condition)) ?? [];
  return [
    '这几条和记录对不上，或者没有记录：',
    ...lines.map((each) => `· ${conditionLine(each, today)}`),
    '为什么还可以申请？选一个，后面每一级都会看到。没有核实的，请先返回。',
  ].join('\n');
}
