/** One-tap report (一键申报): the questions, the read-back and the receipt. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { MemberAffected } from '#src/domain/declaration/reader/reading.ts';
import type { Draft } from '../draft.ts';
import type { BureauFacts, ContactFacts, PersonFacts } from '../facts.ts';
import { formatAmount, formatContact, shortened, spaced } from './format.ts';
import { nextStepLine } from './next-step.ts';
import { amountLabel, guaranteeLabel, relationLabel, riskLabel } from './risk.ts';

export const declareLabels = {
  more: '更多',
  another: '再选一种',
  resume: '继续申报',
  restart: '重新开始',
  someoneElse: '替别人申报',
  unclear: '说不清楚',
  done: '说完了',
  sendPlace: '发位置',
  sameReport: '补充到这一份',
  newReport: '另外一件事',
  addWho: '替谁申报',
  dropType: '去掉一种困难',
  rewrite: '重新说一遍',
  dropMedia: '去掉照片语音',
  dropPlace: '去掉位置',
  whomSelf: '我自己家',
  whomRelative: '亲戚家',
  whomNeighbour: '邻居、别人家',
  unknownName: '不知道名字',
  sameVillage: '和我同村',
  unknownPhone: '不知道电话',
  yesAdd: '对，加上',
  noLeave: '不用加',
} as const;

export const typeQuestion = (): string =>
  '家里遇到了什么难处？\n点一个最像的；说不准也可以直接打字、发语音。';

export const typeQuestionAfter = (words: string): string =>
  `您说的我记下了：\n“${shortened(words, 120)}”\n难处是什么造成的？点一个最像的。`;

export const typeQuestionAfterMedia = (): string =>
  '收到了。难处是什么造成的？点一个最像的，也可以直接打字说。';

export const moreTypesQuestion = (): string => '还有这些。是哪一种？';

export const resumeQuestion = (draft: Draft): string =>
  ['您上次有一份没交的申报：', ...troubleLines(draft), '要接着办，还是重新开始？'].join('\n');

/** The read-back before anything counts. */
export const summary = (draft: Draft, person: PersonFacts | null): string =>
  [
    '我帮您记下了：',
    whomLine(draft, person),
    ...troubleLines(draft),
    '对不对？对的话请点“提交”。',
  ].join('\n');

function whomLine(draft: Draft, person: PersonFacts | null): string {
  const who = person === null ? '' : `${spaced(person.name)}（${person.areaName}）`;
  if (draft.reporter === 'self') return `申报人：${who}`;
  const whose = draft.subject?.name ?? '';
  const named = whose === '' ? '别人家' : `${spaced(whose)}家`;
  return `替${draft.reporter === 'relative' ? '亲戚' : '别人'}申报：${named}\n由您转告：${who}`;
}

/** What the draft holds, line by line; long words are cut in the read-back only, never in the report. */
function troubleLines(draft: Draft): readonly string[] {
  const troubles = [
    ...draft.riskTypes.map(riskLabel),
    ...draft.guaranteeIssues.map(guaranteeLabel),
  ].filter((label, index, all) => all.indexOf(label) === index);
  const members = draft.members.map(memberWords).filter((each) => each !== '');
  const amounts = draft.amounts.map((each) => `${amountLabel(each.kind)}${formatAmount(each)}`);
  return [
    ...(troubles.length === 0 ? [] : [`难处：${troubles.join('；')}`]),
    ...draft.words.slice(-3).map((each) => `您说的：“${shortened(each, 120)}”`),
    ...(draft.words.length > 3 ? [`前面还有${draft.words.length - 3}条，都记着`] : []),
    ...(members.length === 0 ? [] : [`谁遇到难处：${members.slice(0, 6).join('；')}`]),
    ...(amounts.length === 0 ? [] : [`钱的事：${amounts.slice(0, 6).join('；')}`]),
    ...mediaLine(draft),
    ...(draft.place === null ? [] : ['位置：收到了']),
  ];
}

function memberWords(member: MemberAffected): string {
  const count = member.count > 1 ? `${member.count}人` : '';
  const age = member.age === null ? '' : `${member.age}岁`;
  const notes = [age, ...member.flags].filter((each) => each !== '').join('、');
  return `${relationLabel(member.relation)}${count}${notes === '' ? '' : `（${notes}）`}`;
}

function mediaLine(draft: Draft): readonly string[] {
  const count = (kind: string) => draft.media.filter((each) => each.media === kind).length;
  const parts = [
    [count('photo'), '张照片'],
    [count('voice'), '条语音'],
    [count('video'), '段视频'],
    [count('document'), '个文件'],
  ] as const;
  const named = parts.filter(([number]) => number > 0).map(([number, what]) => `${number}${what}`);
  return named.length === 0 ? [] : [`收到：${named.join('、')}`];
}

export const sameReportQuestion = (receiptNumber: string): string =>
  `您说的我记下了。\n是给刚才那份补充（受理号 ${receiptNumber}），还是另外一件事？`;

/** A place told for a report already sent, as words. */
export const placeWords = (latitude: number, longitude: number): string =>
  `位置：${latitude}, ${longitude}`;

export const addQuestion = (): string =>
  '还有什么要说的？\n可以打字、发语音、发照片，也可以发位置。谁遇到难处、花了多少钱，想到什么说什么。';

export const addedMore = (): string => '记下了。还有吗？没有了就点“说完了”。';

export const changeQuestion = (): string => '要改哪一样？';

export const dropTypeQuestion = (): string => '要去掉哪一种？';

export const rewriteQuestion = (): string =>
  '请把情况重新说一遍，打字或者发语音都行。说完以后，前面说的就换成新的。';

export const whomQuestion = (): string => '这是谁家的难处？';

export const proxyNameQuestion = (): string =>
  '您是在替别人说，记下了。请问那家人叫什么名字？\n打户主或者本人的姓名都行。';

export const proxyVillageQuestion = (): string =>
  '那家户口在哪个村？\n和您同村就点按钮，不同村请打村名。';

export const proxyPhoneQuestion = (): string => '那家的电话是多少？\n知道就打，不知道也没关系。';

export const villageUnknown = (words: string): string =>
  `没找到“${shortened(words, 20)}”。请再打一次村名，或者点“和我同村”。那家户口在哪个村？`;

export const villagePick = (): string => '有几个名字对得上。是哪一个？';

export const proposal = (labels: readonly string[]): string =>
  `我又仔细看了您说的，是不是还有：${labels.join('；')}？`;

export const proposalAmounts = '几笔钱数';
export const proposalMembers = '家里人的情况';
export const proposalUrgent = '情况比较急';

export const keptForLater = (): string => '好的，先不交。';

export const startedAfresh = (): string => '好的，重新开始。';

export const receipt = (
  of: {
    readonly receiptNumber: string;
    readonly visitBy: LocalDate | null;
    readonly holder: ContactFacts | null;
    readonly repeated: boolean;
    readonly forOther: boolean;
  },
  bureau: BureauFacts,
  today: LocalDate,
): string =>
  [
    of.repeated ? '这份申报之前已经交上来了，不会重复登记。' : '收到了，已经登记。',
    `受理号 ${of.receiptNumber}`,
    ...nextLines(of.holder, of.visitBy, today, bureau),
    ...(of.forOther ? ['上门时会当面问问本人的意思。'] : []),
    ...(of.holder !== null && of.holder.phone !== ''
      ? ['有急事，直接打上面的电话。']
      : phoneLine(bureau)),
    '我们不收费，不要银行卡密码和验证码。',
  ].join('\n');

function nextLines(
  holder: ContactFacts | null,
  visitBy: LocalDate | null,
  today: LocalDate,
  { places }: BureauFacts,
): readonly string[] {
  return [
    nextStepLine({ what: 'visit', by: visitBy }, today, places),
    ...(holder === null ? [] : [`经办：${formatContact(holder)}。`]),
  ];
}

const phoneLine = (bureau: BureauFacts): readonly string[] =>
  bureau.hotline === '' ? [] : [`有急事，打电话 ${bureau.hotline}。`];
