import type { MemberFlag } from '../risk.ts';
import type { Findings } from './findings.ts';
import type { Mention } from './mention.ts';
import { isChild } from './people.ts';
import { household, subjects } from './person.ts';
import { clauseAt } from './scope.ts';

/** Names who is in danger, calling `add` once for each with the flag the danger leaves on them (or none). */
export function endangered(
  findings: Findings,
  danger: Findings['dangers'][number],
  add: (mention: Mention | null, flag: MemberFlag | null, evidence: null) => void,
): void {
  const { text, mentions } = findings;
  const inside = mentions.filter((m) => m.start >= danger.start && m.end <= danger.end);
  const near = subjects(findings, danger);
  switch (danger.kind) {
    case 'self-harm': {
      const who = near?.filter(
        (m) =>
          !m.relations.some(isChild) ||
          /娃|孩子|女|儿/.test(text.slice(Math.max(0, danger.start - 6), danger.start)),
      );
      const first = who?.[0] ?? null;
      // 我走了娃儿拜托你们: the child is entrusted, the writer is in danger.
      add(first && !inside.includes(first) ? first : null, null, null);
      return;
    }
    case 'violence': {
      const victims = inside.filter((m) => m.start > danger.start);
      const passive =
        /^(?:被|挨|遭)/.test(danger.words) || /欺负|堵|关|锁|拴|绑/.test(danger.words);
      const rest = mentions.filter(
        (m) =>
          m.start >= danger.end &&
          m.start - danger.end <= 3 &&
          /^(?:和|跟|、|我)?/.test(text.slice(danger.end, m.start)),
      );
      if (victims.length > 0)
        for (const m of [
          ...victims,
          ...rest.filter((m) => /^[和跟、]/.test(text.slice(danger.end, m.start))),
        ])
          add(m, '受侵害', null);
      else if (passive) for (const m of near ?? [null]) add(m, '受侵害', null);
      else if (rest[0]) add(rest[0], '受侵害', null);
      else if (near && near[0] && near[0].relations[0] !== '本人' && findings.thirdParty)
        add(near[0], '受侵害', null);
      else add(null, '受侵害', null);
      return;
    }
    case 'poisoning':
      if (/一屋|一家|全家/.test(text)) add(household, '受伤', null);
      else if (near || inside[0]) for (const m of near ?? inside.slice(0, 1)) add(m, '受伤', null);
      else add(null, '受伤', null);
      return;
    case 'acute': {
      const hurt =
        findings.evidence.some((e) => e.concept === 'accident') ||
        /蛇|咬|电|掉|落|溺|血/.test(danger.words);
      for (const m of near ?? [null]) add(m, hurt ? '受伤' : '大病', null);
      return;
    }
    case 'missing':
    case 'alone': {
      const helpless = [...inside, ...(near ?? [])].filter((m) => m.relations[0] !== '本人');
      const who = helpless.find((m) => m.relations.some(isChild)) ?? helpless[0];
      if (who) add(who, null, null);
      return;
    }
    case 'hunger': {
      const clause = clauseAt(findings.clauses, danger.start);
      const said = mentions.filter(
        (m) => clause && m.start >= clause.start && m.start < clause.end,
      );
      const who = said.length > 0 ? said : (near ?? []);
      const child = mentions.find((m) => m.relations.some(isChild));
      if (/奶/.test(danger.words) && child) add(child, null, null);
      else if (who.length > 0) for (const m of who) add(m, null, null);
      else if (/吃|饿/.test(danger.words) && mentions.length === 0) add(null, null, null);
      return;
    }
    case 'disaster':
    case 'hazard': {
      const who = mentions.filter(
        (m) => Math.abs(m.start - danger.end) < 16 && m.relations[0] !== '本人',
      );
      const buried =
        /挖|埋|压|底下/.test(danger.words) &&
        findings.evidence.some((e) => e.concept === 'accident');
      for (const m of who) add(m, buried ? '受伤' : null, null);
      return;
    }
  }
}
