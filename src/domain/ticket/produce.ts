/**
 * Produce that nobody buys (农产品滞销卖难). 巴南 2022 第十五条: 及时帮助解决农产品销售难题，确保不出现大面积滞销卖难 – one household is a ticket,
 * many of the same produce in one town are an alarm to the bureau (BN-47).
 */
import { daysBetween, type LocalDate } from '../calendar/local-date.ts';

/** Coarse on purpose: buyers and helpers are found by class, and “土豆” and “洋芋” are one trouble. */
export const produceClasses = [
  'vegetables',
  'fruit',
  'grain',
  'livestock',
  'poultry',
  'herbs',
  'tea',
  'fish',
  'other',
] as const;
export type ProduceClass = (typeof produceClasses)[number];

const WORDS: readonly (readonly [ProduceClass, RegExp])[] = [
  ['livestock', /猪|牛|羊|肉/],
  ['poultry', /鸡|鸭|鹅|蛋/],
  ['fish', /鱼|虾|蟹/],
  ['herbs', /药材|天麻|党参|黄精|三七|花椒|重楼/],
  ['tea', /茶/],
  ['fruit', /[柑橘橙柚梨桃李杏枣柿]|苹果|核桃|葡萄|樱桃|枇杷|水果|猕猴桃|西瓜|芒果|香蕉|石榴|板栗/],
  ['vegetables', /菜|萝卜|土豆|洋芋|红薯|红苕|辣椒|番茄|西红柿|豆角|南瓜|冬瓜|黄瓜|蘑菇|菌/],
  ['grain', /苞谷|玉米|谷子|稻|麦|大米|荞|黄豆|花生|油菜籽/],
];

/** The class the words name; `other` when they name none. */
export const produceIn = (words: string): ProduceClass =>
  WORDS.find(([, pattern]) => pattern.test(words))?.[0] ?? 'other';

/**
 * From so many households of one town within so many days it is 大面积滞销. No document gives a number; five families in a month are
 * more than a bad market day, and an alarm too many costs the bureau one telephone call.
 */
const GLUT = { households: 5, days: 30 } as const;

/** One unsold-produce ticket of a town. */
export type UnsoldReport = { readonly product: ProduceClass; readonly on: LocalDate };

/** The class of produce that lies unsold in many households of a town on `today`; null when none does. */
export function glutIn(reports: readonly UnsoldReport[], today: LocalDate): ProduceClass | null {
  const counts = new Map<ProduceClass, number>();
  for (const { product, on } of reports) {
    if (daysBetween(on, today) < GLUT.days) counts.set(product, (counts.get(product) ?? 0) + 1);
  }
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  return most !== undefined && most[1] >= GLUT.households ? most[0] : null;
}
