/**
 * 政策明白卡: what the documents of the county say of a kind of help, in plain words: what it is, for whom, how much, who answers for it,
 * and where it is written. What is written is said to be written; that anybody gets it is never said.
 */
import { type LocalDate, partsOf } from '#src/domain/calendar/local-date.ts';
import type {
  CountyPolicy,
  PolicyAmount,
  PolicyItem,
  Written,
} from '#src/domain/policy/county-policy.ts';
import type { MeasureClass } from '#src/domain/policy/toolbox.ts';
import type { AidScope } from '#src/domain/policy/settings.ts';
import { formatYuan, spaced } from './format.ts';
import { itemChecklist, itemMeaning } from './policy-item.ts';
import type { PolicyTopic } from './policy-topic.ts';

/** What a topic covers: classes of the tool box, with single codes added or taken out. */
type Field = {
  readonly classes: readonly MeasureClass[];
  readonly also?: readonly string[];
  readonly not?: readonly string[];
};

const URGENT: readonly string[] = ['temporary-relief', 'urgent-relief'];
const OF_DISABILITY: readonly string[] = [
  'disability-allowances',
  'disabled-post',
  'home-teaching',
];

const FIELDS: Partial<Readonly<Record<PolicyTopic, Field>>> = {
  insurance: { classes: ['health'] },
  'low-income': { classes: ['safety-net'], not: [...URGENT, 'disability-allowances'] },
  'temporary-relief': { classes: [], also: URGENT },
  disability: { classes: [], also: OF_DISABILITY },
  school: { classes: ['compulsory-education', 'other-education'], also: ['yulu-plan-plus'] },
  housing: { classes: ['housing', 'relocation'] },
  water: { classes: ['drinking-water'] },
  work: { classes: ['employment', 'public-post'], not: ['yulu-plan-plus'] },
  industry: { classes: ['industry'] },
  loan: { classes: ['finance'] },
};

/** Most lines of one answer: it is read on a phone. */
const MOST = 8;

/** What the county's own documents say on a topic, ending with where it is written. */
export function topicLines(
  topic: PolicyTopic,
  policy: CountyPolicy,
  today: LocalDate,
): readonly string[] {
  if (topic === 'how-long') return [howLong(policy)];
  const field = FIELDS[topic];
  if (field === undefined) return [];
  const own = policy.items.filter((item) => item.written !== null && covers(field, item));
  const extra =
    topic === 'water' ? waterLines(policy) : topic === 'low-income' ? aidLines(policy) : [];
  if (own.length === 0 && extra.length === 0) {
    return ['这方面的钱数和条件，我们这里的文件没有写，问了才准。'];
  }
  const shown = own.slice(0, MOST);
  return [
    ...extra,
    ...(shown.length === 0 ? [] : ['文件里写着这些，想细问哪样就打它的名字：']),
    ...shown.map((item) => `· ${briefly(item, policy)}`),
    ...writtenLines(shown, policy, today),
  ];
}

/** One kind of help: what it is, for whom, how much, whose it is, and where it is written. */
export function itemLines(
  item: PolicyItem,
  policy: CountyPolicy,
  today: LocalDate,
): readonly string[] {
  const meaning = itemMeaning(item.code);
  const condition = conditionOf(item, policy);
  const bring = itemChecklist(item.code);
  return [
    `“${item.title}”${meaning === null ? '' : `：${meaning}`}。`,
    ...(condition === null ? [] : [`给谁：${condition}。`]),
    ...(item.amount === null ? [] : [`多少：${amountOf(item.amount)}。`]),
    `归${officeOf(item)}管。`,
    ...(bring === null ? [] : [`${bring}。`]),
    ...(item.written === null
      ? ['我们这里的文件没有单独写这一样，有没有、怎么办，问了才准。']
      : writtenLines([item], policy, today)),
  ];
}

const covers = ({ classes, also = [], not = [] }: Field, item: PolicyItem): boolean =>
  also.includes(item.code) || (classes.includes(item.class) && !not.includes(item.code));

/** 到户产业奖补，县农业农村局管，每户每年最高2000元 */
function briefly(item: PolicyItem, policy: CountyPolicy): string {
  const condition = conditionOf(item, policy);
  return [
    `${spaced(item.title)}（${officeOf(item)}）`,
    ...(item.amount === null ? [] : [`，${amountOf(item.amount)}`]),
    ...(condition === null ? [] : [`。给谁：${condition}`]),
  ].join('');
}

/** 县农业农村局; what stands in brackets behind an office is for other officers. */
const officeOf = ({ office }: PolicyItem): string => office.replace(/（.*）$/, '');

const AID: Readonly<Record<AidScope, string>> = {
  'every-stage': '在读的学生，不分小学中学大学',
  'from-senior-high': '高中和高中以上在读的学生',
  'from-senior-high-before-postgraduate': '高中和高中以上在读的学生，研究生不算',
};

/** The condition as people read it. An amount said in it is said once, as the amount. */
function conditionOf(item: PolicyItem, { fiveNone, aid }: CountyPolicy): string | null {
  if (item.amount?.kind === 'loan-year') return null;
  if (item.condition === null) {
    return item.code === 'education-aid' && aid !== null ? AID[aid] : null;
  }
  return spaced(
    item.condition
      // “应贷尽贷” is an order to the office and reads as a promise to a household.
      .replace(/应贷尽贷/g, '')
      .replace(/监测对象|监测户/g, '正在帮扶的家庭')
      .replace(/“五无”/g, fiveNone === null ? '“五无”' : `“五无”（${fiveNone.join('、')}）`),
  );
}

function amountOf(amount: PolicyAmount): string {
  switch (amount.kind) {
    case 'household-year':
      return `每户每年最高${formatYuan(amount.yuan)}`;
    case 'loan-year':
      return `本专科生每年最高借${formatYuan(amount.undergraduate)}，研究生每年最高借${formatYuan(amount.graduate)}`;
  }
}

/** Document and articles, and that being written is not yet getting it. */
function writtenLines(
  items: readonly PolicyItem[],
  { since }: CountyPolicy,
  today: LocalDate,
): readonly string[] {
  const places = items.flatMap(({ written }) => (written === null ? [] : [written]));
  const documents = [
    ...new Set(places.flatMap((each) => ('document' in each ? each.document : []))),
  ];
  const lists = [...new Set(places.flatMap((each) => ('of' in each ? each.of : [])))];
  const where = [
    ...documents.map((document) => `${spaced(document)}${articlesOf(places, document).join('、')}`),
    ...lists.map((of) => `“${of}”`),
  ];
  if (where.length === 0) return [];
  const { year } = partsOf(since);
  return [
    `写在${where.join('，')}里。`,
    year < partsOf(today).year
      ? `这是${year}年的文件，现在有没有变、办不办得成，核对过才知道。`
      : '写着有，办不办得成要核对过才知道。',
  ];
}

const articlesOf = (places: readonly Written[], document: string): readonly string[] => [
  ...new Set(
    places.flatMap((each) =>
      'document' in each && each.document === document ? each.article : [],
    ),
  ),
];

const UNIT = { 'calendar-days': '天', 'working-days': '个工作日', months: '个月' } as const;

const howLong = ({ identify, publicityDays, places }: CountyPolicy): string =>
  `照规定，从您交了申报到${places.county}里定下来，一般${identify.value}${UNIT[identify.unit]}，里面村里公示不少于${publicityDays.value}${UNIT[publicityDays.unit]}。`;

const waterLines = ({ water }: CountyPolicy): readonly string[] =>
  water === null
    ? []
    : [
        `照规定，取一趟水不超过${water.minutes}分钟，平路不超过${water.horizontalMetres}米，上下坡不超过${water.verticalMetres}米。超过了就可以报。`,
      ];

const aidLines = ({ aidClasses }: CountyPolicy): readonly string[] =>
  aidClasses === null ? [] : [`我们这里的救助分${aidClasses.length}类：${aidClasses.join('、')}。`];
