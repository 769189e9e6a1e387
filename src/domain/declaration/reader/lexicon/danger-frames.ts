import type { WordClass } from '../danger-words.ts';
import type { DangerKind } from './danger.ts';

/**
 * A danger told by words that stand together, each harmless alone. Every part needs one word of any of its classes; all parts lie
 * within `within` characters of a word of the first part, in any order.
 */
export type Frame = {
  readonly kind: DangerKind;
  readonly parts: readonly (readonly WordClass[])[];
  readonly within: number;
  /** Words near by that show it to be harmless. */
  readonly unless?: RegExp;
};

const who = ['anyone', 'child', 'elder', 'helpless'] as const;
const weak = ['child', 'elder', 'helpless'] as const;
const machines =
  /累得|忙得|笑得|热得|跑得|睡得(?:跟|像|好|香)|打呼|打鼾|哈哈|手机|电视|生意|电脑|网络|信号|机子坏|收音/;
const chronic = /尘肺|[矽硅]肺|老慢支|哮喘|氧气机|肺气肿|慢阻肺|爬(?:坡|楼|山)|多年|常年|老毛病/;
const onLeave = /打工|上班|出差|火车|高铁|报名|贷款|验证码|培训|参军|读大学|上大学|出国|旅游|走亲/;

const tended = /照顾|服侍|伺候|走不开|出不去打工|没法出去|不能出去|轮流|要人端|护工|请人/;
const later = /(?:快|要|就要|快要|马上)(?:见底|断|没|吃完|揭不)|烫|没胃口|吃不下|减肥/;

const settled = /不认账|赔了?(?:我|他|两|三|几|一)|狂犬|疫苗|打工|打针|打电话|判了|离了/;
const unhurt = /没事|没受伤|没伤|爬上来了|捞(?:上|起)来|拉上来|手机|钥匙|桶掉|帽/;

const farming = /打(?:苞谷|药|虫|草|地|田|果|菜)|一?亩|地里|庄稼|果树|喷雾|多少钱|哪里买|能打/;

export const frames: readonly Frame[] = [
  // The body.
  { kind: 'acute', parts: [['dying'], who], within: 28, unless: machines },
  {
    kind: 'acute',
    parts: [['dose'], ['medicine'], ['unwell', 'now', 'weary', 'tired']],
    within: 16,
    unless: /医生(?:叫|让)|按时|一天[三要吃]|每天|降压|长期/,
  },
  {
    kind: 'poisoning',
    parts: [['poison'], ['swallow'], ['child', 'unwell', 'anyone']],
    within: 12,
    unless: farming,
  },
  { kind: 'acute', parts: [['biter'], ['bite'], ['bitten']], within: 16 },
  {
    kind: 'violence',
    parts: [['castOff'], ['child', 'elder'], ['deepWater', 'smother']],
    within: 12,
  },
  {
    kind: 'violence',
    parts: [['intrude'], ['night'], ['anyone', 'child']],
    within: 24,
    unless: /猪|牛|羊|鸡|偷/,
  },
  { kind: 'hazard', parts: [['height'], ['climb'], ['child']], within: 14 },
  {
    kind: 'missing',
    parts: [['trace'], ['water', 'deepPlace', 'deepWater', 'height'], ['notBack']],
    within: 18,
  },
  {
    kind: 'self-harm',
    parts: [['rope', 'blade', 'coal'], ['ready'], ['distress', 'night']],
    within: 30,
    unless: /卖|价|割草/,
  },
  {
    kind: 'acute',
    parts: [['grave'], ['vital'], ['sudden', 'noCare']],
    within: 22,
    unless: chronic,
  },
  {
    kind: 'acute',
    parts: [['wound'], ['vital', 'part'], ['noCare']],
    within: 26,
    unless: /白血病|血压|血糖|贫血|透析|化疗/,
  },
  { kind: 'acute', parts: [['birthTrouble'], ['birth'], ['noCare', 'now']], within: 24 },
  { kind: 'acute', parts: [['young'], ['fever'], ['grave', 'dying', 'noCare']], within: 26 },
  { kind: 'acute', parts: [['airway'], ['choke'], ['grave', 'dying', 'now', 'vital']], within: 14 },
  // Falls, vehicles, machines.
  {
    kind: 'acute',
    parts: [['deepPlace'], ['fallIn'], ['child', 'anyone', 'elder'], ['now', 'hurtNow', 'noCare']],
    within: 16,
  },
  {
    kind: 'acute',
    parts: [['crash'], ['vehicle'], ['hurtNow'], ['anyone', 'child', 'elder']],
    within: 22,
  },
  {
    kind: 'acute',
    parts: [['trapped'], ['trappedIn'], who],
    within: 14,
    unless: /吃水|水源|饮水|庄稼|路被|钱/,
  },
  { kind: 'acute', parts: [['shock'], who], within: 12 },
  // Self-harm.
  { kind: 'self-harm', parts: [['deathWish'], ['anyone', 'elder', 'child']], within: 30 },
  { kind: 'self-harm', parts: [['poison'], ['ready'], who], within: 14, unless: farming },
  {
    kind: 'self-harm',
    parts: [
      ['rope', 'blade', 'coal'],
      ['ready'],
      ['weary', 'tired', 'farewell', 'parting', 'handOver', 'settle'],
    ],
    within: 40,
  },
  {
    kind: 'self-harm',
    parts: [
      ['water', 'height'],
      ['weary', 'farewell', 'tired'],
    ],
    within: 36,
    unless: onLeave,
  },
  {
    kind: 'self-harm',
    parts: [['scars'], ['cuts'], ['child', 'elder']],
    within: 24,
    unless: /割(?:草|猪草|谷|麦|稻|菜)|镰刀/,
  },
  {
    kind: 'self-harm',
    parts: [['farewell'], ['settle', 'weary', 'handOver', 'tired', 'poison']],
    within: 60,
    unless: onLeave,
  },
  {
    kind: 'self-harm',
    parts: [['weary'], ['settle', 'poison', 'rope', 'parting']],
    within: 50,
    unless: onLeave,
  },
  // Violence.
  {
    kind: 'violence',
    parts: [['beat'], ['injury'], ['aggressor'], ['victim']],
    within: 24,
    unless: settled,
  },
  {
    kind: 'violence',
    parts: [['weapon'], ['wield'], ['aggressor'], ['target']],
    within: 14,
    unless: settled,
  },
  { kind: 'violence', parts: [['threat'], ['aggressor', 'siege', 'weapon']], within: 24 },
  { kind: 'violence', parts: [['siege'], ['aggressor'], ['threat', 'weapon', 'now']], within: 20 },
  {
    kind: 'violence',
    parts: [['confine'], ['captive'], ['aggressor', 'helpless']],
    within: 20,
    unless: /钥匙|手机锁|门口等/,
  },
  { kind: 'violence', parts: [['abroad'], ['captivity'], who], within: 30 },
  { kind: 'violence', parts: [['sexual'], ['lewd'], ['child', 'anyone']], within: 24 },
  {
    kind: 'violence',
    parts: [['elderAbuse'], ['aggressor'], ['elderAbuse', 'cold', 'food']],
    within: 24,
  },
  // Surroundings.
  { kind: 'disaster', parts: [['fire'], ['inside', 'fireGrows']], within: 20 },
  {
    kind: 'disaster',
    parts: [['giveWay'], ['ongoing'], ['building', 'slope'], ['inside']],
    within: 24,
  },
  {
    kind: 'disaster',
    parts: [['about'], ['publicWork', 'slope'], ['inside', 'anyone', 'child']],
    within: 20,
  },
  { kind: 'self-harm', parts: [['poison'], ['distress'], who], within: 30, unless: /价|卖|地里/ },
  {
    kind: 'disaster',
    parts: [['rise'], ['flood'], ['ongoing'], ['inside', 'helpless', 'child', 'elder']],
    within: 22,
  },
  {
    kind: 'hazard',
    parts: [['wireFails'], ['wire'], ['now', ...who]],
    within: 12,
    unless: /半年|好久|反映|建议|希望|老化|改造|能不能|怕倒|修一?下|来修|停电/,
  },
  { kind: 'poisoning', parts: [['gasFails'], ['gas'], who], within: 16 },
  // Lost and unseen.
  { kind: 'missing', parts: [['notBack'], ['leaveHome'], weak, ['late', 'days']], within: 26 },
  { kind: 'missing', parts: [['doorShut'], ['doorShut'], ['days'], ['elder']], within: 26 },
  // Food, warmth, care.
  { kind: 'hunger', parts: [['lacking'], ['food'], ['days']], within: 18, unless: later },
  {
    kind: 'hunger',
    parts: [['substitute'], ['onlyEat'], ['days', 'faint', 'lacking']],
    within: 18,
    unless: later,
  },
  {
    kind: 'hunger',
    parts: [['faint'], ['lacking', 'substitute'], ['food', 'child']],
    within: 16,
    unless: later,
  },
  { kind: 'alone', parts: [['young'], ['alone'], ['dailyLife', 'parentsGone']], within: 26 },
  {
    kind: 'alone',
    parts: [['helpless'], ['nobody', 'confine'], ['neglected', 'days', 'cold']],
    within: 30,
    unless: tended,
  },
  { kind: 'hazard', parts: [['cold'], ['noWarmth', 'outdoors'], ['shiver'], weak], within: 26 },
  {
    kind: 'acute',
    parts: [['deepWater'], ['fallIn'], ['child', 'elder', 'anyone']],
    within: 14,
    unless: unhurt,
  },
  {
    kind: 'acute',
    parts: [['crash', 'fallIn'], ['vehicle'], ['deepPlace', 'deepWater'], who],
    within: 14,
    unless: unhurt,
  },
  { kind: 'self-harm', parts: [['farewell'], ['farewell']], within: 50, unless: onLeave },
  { kind: 'disaster', parts: [['flood'], ['rise'], ['stranded'], who], within: 22 },
  { kind: 'disaster', parts: [['flood'], ['wade'], ['child', 'elder']], within: 20 },
  { kind: 'acute', parts: [['illDays'], ['days'], ['decline'], weak], within: 22 },
  {
    kind: 'acute',
    parts: [['lifeSupport'], ['lifeFails'], who, ['now', 'days', 'dying', 'helpless']],
    within: 20,
  },
  {
    kind: 'violence',
    parts: [['chain'], ['captive'], ['plea', 'days', 'aggressor']],
    within: 24,
    unless: /狗|牛|羊|猪(?!圈)|车|钥匙/,
  },
  {
    kind: 'self-harm',
    parts: [['linger'], ['height', 'water', 'edge'], ['longWhile']],
    within: 16,
    unless: /钓鱼|等车|等船|乘凉|歇凉|卖/,
  },
  {
    kind: 'violence',
    parts: [['betroth'], ['minor'], ['anyone', 'child']],
    within: 24,
    unless: /规定|不能超过|喜酒/,
  },
  { kind: 'violence', parts: [['hold'], ['victim'], ['extort']], within: 20 },
  {
    kind: 'self-harm',
    parts: [['settle'], ['cutOff'], ['ruin', 'weary', 'tired']],
    within: 40,
    unless: onLeave,
  },
  {
    kind: 'self-harm',
    parts: [['noReturn'], ['ruin', 'weary', 'tired', 'settle', 'farewell', 'deathWish']],
    within: 50,
    unless: onLeave,
  },
];
