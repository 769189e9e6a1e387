import type { MemberFlag } from '../risk.ts';
import type { Findings } from './findings.ts';
import type { Danger } from './danger-told.ts';
import type { Mention } from './mention.ts';
import { isChild } from './people.ts';
import { household, subjects } from './person.ts';
import { clauseAt } from './scope.ts';

/** Somebody in danger, with the flag the danger leaves on them (or none); `mention` null for the writer or nobody named. */
type Endangered = { readonly mention: Mention | null; readonly flag: MemberFlag | null };

type Add = (mention: Mention | null, flag: MemberFlag | null) => void;

/** What is done to somebody; who stands directly behind it suffers it. */
const doneTo =
  /(?:打|揍|捶|砸|砍|捅|杀|掐|踢|踹|抽|骂|摸|亲|睡|逼|害|抓|拖|拐|卖|锁|关|绑|捆|拴|撵|赶|把|将|烫|扎|咬|扇|泼|推|欺负|虐待|糟蹋|强奸|猥亵|骚扰|威胁|吓|追|找|喊|叫|堵|给|对|骗|控制|往死里)(?:了|着|到|起|伤|死|得|过|住|的|[七八九]十[^，。]{0,2}岁的|我家?的?|自己的?|亲|老|个|一个)*$/;
const suffered = /^(?:被|挨|遭)|被|遭|挨打|欺负|堵|关|锁|拴|绑|不敢/;

/** Who is in danger. The writer stands in only where no danger names anybody, or where the danger is to take one's own life. */
export function endangeredPeople(findings: Findings): readonly Endangered[] {
  const told: (Endangered & { readonly own: boolean })[] = [];
  const kinds = new Set(findings.dangers.map((d) => d.kind));
  const beaten = findings.dangers.some(
    (d) => d.kind === 'violence' && victimsOf(findings, d).length > 0,
  );
  for (const danger of findings.dangers) {
    const victims = danger.kind === 'violence' ? victimsOf(findings, danger) : null;
    // Words of violence beside another danger, with nobody to suffer it, speak of that other one.
    if (victims?.length === 0 && kinds.size > 1 && !suffered.test(danger.words)) continue;
    // Words of the surroundings beside a body in danger name nobody else, unless earth, water or house are told of.
    if (
      (danger.kind === 'disaster' || danger.kind === 'hazard') &&
      kinds.has('acute') &&
      findings.evidence.every((e) => !/natural-disaster|dwelling/.test(e.concept))
    )
      continue;
    // The blood is that of the one who was beaten.
    if (danger.kind === 'acute' && beaten) continue;
    endangered(findings, danger, victims ?? [], (mention, flag) =>
      told.push({ mention, flag, own: danger.kind === 'self-harm' }),
    );
  }
  const named = told.some(({ mention }) => mention !== null);
  return told.filter(({ mention, own }) => mention !== null || own || !named);
}

/** Persons who stand directly behind a word of violence in or beside the danger. */
function victimsOf({ text, mentions }: Findings, danger: Danger): readonly Mention[] {
  return mentions.filter(
    (m) =>
      m.start > danger.start - 30 &&
      m.start <= danger.end + 24 &&
      (doneTo.test(text.slice(Math.max(0, m.start - 12), m.start)) ||
        (m.start <= danger.end + 3 &&
          /(?:和|跟|、)$/.test(text.slice(Math.max(0, m.start - 1), m.start)) &&
          mentions.some(
            (o) =>
              o.end <= m.start &&
              m.start - o.end <= 2 &&
              doneTo.test(text.slice(Math.max(0, o.start - 12), o.start)),
          ))),
  );
}

/** Names who is in one danger, calling `add` once for each. */
function endangered(
  findings: Findings,
  danger: Danger,
  victims: readonly Mention[],
  add: Add,
): void {
  const { text, mentions } = findings;
  const inside = mentions.filter((m) => m.start >= danger.start && m.end <= danger.end);
  const whole = danger.end - danger.start >= text.length;
  const near = subjects(findings, danger);
  const others = mentions.filter((m) => m.relations[0] !== '本人' && !m.standsFor);
  switch (danger.kind) {
    case 'self-harm': {
      const who = near?.filter(
        (m) =>
          !m.relations.some(isChild) ||
          /娃|孩子|女|儿/.test(text.slice(Math.max(0, danger.start - 6), danger.start)),
      );
      const first = who?.[0] ?? null;
      // 我走了娃儿拜托你们: the child is entrusted, the writer is in danger.
      add(first && !inside.includes(first) ? first : null, null);
      return;
    }
    case 'violence': {
      const behind = victims.length > 0 ? victims : inside.filter((m) => m.start > danger.start);
      const passive = suffered.test(danger.words);
      const rest = mentions.filter(
        (m) =>
          m.start >= danger.end &&
          m.start - danger.end <= 3 &&
          /^(?:和|跟|、|我)?/.test(text.slice(danger.end, m.start)),
      );
      if (behind.length > 0)
        for (const m of [
          ...behind,
          ...rest.filter((m) => /^[和跟、]/.test(text.slice(danger.end, m.start))),
        ])
          add(m, '受侵害');
      else if (passive) for (const m of near ?? [null]) add(m, '受侵害');
      else if (rest[0]) add(rest[0], '受侵害');
      else if (near && near[0] && near[0].relations[0] !== '本人' && findings.thirdParty)
        add(near[0], '受侵害');
      else add(null, '受侵害');
      return;
    }
    case 'poisoning':
      if (/一屋|一家|全家/.test(text) && mentions.every((m) => m.relations[0] === '本人'))
        add(household, '受伤');
      // 我爬出来了，妈和娃还没醒: gas takes those who are spoken of besides the writer.
      else if (/煤气|一氧化碳|炭|烟/.test(danger.words) && others.length > 0)
        for (const m of others) add(m, '受伤');
      else if (near || inside[0]) for (const m of near ?? inside.slice(0, 1)) add(m, '受伤');
      else add(null, '受伤');
      return;
    case 'acute': {
      const hurt =
        findings.evidence.some((e) => e.concept === 'accident') ||
        /蛇|咬|电|掉|落|溺|血/.test(danger.words);
      const calls =
        near?.every((m) => m.relations[0] === '本人') && /[喊叫摇推唤]/.test(danger.words);
      const whom =
        (calls && others[0] ? [others[0]] : near) ?? (others.length === 1 ? others : [null]);
      for (const m of whom) add(m, hurt ? '受伤' : '大病');
      return;
    }
    case 'missing':
    case 'alone': {
      const helpless = [...inside, ...(near ?? [])].filter((m) => m.relations[0] !== '本人');
      const who = helpless.find((m) => m.relations.some(isChild)) ?? helpless[0];
      if (who) add(who, null);
      return;
    }
    case 'hunger': {
      const clause = clauseAt(findings.clauses, danger.start);
      const said = mentions.filter(
        (m) => clause && m.start >= clause.start && m.start < clause.end,
      );
      const who = said.length > 0 ? said : (near ?? []);
      const child = mentions.find((m) => m.relations.some(isChild));
      if (/奶/.test(danger.words) && child) add(child, null);
      else if (who.length > 0) for (const m of who) add(m, null);
      else if (/吃|饿|粮|顿|炊|米|锅|灶/.test(danger.words) && mentions.length === 0)
        add(null, null);
      return;
    }
    case 'disaster':
    case 'hazard': {
      // A danger that only the whole wording tells of is his of whom it speaks first.
      if (whole) {
        add(others[0] ?? (findings.thirdParty ? null : (mentions[0] ?? null)), null);
        return;
      }
      const who = mentions.filter(
        (m) => Math.abs(m.start - danger.end) < 24 && m.relations[0] !== '本人',
      );
      const buried =
        /挖|埋|压|底下/.test(danger.words) &&
        findings.evidence.some((e) => e.concept === 'accident');
      for (const m of who) add(m, buried ? '受伤' : null);
      return;
    }
  }
}
