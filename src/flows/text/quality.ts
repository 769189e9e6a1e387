/** 数据体检: what the data checks found, in plain words, each with what mends it. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { FindingCode } from '#src/domain/quality/finding.ts';
import type { QualityLine, QualityPage } from '../assessment.needs.ts';
import { formatDay, spaced } from './format.ts';
import { pageLabels } from './paging.ts';

export const qualityLabels = { open: '数据体检' } as const;

/** What is wrong, and what to do about it. */
export const findingWords: Readonly<
  Record<FindingCode, { readonly words: string; readonly remedy: string }>
> = {
  'id-number': { words: '身份证号不对或者没有', remedy: '入户时看着证件核对，改名册' },
  'disability-card': { words: '残疾证号不对', remedy: '看着证件核对，改名册' },
  'able-marked-weak': {
    words: '身体健康、年纪合适，却写成干不了活',
    remedy: '问清楚，改劳动技能或者健康状况',
  },
  'student-with-job': { words: '在上学，又写了打工', remedy: '问清楚，改其中一项' },
  'no-labour-not-marked': { words: '全家没人能干活，没有标兜底户', remedy: '核实后在名册上标上' },
  'insurance-differs': {
    words: '村里记的参保和医保名单不一样',
    remedy: '问清楚，再打开这户点“记参保和务工”',
  },
  'job-differs': {
    words: '村里记的务工和人社名单不一样',
    remedy: '问清楚，再打开这户点“记参保和务工”',
  },
  'illness-without-cost': {
    words: '写了因病，看病自己掏的钱是零',
    remedy: '问清看病花费，重填收支',
  },
  'disaster-without-kind': { words: '写了因灾，没写是什么灾', remedy: '重填收支，选上灾种' },
  'lack-of-labour-doubtful': {
    words: '写了缺劳力，可一半人能干活',
    remedy: '核对劳动技能，或者改难处',
  },
  'unstable-work-without-worker': {
    words: '写了打工不稳，可没有人打工',
    remedy: '补上务工情况，或者改难处',
  },
  'no-measure': { words: '认定一个月了，还没有帮扶措施', remedy: '打开帮扶计划，定措施' },
  'no-development-measure': {
    words: '有人能干活，半年了没有产业就业类帮扶',
    remedy: '打开帮扶计划，加一样',
  },
  'only-safety-net': { words: '有人能干活，却只有兜底', remedy: '打开帮扶计划，加一样能挣钱的' },
  'development-not-started': {
    words: '定了一个月，还没有开始办',
    remedy: '去催一催，办了就记上；办不了就换',
  },
  'job-measure-without-wage': { words: '有就业帮扶，工资收入是零', remedy: '问清工资，重填收支' },
  'eliminated-too-soon': {
    words: '认定不到两个月就消除了风险',
    remedy: '请镇里复看，站不住就退回',
  },
  'eliminated-below-line': { words: '收入没过线就消除了风险', remedy: '请镇里复看，站不住就退回' },
  'eliminated-not-assessed': {
    words: '消除风险后没有填收支和三保障',
    remedy: '入户补填收支和三保障',
  },
  'illness-not-helped': {
    words: '因病的户，没有医疗或者兜底帮扶就消除了',
    remedy: '补登记措施，或者请镇里复看',
  },
  'schooling-not-helped': {
    words: '因学的户，没有教育帮扶就消除了',
    remedy: '补登记措施，或者请镇里复看',
  },
  'housing-not-helped': {
    words: '住房问题，没有住房帮扶就消除了',
    remedy: '补登记措施，或者请镇里复看',
  },
  'water-not-helped': {
    words: '饮水问题，没有饮水帮扶就消除了',
    remedy: '补登记措施，或者请镇里复看',
  },
};

export const allWell = (): string => '数据体检：没有发现问题。每天夜里自动查一遍，有了会放进待办。';

export const listText = (page: QualityPage, today: LocalDate): string =>
  [
    `数据体检：有${page.total}处要看。改好了会自动消掉。`,
    ...page.lines.map((line, at) => `${at + 1}. ${lineText(line, today)}`),
    ...(page.pages > 1 ? [pageLabels.of(page.page, page.pages)] : []),
  ].join('\n');

function lineText(line: QualityLine, today: LocalDate): string {
  const { words, remedy } = findingWords[line.code];
  const about = line.about === '' ? '' : `（${line.about}）`;
  return spaced(
    `${line.headName}家${about}：${words}。${remedy}。${formatDay(line.foundOn, today)}发现`,
  );
}

/** The button that opens a finding's household. */
export const lineButton = (line: QualityLine, at: number): string => `${at + 1}. ${line.headName}`;
