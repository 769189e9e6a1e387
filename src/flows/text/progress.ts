/** 我的进度: what was received, who has it, what comes next and by when. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import { fromInstant } from '#src/domain/calendar/local-date.ts';
import { type AreaWords, spokenTown } from '#src/domain/policy/area-words.ts';
import type { BureauFacts } from '../facts.ts';
import type { ProgressStep, ReportProgress } from '../farmer.needs.ts';
import { formatContact, formatDay, spaced } from './format.ts';
import { nextStepLine } from './next-step.ts';
import { riskLabel } from './risk.ts';

const stepLabels = (places: AreaWords): Readonly<Record<ProgressStep['name'], string>> => ({
  received: '收到申报',
  accepted: '村里接手',
  visited: '上门看情况',
  authorised: '签授权书',
  reviewed: '村里商量',
  published: '村里公示',
  'town-reviewed': `${spokenTown(places)}里审核`,
  decided: `${places.county}里研究`,
  helped: '定帮扶计划',
  closed: '办完',
});

const stateLabels = (places: AreaWords): Readonly<Record<ReportProgress['state'], string>> => ({
  received: '收到了，等村里接手',
  checking: '正在核对',
  accepted: '村里接手了，等上门',
  visited: '已经上门看过',
  deciding: '正在研究',
  helped: `${places.county}里定了，正在帮扶`,
  watched: `${places.county}里记为解决了，还会常来看看`,
  withdrawing: '您要撤回，等电话确认',
  closed: '已经办完',
});

export const noReports = (): string => '您还没有交过申报。家里有难处，点“一键申报”就行。';

export const reportsQuestion = (): string => '您交过的、请人解决的都在这里。要看哪一件？';

/** On a button: 26-0001-7 生病花钱多. */
export const reportLabel = (report: ReportProgress): string => {
  const first = report.riskTypes[0];
  return `${report.receiptNumber} ${first === undefined ? '申报' : riskLabel(first)}`;
};

/** One report. Who is only `claimed` gets no steps from the store and is told the result in person. */
export const reportText = (
  report: ReportProgress,
  inPerson: boolean,
  bureau: BureauFacts,
  today: LocalDate,
): string => {
  const contact = report.holder ?? bureau.officer;
  return [
    `受理号 ${report.receiptNumber}`,
    ...(report.subjectName === null ? [] : [`替${spaced(report.subjectName)}家申报`]),
    `收到：${formatDay(fromInstant(report.receivedAt), today)}`,
    ...(inPerson ? [] : [`现在：${stateLabels(bureau.places)[report.state]}`]),
    ...(inPerson ? [] : report.steps.map((step) => stepLine(step, today, bureau.places))),
    ...(contact === null ? phoneLine(bureau) : [`经办：${formatContact(contact)}`]),
    ...(report.next === null ? [] : [nextStepLine(report.next, today, bureau.places)]),
    ...(inPerson ? ['结果会当面告诉您。'] : []),
    ...(report.openQuestion === null
      ? []
      : [`村里想问您：“${report.openQuestion}”\n请点“补充”回答。`]),
  ].join('\n');
};

const phoneLine = (bureau: BureauFacts): readonly string[] =>
  bureau.hotline === '' ? [] : [`有事打电话 ${bureau.hotline}`];

function stepLine(step: ProgressStep, today: LocalDate, places: AreaWords): string {
  const label = stepLabels(places)[step.name];
  if (step.doneOn !== null) return `✅ ${label}，${formatDay(step.doneOn, today)}`;
  return step.dueOn === null ? `· ${label}` : `· ${label}，${formatDay(step.dueOn, today)}前`;
}

export const reReviewLabel = '请求复核';

export const addQuestion = (receiptNumber: string): string =>
  `给受理号 ${receiptNumber} 补充什么？\n可以打字、发语音、发照片，发完就转给村里。`;

export const added = (receiptNumber: string): string =>
  `补充好了，已经转给村里，受理号 ${receiptNumber}。`;

export const addMore = (): string => '还有要补充的吗？';

export const noMoreLabel = '没有了';

export const withdrawQuestion = (receiptNumber: string): string =>
  `要撤回受理号 ${receiptNumber} 的申报。\n为什么撤回？点一个，或者打字说。`;

export const withdrawReasons = {
  solved: '难处已经解决',
  mistake: '填错了',
  unwanted: '不想申报了',
} as const;

export const withdrawing = (
  receiptNumber: string,
  report: ReportProgress | null,
  bureau: BureauFacts,
): string => {
  const contact = report?.holder ?? bureau.officer;
  return [
    `记下了，受理号 ${receiptNumber}。`,
    '村里的同志会打电话跟您确认。确认之前，照常办理。',
    ...(contact === null ? [] : [`经办：${formatContact(contact)}。`]),
  ].join('\n');
};

export const notDone = (code: 'not-yours' | 'already-closed' | 'unknown'): string =>
  ({
    'not-yours': '没找到您的这份申报。您交过的都在“我的进度”里。',
    'already-closed': '这份申报已经办完，不能再改了。有新的难处，可以再报一次。',
    unknown: '没找到这份申报。您交过的都在“我的进度”里。',
  })[code];
