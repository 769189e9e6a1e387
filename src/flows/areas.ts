/** Asking for an area: words typed, hits found, one picked, long lists by the page. */
import { ask, choice } from './choices.ts';
import type { Choice, Message } from './flow.ts';
import type { AreaHit } from './area-hit.ts';
import { storedList } from './place.ts';
import { buttonLabels } from './text/engine.ts';
import { pageLabels } from './text/paging.ts';
import { restoreArea } from './visitor.ts';

/** Five entries, 上一页, 下一页 and 返回 make eight. */
const PAGE = 5;

/** The name of the village in what was typed: 我是桃源村的 → 桃源村. */
export const villageWords = (text: string): string =>
  text
    .trim()
    .replace(/^(?:(?:我们?|俺|咱们?)(?:家)?(?:的)?(?:户口)?|户口)(?:就)?(?:住在|是|在|住)?/u, '')
    .replace(/(?:的人?|那边|这边|哈|嘛|啊|[。，！])+$/u, '')
    .trim() || text.trim();

/** Stored hits of an earlier question. */
export const restoreAreas = (value: unknown): readonly AreaHit[] =>
  storedList(value).flatMap((each) => restoreArea(each) ?? []);

/** The picked hit: its button, or its name typed. */
export function pickedArea(chosen: string, hits: readonly AreaHit[]): AreaHit | null {
  return hits.find((each) => `area-${each.areaId}` === chosen) ?? null;
}

/** Hits as buttons, by full name where the same name stands twice. */
export const areaChoices = (hits: readonly AreaHit[]): readonly Choice[] =>
  hits.map((each) => {
    const twice = hits.filter((other) => other.name === each.name).length > 1;
    return choice(`area-${each.areaId}`, twice ? each.fullName : each.name);
  });

/** One page of a long list of areas. */
export function areaPage(
  question: string,
  hits: readonly AreaHit[],
  page: number,
  also: readonly Choice[],
): Message {
  const size = PAGE - Math.max(0, also.length - 1);
  const pages = Math.max(1, Math.ceil(hits.length / size));
  const shown = Math.min(Math.max(0, page), pages - 1);
  const [first, ...others] = areaChoices(hits.slice(shown * size, (shown + 1) * size));
  const turning = [
    ...(shown > 0 ? [choice('page-back', pageLabels.before)] : []),
    ...(shown < pages - 1 ? [choice('page-on', pageLabels.after)] : []),
  ];
  const last = also.length === 0 ? [choice('back', buttonLabels.back)] : also;
  const [lead, ...rest] = [...(first === undefined ? [] : [first]), ...others, ...turning, ...last];
  const paged = pages > 1 ? `${question}\n${pageLabels.of(shown + 1, pages)}` : question;
  return lead === undefined ? { text: paged } : ask(paged, lead, ...rest);
}
