import type { Relation } from '../risk.ts';
import { antecedent, relativeOf } from './antecedent.ts';
import { kinGroups, kinRelations, personPattern } from './lexicon/kinship.ts';
import type { Mention } from './mention.ts';
import type { Clause } from './scope.ts';
import { clauseAt } from './scope.ts';

const childRelations: readonly Relation[] = ['子', '女', '子女', '孙子', '孙女', '孙辈'];

/** Whether a relation is a child or grandchild. */
export function isChild(relation: Relation): boolean {
  return childRelations.includes(relation) || relation === '邻居子女';
}

/** All persons named, left to right. A 我 that only says whose (我妈, 我家) is no mention of the writer. */
export function mentionsIn(text: string): readonly Mention[] {
  const found: Mention[] = [];
  const grown = /儿子|老伴|孙|儿女/.test(text);
  for (const match of text.matchAll(personPattern)) {
    const start = match.index;
    const end = start + match[0].length;
    if (
      match[1] !== undefined &&
      /(?:^|[，。])我(?:是|家是|一个|是个|是一个|今年)?$/.test(
        text.slice(Math.max(0, start - 6), start),
      )
    ) {
      found.push({ start, end, relations: ['本人'], outside: false });
      continue;
    }
    if (match[1] !== undefined) {
      if (
        /^[他她](?:们|家)$/.test(match[0]) &&
        found.some((m) => !m.outside && m.relations[0] !== '本人')
      )
        continue;
      if (match[0] === '学生' && start === 0) {
        found.push({ start, end, relations: ['本人'], outside: false });
        continue;
      }
      const pupil = /学生$|娃$|孩子$/.test(match[0]);
      found.push({ start, end, relations: [pupil ? '邻居子女' : '邻居'], outside: true });
      continue;
    }
    if (match[kinGroups + 2] !== undefined) {
      const who = antecedent(match[0], found, text);
      if (who)
        found.push({
          start,
          end,
          relations: who.relations,
          outside: who.outside,
          standsFor: who.standsFor ?? who,
        });
      continue;
    }
    if (match[kinGroups + 3] !== undefined) {
      // 他自己: oneself is who the sentence is about.
      const last = found.at(-1);
      if (
        match[0] === '自己' &&
        !/^也/.test(text.slice(end)) &&
        last &&
        last.relations[0] !== '本人' &&
        !/我[^，。]{0,6}$|。/.test(text.slice(last.end, start))
      ) {
        found.push({ ...last, start, end, standsFor: last.standsFor ?? last });
        continue;
      }
      found.push({ start, end, relations: ['本人'], outside: false });
      continue;
    }
    let relations: readonly Relation[] = [];
    for (let group = 0; group < kinGroups; group += 1) {
      if (match[group + 2] !== undefined) relations = kinRelations(group);
    }
    // 他兄弟 is a relative of the one just named; the pronoun itself then names nobody.
    const owner = found.at(-1);
    if (owner?.standsFor && owner.end === start) {
      found.pop();
      const [of] = owner.relations;
      if (owner.outside) {
        const child = relations.some(isChild);
        found.push({ start, end, relations: [child ? '邻居子女' : '邻居'], outside: true });
        continue;
      }
      if (of) relations = relations.map((kin) => relativeOf(text.charAt(start - 1), of, kin));
    }
    // 他爸 of nobody named before, told by one who has children: the other parent.
    else if (
      /[他她]$/.test(text.slice(Math.max(0, start - 1), start)) &&
      (relations[0] === '父' || relations[0] === '母') &&
      /娃|孩子/.test(text)
    )
      relations = ['配偶'];
    // 媳妇 of somebody with grown sons is the son's wife.
    if (/^媳妇/.test(match[0]) && grown) relations = ['儿媳'];
    const object =
      /(?:生|怀|怀起|带|养|抱|拉扯|照顾|供|领|接送|服侍|看)(?:着|了|起|到|得有|有|脑瘫的|残疾的|大|我|的|个|[一两二三四五]个|[大小])*$/.test(
        text.slice(Math.max(0, start - 6), start),
      ) &&
      !/^(?:才|今年|刚|有|得了?|患|\d|[一二三四五六七八九十两]{1,4}(?:个月|岁))/.test(
        text.slice(end, end + 4),
      );
    // 大姐带个儿子: the child is hers.
    if (object && isChild(relations[0] ?? '本人')) {
      const parent = found.at(-1)?.relations[0];
      const near = text.slice(found.at(-1)?.end ?? start, start);
      if (
        (parent === '姐妹' || parent === '兄弟' || parent === '亲属') &&
        near.length < 14 &&
        !/我|。/.test(near)
      )
        relations = ['亲属'];
    }
    // 姐，… calls the reader and names nobody.
    if (/(?:^|。)$/.test(text.slice(0, start)) && /^[，！]/.test(text.slice(end))) continue;
    found.push({ start, end, relations, outside: false, object });
  }
  return found.filter((mention, i) => {
    if (mention.relations[0] !== '本人') return true;
    const next = found[i + 1];
    const between = next ? text.slice(mention.end, next.start) : '';
    const possessive =
      next !== undefined &&
      !next.outside &&
      next.relations[0] !== '本人' &&
      /^(?:家里?|的|那个?|这个|屋|家那个|[大小老])?$/.test(between);
    return !possessive && !/^(?:家|屋|的)/.test(text.slice(mention.end, mention.end + 1));
  });
}

const joined = /^(?:和|跟|与|同|、|还有|，|也|跟到)?$/;

/** Who a piece of evidence is about, by nearness; null if nobody is named. */
export function subjectOf(
  text: string,
  clauses: readonly Clause[],
  all: readonly Mention[],
  start: number,
  end: number,
): readonly Mention[] | null {
  const clause = clauseAt(clauses, start);
  if (!clause) return null;
  const mentions = within(all, clause.start - 80, end + 8);
  // 瘫痪的婆婆, 生病老人: the words describe who follows.
  const described = mentions.find(
    (m) =>
      m.start >= end &&
      m.start - end <= 3 &&
      /^的?(?:我|老)?的?$/.test(text.slice(end, m.start)) &&
      (text.charAt(end) === '的' ||
        (m.start === end &&
          /^(?:生病|患病|瘫|残|聋|哑|瞎|有病|得病|多病|病重|孤)/.test(text.slice(start, end)) &&
          !m.standsFor &&
          !mentions.some((o) => o.start >= clause.start && o.end <= start && !o.object))),
  );
  if (described && described.relations[0] !== '本人') return [described];
  const inside = mentions.filter((m) => m.start >= start && m.end <= end);
  const before = mentions.filter((m) => m.start >= clause.start && m.end <= start && !m.object);
  const nearest = before.at(-1);
  const lead = text.slice(clause.start, start);
  // 我六十七，老伴六十五，都干不动了: all who were just named.
  if (
    !nearest &&
    /^(?:现在|如今|我)?(?:(?:两(?:个|口子|老)?(?:人|的)?|俩)(?:都|全都?|也都)?|都|全都?|也都)/.test(
      lead,
    )
  ) {
    const both = mentions.filter(
      (m) => m.end <= clause.start && clause.start - m.start < 40 && !m.object && !m.outside,
    );
    const pair = both
      .filter((m, i) => both.findLastIndex((o) => o.relations[0] === m.relations[0]) === i)
      .slice(-2);
    if (pair.length === 2) return pair;
  }
  if (nearest) return group(text, mentions, nearest);
  const [first] = inside;
  if (first) {
    // 我和老婆两个 inside the words: both, if they are said together.
    const together = group(text, mentions, inside.at(-1) ?? first);
    return together.includes(first) ? together : [first];
  }
  const after = mentions.find((m) => m.start >= end && m.start < clause.end && m.start - end <= 4);
  if (after && after.relations[0] !== '本人' && !/^(?:，|。)/.test(text.slice(end, end + 1)))
    return [after];
  const earlier = mentions.filter(
    (m) => m.end <= clause.start && clause.start - m.start < 60 && !m.object,
  );
  const subject = earlier.findLast((m) => m.relations[0] !== '本人') ?? earlier.at(-1);
  const self = earlier.at(-1);
  if (self && subject && self !== subject && self.relations[0] === '本人') {
    // 我 after them takes over if it speaks of its own state, or leads the clause just before without paying, tending or asking.
    if (
      /^(?:也|得|患|被|查|有|病|今年|腰|腿|眼|一身|自己|本人|摔|住院)/.test(
        text.slice(self.end, self.end + 2),
      )
    )
      return [self];
    const last = clauseAt(clauses, self.start);
    const tends =
      last &&
      /我(?:[^，。]{0,4})(?:借|出|垫|掏|照顾|带|端|管|报|问|想|要|给|看|送|离|走|没法|没办法|不能)/.test(
        last.text,
      );
    if (last && last.end === clause.start && !tends && self.start - last.start <= 1) return [self];
  }
  return subject ? group(text, mentions, subject) : null;
}

/** The mentions that start in a stretch of the text; they are in order, so a long text costs no more than a short one. */
function within(mentions: readonly Mention[], from: number, to: number): readonly Mention[] {
  let low = 0;
  let high = mentions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((mentions[middle]?.start ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < mentions.length && (mentions[end]?.start ?? to) < to) end += 1;
  return mentions.slice(low, end);
}

function group(text: string, mentions: readonly Mention[], last: Mention): readonly Mention[] {
  const grouped = [last];
  let current = last;
  for (;;) {
    const previous = mentions.findLast((m) => m.end <= current.start);
    if (!previous) break;
    const between = text.slice(previous.end, current.start);
    if (
      !joined.test(between.replace(/我(?:家)?|[大小老两一二三几]个?|的/g, '')) ||
      /^，/.test(between)
    )
      break;
    // 儿子儿媳, 爷爷奶奶 stand together without a word between them.
    const side = between === '' && previous.relations[0] !== '本人' && !previous.outside;
    if (!side && !/和|跟|与|同|、|还有/.test(between)) break;
    // 奶奶 after 跟到 is who they live with, but both stay if the words say so.
    grouped.unshift(previous);
    current = previous;
  }
  return grouped;
}
