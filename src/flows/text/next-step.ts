/** What comes next, as the household is told on the receipt and in 我的进度. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import { type AreaWords, spokenTown } from '#src/domain/policy/area-words.ts';
import type { NextStep } from '../farmer.needs.ts';
import { formatDay } from './format.ts';

const stepWords = (places: AreaWords): Readonly<Record<NextStep['what'], string>> => ({
  call: '会有同志给您打电话，跟您核对',
  visit: '村里会有人上门看看情况',
  authorisation: '村里会请您签一份授权书',
  'village-review': '村里会开会商量',
  publicity: '村里会贴公示、收意见',
  'town-review': `${spokenTown(places)}里会看材料`,
  'county-decision': `${places.county}里会研究，定了就告诉您`,
  plan: '会有人来跟您商量怎么帮',
  measures: '说好的帮扶会开始办',
  'look-in': '会有人上门看看您家',
});

/** 接下来：11月26日 周四前，村里会有人上门看看情况。 A day that has passed is owned up to. */
export function nextStepLine({ what, by }: NextStep, today: LocalDate, places: AreaWords): string {
  const said = stepWords(places)[what];
  if (by === null) return `接下来：${said}。`;
  return by < today
    ? `接下来：${said}。原来说${formatDay(by, today)}前，晚了，对不住。`
    : `接下来：${formatDay(by, today)}前，${said}。`;
}
