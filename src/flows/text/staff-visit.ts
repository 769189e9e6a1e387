/** 走访记录 and 我的农户: questions and answers for officers. */
import type { Terms } from '#src/domain/policy/terms.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { Finding } from '#src/domain/case/dossier.ts';
import type { VisitKind, VisitOutcome, VisitRefusal, VisitWant } from '#src/domain/visit/visit.ts';
import type { StaffRefusal } from '../staff.intents.ts';
import type {
  HouseholdGlance,
  HouseholdSheet,
  UnconfirmedAccount,
  VisitSubject,
} from '../staff.needs.ts';
import { daysLeft, formatDay, shortened } from './format.ts';
import { healthWords, labourWord } from './person-facts.ts';
import { reasonLabel, refusalText } from './staff-case.ts';
import { dutyLine, dutyTitle } from './staff-duty.ts';
import { measureLine } from './plan-measure.ts';
import { visitLabels } from './staff-menu.ts';
import type { VisitDraft } from '../visit-draft.ts';

export const outcomeLabel = (outcome: VisitOutcome): string =>
  ({
    'all-well': visitLabels.allWell,
    changed: visitLabels.changed,
    hardship: visitLabels.hardship,
  })[outcome];

export const findingLabel = (finding: Finding): string =>
  ({ true: visitLabels.true, partly: visitLabels.partly, untrue: visitLabels.untrue })[finding];

/** 张大山 桃源村（11月30日到期）. */
export function householdLine(household: HouseholdGlance, today: LocalDate, terms: Terms): string {
  const place = [household.areaName, household.groupName].filter((part) => part !== '').join(' ');
  const due =
    household.dueOn === null
      ? ''
      : `（${formatDay(household.dueOn, today)}，${daysLeft(household.dueOn, today)}）`;
  return `${household.headName} ${place}${household.monitored ? ` ${terms.household}` : household.tracked ? ' 继续跟踪' : ''}${due}`;
}

export const pickHousehold = (
  shown: readonly HouseholdGlance[],
  today: LocalDate,
  terms: Terms,
): string =>
  [
    '看的是哪一户？点一户，也可以直接打姓名找。',
    ...shown.map((each, at) => `${at + 1}. ${householdLine(each, today, terms)}`),
  ].join('\n');

export const noHouseholds = (): string => '您名下还没有农户。可以直接打姓名找。';

export const notFound = (words: string): string =>
  `没有找到“${shortened(words, 20)}”。请再打一次姓名，一两个字也行。`;

export const foundHouseholds = (
  shown: readonly HouseholdGlance[],
  today: LocalDate,
  terms: Terms,
): string =>
  [
    '找到这几户，是哪一户？',
    ...shown.map((each, at) => `${at + 1}. ${householdLine(each, today, terms)}`),
  ].join('\n');

export const outOfReach = (): string => '这一户不归您负责，或者和您自己家有关，要由别的同志来办。';

export const askFinding = (subject: VisitSubject): string =>
  [
    `${subject.headName}家（${subject.areaName}）有一份申报等着核实，受理号 ${subject.verification?.receiptNumber ?? ''}。`,
    ...(subject.verifiersWanted > 1
      ? [`按规定要${subject.verifiersWanted}个人去。只去了一个人也能记，会注明缺第二人。`]
      : []),
    '去看了，情况属实吗？',
  ].join('\n');

export const askOutcome = (subject: VisitSubject): string =>
  [
    `${subject.headName}家（${subject.areaName}）`,
    ...subject.due.map((duty) => `顺带算：${dutyTitle(duty.kind)}`),
    ...subject.measures.map((each) => `看看办得怎么样：${measureLine({ ...each, effect: null })}`),
    '家里怎么样？',
  ].join('\n');

export const askReason = (finding: Finding): string =>
  `${findingLabel(finding)}，是什么原因？点一个。`;

const WANTS: Readonly<Record<VisitWant, string>> = { loan: '想贷款', health: '有人新患病或病重' };

/** A tap says it, a second takes it back. */
export const wantLabel = (want: VisitWant, said: boolean): string =>
  said ? `不记“${WANTS[want]}”` : WANTS[want];

/** What will be logged. */
export const summary = (visit: VisitDraft, today: LocalDate): string =>
  [
    `走访 ${visit.headName}家（${visit.areaName}），${formatDay(today, today)}`,
    visit.finding === null
      ? outcomeLabel(visit.outcome)
      : `核实结果：${findingLabel(visit.finding)}${visit.reason === null ? '' : `，${reasonLabel(visit.reason)}`}`,
    ...(visit.note === '' ? [] : [`备注：${shortened(visit.note, 120)}`]),
    ...(visit.mediaIds.length === 0 ? [] : [`照片、语音${visit.mediaIds.length}件`]),
    ...(visit.place === null ? [] : ['位置：收到了']),
    ...(visit.secondName === '' ? [] : [`同去：${visit.secondName}`]),
    ...(visit.wants.length === 0
      ? []
      : [`农户说：${visit.wants.map((want) => WANTS[want]).join('、')}（会转给部门）`]),
    '',
    visit.outcome === 'changed' && visit.note === ''
      ? '变了什么，打字说一句就行；照片、位置也可以直接发。没有就点“提交”。'
      : '要补备注、照片、位置，直接发；没有就点“提交”。',
  ].join('\n');

export const noted = (): string => '记下了，会写进备注。';

/** Said on coming back to a half-written verification. */
export const verifiedMeanwhile = (headName: string): string =>
  `${headName}家的申报，别人已经核实过了。这次就记成平常走访，您写的都在。`;

export const askSecond = (): string => '谁和您一起去的？';

export const recorded = (
  end: { readonly repeated: boolean; readonly fulfilled: number; readonly secondMissing: boolean },
  headName: string,
): string =>
  [
    end.repeated ? '这次走访已经记过了，不会重复。' : `${headName}家的走访记好了。`,
    ...(end.fulfilled > 0 ? [`待办里的${end.fulfilled}件事一起办完了。`] : []),
    ...(end.secondMissing ? ['只有一个人核实，记作“缺第二人”。'] : []),
  ].join('\n');

export const sheetNext = (): string =>
  '趁还在家里，把收支和三保障填一下。现在不方便也行，放进待办了。';

export const hardshipNext = (): string => '接下来把困难报上去，家里是什么难处？';

export const askMet = (accounts: readonly UnconfirmedAccount[]): string =>
  accounts.length === 1
    ? `有个账号说是这家的：${accountName(accounts[0])}。这次见到他本人了吗？`
    : '有几个账号说是这家的。这次见到谁本人了？';

const accountName = (account: UnconfirmedAccount | undefined): string =>
  account === undefined ? '' : `${account.name}${account.phone === '' ? '' : ` ${account.phone}`}`;

export const metLabel = (account: UnconfirmedAccount, only: boolean): string =>
  only ? visitLabels.met : `见到了${account.name}，手机号是他的`;

export const confirmed = (name: string): string =>
  `记下了。以后${name}可以在手机上看到自家的情况。`;

/** Why a visit was not put on record, and what to do instead. */
export function visitRefusalText(refusal: VisitRefusal | StaffRefusal): string {
  switch (refusal.code) {
    case 'in-the-future':
      return '走访日期还没到，记不了。';
    case 'too-long-ago':
      return '过去太久了，记不进来。请找镇里说明。';
    case 'finding-missing':
    case 'finding-without-verification':
      return '请先选核实结果。';
    case 'reason-missing':
      return '不属实或者部分属实，要选一个原因。';
    case 'nobody-there':
      return '没有走访人，记不了。';
    case 'own-interest':
      return '这一户和您或者同去的人家里有关，要由别的同志去看。';
    default:
      return refusalText(refusal);
  }
}

/** The sheet. Numbers are masked already. */
export function sheetText(sheet: HouseholdSheet, today: LocalDate, terms: Terms): string {
  const kind = [
    sheet.monitored ? terms.household : '',
    sheet.tracked ? '风险已消除，继续跟踪' : '',
    sheet.exitedPoverty ? terms.exitedPoverty : '',
    sheet.origin === 'claimed' ? '名册里还没有对上' : '',
  ].filter((part) => part !== '');
  return [
    `${sheet.headName}家 ${[sheet.areaName, sheet.groupName].filter((part) => part !== '').join(' ')}`,
    ...(kind.length === 0 ? [] : [kind.join('，')]),
    ...(sheet.phone === '' ? [] : [`电话 ${sheet.phone}`]),
    ...(sheet.members.length === 0 ? [] : [`家里${sheet.members.length}人：`]),
    ...sheet.members.map(memberLine),
    ...(sheet.duties.length === 0 ? [] : ['要办的事：']),
    ...sheet.duties.slice(0, 5).map((duty) => `· ${dutyLine(duty, today)}`),
    ...(sheet.visits.length === 0 ? ['还没有走访记录。'] : ['最近走访：']),
    ...sheet.visits.map((visit) => `· ${visitLine(visit, today)}`),
  ].join('\n');
}

function memberLine(member: HouseholdSheet['members'][number]): string {
  const facts = [
    member.age === null ? '' : `${member.age}岁`,
    member.idNumber,
    ...healthWords(member.health),
    labourWord(member.labour),
  ].filter((part) => part !== '');
  return `· ${member.relation} ${member.name}${facts.length === 0 ? '' : `，${facts.join('，')}`}`;
}

function visitLine(
  visit: {
    readonly visitedOn: LocalDate;
    readonly kind: VisitKind;
    readonly outcome: VisitOutcome;
    readonly finding: Finding | null;
    readonly visitorName: string;
  },
  today: LocalDate,
): string {
  const result = visit.finding === null ? outcomeLabel(visit.outcome) : findingLabel(visit.finding);
  const how = visit.kind === 'phone' ? '（电话）' : '';
  return `${formatDay(visit.visitedOn, today)} ${visit.visitorName} ${result}${how}`;
}

export const listHeading = (
  list: { readonly assigned: boolean; readonly total: number },
  shown: readonly HouseholdGlance[],
  today: LocalDate,
  terms: Terms,
): string =>
  [
    list.assigned ? `您包的农户，共${list.total}户。` : `您负责的农户，共${list.total}户。`,
    '点一户看情况，也可以直接打姓名找。',
    ...shown.map((each, at) => `${at + 1}. ${householdLine(each, today, terms)}`),
  ].join('\n');
