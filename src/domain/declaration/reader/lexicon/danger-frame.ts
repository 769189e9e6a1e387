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

export const who = ['anyone', 'child', 'elder', 'helpless'] as const;
export const weak = ['child', 'elder', 'helpless'] as const;
export const machines =
  /累得|忙得|笑得|热得|跑得|睡得(?:跟|像|好|香)|打呼|打鼾|哈哈|手机|电视|生意|电脑|网络|信号|机子坏|收音|按钮|屏幕|点了|网页|程序/;
export const chronic =
  /尘肺|[矽硅]肺|老慢支|哮喘|氧气机|肺气肿|慢阻肺|爬(?:坡|楼|山)|多年|常年|老毛病/;
export const onLeave =
  /打工|上班|出差|火车|高铁|报名|贷款|验证码|培训|参军|读大学|上大学|出国|旅游|走亲/;

export const tended = /照顾|服侍|伺候|走不开|出不去打工|没法出去|不能出去|轮流|要人端|护工|请人/;
export const later =
  /熬鸡汤|奶水足|(?:快|要|就要|快要|马上)(?:见底|断|没|吃完|揭不)|烫|没胃口|吃不下|减肥/;

export const settled = /不认账|赔了?(?:我|他|两|三|几|一)|狂犬|疫苗|打工|打针|打电话|判了|离了/;
export const unhurt = /没事|没受伤|没伤|爬上来了|捞(?:上|起)来|拉上来|手机|钥匙|桶掉|帽/;

export const farming =
  /打(?:苞谷|药|虫|草|地|田|果|菜)|一?亩|地里|庄稼|果树|喷雾|多少钱|哪里买|能打/;
