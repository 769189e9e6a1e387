/**
 * 问政策: what is asked most, answered plainly: what there is, where to go, whom to phone. Nothing here promises anybody anything,
 * and no figure stands here: amounts and conditions are those of the documents in force where the person lives (`policy-card.ts`).
 */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import { type AreaWords, spokenTown } from '#src/domain/policy/area-words.ts';
import type { CountyPolicy, PolicyItem } from '#src/domain/policy/county-policy.ts';
import type { Responsible } from '#src/domain/policy/responsible.ts';
import type { BureauFacts } from '../facts.ts';
import { formatContact, formatDay } from './format.ts';
import { itemLines, topicLines } from './policy-card.ts';
import { itemAsked } from './policy-item.ts';
import type { PolicyTopic } from './policy-topic.ts';
import { responsibleAsked, responsibleLines } from './policy-who.ts';

type TopicText = {
  readonly label: string;
  /** Words by which a question is known to be about it. */
  readonly words: RegExp;
  /** A function where the county is named, for it is a 区 in some places. */
  readonly lines: readonly string[] | ((places: AreaWords) => readonly string[]);
};

/** Order decides where a question names two things: the narrower topic stands first. */
const TOPICS: Readonly<Record<PolicyTopic, TopicText>> = {
  fees: {
    label: '要不要钱',
    words: /收费|收(?:不收)?钱|要钱[不吗嘛]|要不要钱|手续费|押金|骗|是不是真的|验证码/,
    lines: [
      '在这里申报、问事都不收费。',
      '有人向您要银行卡密码、验证码或者手续费，都是骗子，别给。',
    ],
  },
  'no-reading': {
    label: '不会打字',
    words:
      /(?:不|没|莫)(?:识|认得?)字|[认看]不(?:到|得|懂|来|清)?字|不(?:会|得)(?:打字|写字|弄手机|用手机)/,
    lines: [
      '不用打字，按住说话，发语音就行，说家乡话也可以。',
      '也可以打电话，或者当面说，请村里的同志代您填。',
    ],
  },
  'who-answers': {
    label: '谁在答我',
    words: /真人|机器人|是人还是|是不是人|电脑(?:在)?(?:回|答)|你是(?:谁|哪个|啥|什么)/,
    lines: [
      '这里是电脑自动回话，不是真人。',
      '您报的事，是村里和政府的同志来看、来办。想跟人说，点“人工帮助”。',
    ],
  },
  privacy: {
    label: '我的信息安全吗',
    words: /隐私|保密|泄露|哪个看得到|谁能看|信息安全|公示.*(?:病|电话|身份证)/,
    lines: [
      '您说的用来核实和帮忙，不给无关的人看。',
      '村里会贴公示，只写户主姓名、哪个组、几口人和类别，不写生病的事、电话和身份证号。',
      '您随时可以在“我的信息”里看、改、删。',
    ],
  },
  disability: {
    label: '残疾补贴',
    words: /残疾|残联|残补|护理补贴|轮椅|助听/,
    lines: [
      '有残疾人证的，可以问两样：困难残疾人生活补贴、重度残疾人护理补贴。',
      '带上残疾人证、身份证到村里或者镇上便民服务中心申请。还没办证的，先到镇上问残联怎么评定。',
    ],
  },
  'temporary-relief': {
    label: '临时救助',
    words: /临时救助|救急|急难|应急.*救/,
    lines: [
      '家里突然出事、一时过不下去，可以申请临时救助。',
      '找村委会或者镇上便民服务中心，急的时候可以先打电话，不用等材料齐。',
    ],
  },
  'low-income': {
    label: '低保',
    words: /低保|五保|特困|吃保|低收入/,
    lines: (places) => [
      `低保看全家人的收入和财产，由${spokenTown(places)}上受理、${places.county}民政部门定。`,
      '您可以到村里领表申请，带上户口本、身份证和能说明情况的材料。行不行，要核对以后才知道。',
    ],
  },
  insurance: {
    label: '医保看病',
    words: /医保|合作医疗|新农合|报销|报账|大病保险|医疗救助|慢病|慢性病.*(?:卡|证|办)|住院.*报/,
    lines: [
      '看病报销分三步：先是基本医保，再是大病保险，还有困难的可以申请医疗救助。',
      '住院带医保码或者社保卡，多数能当场结算；在外地住院要先备案。没参保的，到村里问今年怎么补办。',
    ],
  },
  school: {
    label: '上学资助',
    words: /助学|学费|上学|读书|奖学|贫困生|雨露|生源地|资助|辍学/,
    lines: ({ county }) => [
      '从幼儿园到大学都有资助，可以直接找学校的老师或者资助办公室问。',
      `上大学的可以申请生源地助学贷款，在${county}里的资助中心办。读职校的，问问村里有没有雨露计划。`,
    ],
  },
  housing: {
    label: '危房改造',
    words: /危房|房子|住房|建房|翻修|改造|搬迁/,
    lines: [
      '住的房子有危险，先保人，别住在里面。',
      '可以跟村里申请看房子，由住建部门鉴定，再看怎么修。先拍几张照片，发在申报里更清楚。',
    ],
  },
  water: {
    label: '吃水',
    words: /饮水|吃水|喝水|自来水|水管|停水|水质|水费/,
    lines: [
      '断水、水浑、挑水远，都可以报。',
      '先打村里管水的同志，也可以在这里申报，写清楚多久没水、几户人。',
    ],
  },
  loan: {
    label: '小额信贷',
    words: /贷款|小额|贴息|信贷|富民贷|借钱/,
    lines: [
      '想搞种养差本钱，可以问小额信贷，由村里推荐、银行来审。',
      '贷款是要还的，只能用在生产上。要先给手续费的，都是骗子。',
    ],
  },
  work: {
    label: '找活干',
    words: /就业|务工|打工|找工作|找活|公益(?:性)?岗|培训|欠薪|讨薪|工资.*(?:不给|拖|要)/,
    lines: [
      '想找活，可以问村里的公益岗位、镇上的招工信息和免费培训；外出务工还可以问交通补助。',
      '工钱被欠，打 12333 或者到劳动监察投诉，把工地、老板和欠条留好。',
    ],
  },
  industry: {
    label: '种养奖补',
    words: /奖补|种植|养殖|养(?:猪|牛|羊|鸡|鸭|鱼|蜂)|产业|庭院|滞销/,
    lines: [
      '种的养的想做大、卖不出去，可以先跟村里说，有人上门看。',
      '奖补是先干起来，看过以后再给，钱要核对清楚才发。',
    ],
  },
  'how-long': {
    label: '要多久',
    words: /多久|几天|啥时候|什么时候|好长时间|多长时间|等到/,
    lines: (places) => [
      '交了申报，马上给您受理号，上面写着几号前上门。',
      `后面还要村里商量、公示、${spokenTown(places)}里和${places.county}里看，走到哪一步，“我的进度”里都能看到。`,
    ],
  },
  who: {
    label: '该找谁',
    words: /找谁|找哪个|哪个管|谁管|谁来管|归谁|归哪|哪个(?:单位|部门|局)|电话是|联系哪|打哪个/,
    lines: ['先找您村里的信息员。他不在，就找镇上。'],
  },
  'how-to': {
    label: '怎么申报',
    words:
      /怎么(?:申请|申报|报|办|弄)|咋(?:个)?(?:申请|申报|报|办|弄)|如何(?:申请|申报|办)|要(?:什么|啥)(?:材料|手续|条件)|条件|哪些人|够不够|符合|能不能(?:申请|申报|享受)|申请/,
    lines: [
      '点“一键申报”，选一个难处，再点“提交”，就行了。不用先准备材料。',
      '也可以直接打字、发语音说家里的情况。不会用手机的，村里的同志可以代您填。够不够条件，要上门看过才知道。',
    ],
  },
};

const ORDER: readonly PolicyTopic[] = [
  'no-reading',
  'who-answers',
  'fees',
  'privacy',
  'disability',
  'temporary-relief',
  'low-income',
  'insurance',
  'loan',
  'school',
  'water',
  'housing',
  'work',
  'industry',
  'how-long',
  'who',
  'how-to',
];

/** The topic a question is about; null when it is none of the common ones. */
const topicOf = (question: string): PolicyTopic | null =>
  ORDER.find((topic) => TOPICS[topic].words.test(question)) ??
  (itemAsked(question) === null && asksTheCost.test(question) ? 'fees' : null);

/** 要交好多钱, 花不花钱: what it costs to ask here, where nothing else is named. */
const asksTheCost =
  /[交花](?:不[交花])?(?:多少|好多|几多|啥子?|什么)?钱|^(?:要|得)?(?:多少|好多)钱/;

export const topicLabel = (topic: PolicyTopic): string => TOPICS[topic].label;

/** What a question is answered with: one kind of help it names, a common topic, or null where only a person can tell. */
export type Asked =
  | { readonly kind: 'item'; readonly item: PolicyItem }
  | { readonly kind: 'who'; readonly who: Responsible }
  | { readonly kind: 'topic'; readonly topic: PolicyTopic };

/** What the question is about. A question about money asked for or about one's data is never answered with a kind of help. */
export function askedAbout(question: string, policy: CountyPolicy): Asked | null {
  const { items } = policy;
  const who = responsibleAsked(question, policy);
  if (who !== null) return { kind: 'who', who };
  const topic = topicOf(question);
  const code = topic === 'fees' || topic === 'privacy' ? null : itemAsked(question);
  const item = items.find((each) => each.code === code || isNamed(each, question, topic));
  if (item !== undefined) return { kind: 'item', item };
  return topic === null ? null : { kind: 'topic', topic };
}

/** A county's or town's own kind of help is known by its title. */
const isNamed = ({ title }: PolicyItem, question: string, topic: PolicyTopic | null): boolean =>
  topic !== 'fees' && topic !== 'privacy' && title.length > 2 && question.includes(title);

/** Whether we have an answer, for words the reader takes for no question. */
export const isCommonQuestion = (question: string): boolean =>
  topicOf(question) !== null || itemAsked(question) !== null;

/** The answer: what holds everywhere, what the county's documents say, and whom to phone. */
export const topicAnswer = (
  topic: PolicyTopic,
  policy: CountyPolicy,
  bureau: BureauFacts,
  today: LocalDate,
): string =>
  [...linesOf(topic, policy), ...topicLines(topic, policy, today), whomToPhone(bureau)].join('\n');

function linesOf(topic: PolicyTopic, { places }: CountyPolicy): readonly string[] {
  const { lines } = TOPICS[topic];
  return typeof lines === 'function' ? lines(places) : lines;
}

/** Whose it is, by the document’s own table. */
export const whoAnswer = (who: Responsible, bureau: BureauFacts): string =>
  [...responsibleLines(who), whomToPhone(bureau)].join('\n');

/** The card of one kind of help. */
export const itemAnswer = (
  item: PolicyItem,
  policy: CountyPolicy,
  bureau: BureauFacts,
  today: LocalDate,
): string => [...itemLines(item, policy, today), whomToPhone(bureau)].join('\n');

/** Never empty: without any number the village committee stands in. */
const whomToPhone = (bureau: BureauFacts): string => {
  if (bureau.officer !== null) return `拿不准的，问${formatContact(bureau.officer)}。`;
  if (bureau.hotline !== '') return `拿不准的，打我们的电话 ${bureau.hotline}。`;
  return '拿不准的，到村委会当面问。';
};

export const policyQuestion = (): string => '您想问什么？\n点一个，或者直接打字。';

export const askMoreLabel = '再问一个';

/** A question of somebody who has not said who they are. */
export const phoneInstead = (bureau: BureauFacts): string =>
  `这个我说不准，怕说错误了您的事。\n${whomToPhone(bureau)}`;

export const moreLabel = '更多';

export const askPersonLabel = '请人来答';

export const openingTicket = (): string => '这个我说不准，请管这件事的同志来答您。';

export const ticketOpened = (
  number: string,
  dueOn: LocalDate | null,
  bureau: BureauFacts,
  today: LocalDate,
): string =>
  [
    `您的问题记下了，编号 ${number}。`,
    dueOn === null ? '有了答复就发到这里。' : `${formatDay(dueOn, today)}前答复您，发到这里。`,
    whomToPhone(bureau),
  ].join('\n');
