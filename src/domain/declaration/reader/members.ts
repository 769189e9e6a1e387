import type { MemberFlag, Relation, RiskType } from '../risk.ts';
import { memberFlags } from '../risk.ts';
import type { Evidence } from './cue.ts';
import type { Findings } from './findings.ts';
import { numerals } from './numerals.ts';
import { isChild, type Mention, subjectOf } from './people.ts';
import type { MemberAffected } from './reading.ts';
import { clauseAt } from './scope.ts';

/** A person with the evidence that weighs on them. */
export type Person = {
  readonly relation: Relation;
  readonly mention: Mention | null;
  readonly flags: Set<MemberFlag>;
  readonly evidence: Evidence[];
};

const bodily =
  /中毒|摔|跌|撞|腿|脚|手|头|腰|翻下|推下|粉碎|断|骨折|工伤|砸[到断伤死]|烧伤|烫|咬|蛰|触电|车祸|事故|翻车|翻到|滚|坠|掉|绞|轧|夹|锯|切|溺|淹死|电死|压[到断伤死]|炸/;
const schoolLevel = /高中|大学|大专|职高|中专|高职|技校|本科|研究生/;

/** Whether a dropout is one from compulsory schooling (小学 and 初中), as far as the text tells. */
export function fromCompulsorySchool(findings: Findings, evidence: Evidence): boolean {
  const around = findings.text.slice(Math.max(0, evidence.start - 24), evidence.end + 16);
  if (/没(?:有)?文化|不识字|文盲|没读过|没念过/.test(around)) return false;
  return !schoolLevel.test(around) || /初[一二三中]|小学|[一二三四五六]年级/.test(around);
}

function relationOf(findings: Findings, mention: Mention | null): readonly Relation[] {
  if (mention === null) return [findings.thirdParty ? '邻居' : '本人'];
  if (mention.outside) return mention.relations;
  if (!findings.thirdParty) return mention.relations;
  if (mention.relations[0] === '本人') return ['邻居'];
  if (findings.text.charAt(mention.start - 1) === '我') return mention.relations;
  return mention.relations.some(isChild) ? ['邻居子女'] : ['邻居'];
}

function subjects(
  findings: Findings,
  evidence: { start: number; end: number },
): readonly Mention[] | null {
  return subjectOf(
    findings.text,
    findings.clauses,
    findings.mentions,
    evidence.start,
    evidence.end,
  );
}

function childNear(findings: Findings, evidence: Evidence): Mention | null {
  const children = findings.mentions.filter((m) => m.relations.some(isChild));
  const inside = children.find((m) => m.start >= evidence.start && m.end <= evidence.end);
  return inside ?? children.findLast((m) => m.end <= evidence.start) ?? children[0] ?? null;
}

/** The children whose schooling cannot be paid: all who are said to be at school, else the nearest child named. */
function pupils(findings: Findings, evidence: Evidence): readonly Mention[] {
  const atSchool = findings.mentions.filter(
    (m) =>
      m.relations.some(isChild) &&
      /读|上(?:大学|高中|学|初中)|考上|学费|高[一二三]|大[一二三四]|初[一二三]/.test(
        findings.text.slice(m.end, m.end + 10),
      ),
  );
  return atSchool.length > 0 ? atSchool : [childNear(findings, evidence) ?? childless];
}

/** Assigns evidence to the people it is about, and turns it into flags. */
export function peopleOf(findings: Findings): readonly Person[] {
  const people = new Map<string, Person>();
  const add = (
    mention: Mention | null,
    flag: MemberFlag | null,
    evidence: Evidence | null,
  ): void => {
    for (const relation of relationOf(findings, mention)) {
      const person = people.get(relation) ?? {
        relation,
        mention,
        flags: new Set<MemberFlag>(),
        evidence: [],
      };
      people.set(relation, person);
      if (flag) person.flags.add(flag);
      if (evidence) person.evidence.push(evidence);
    }
  };
  const has = (concept: Evidence['concept']): boolean =>
    findings.evidence.some((e) => e.concept === concept);
  const left = new Set<Relation>();
  const unnamed: { readonly evidence: Evidence; readonly flag: MemberFlag | null }[] = [];
  const ofHealth = new Set([
    'grave-illness',
    'chronic-illness',
    'treatment',
    'accident',
    'immobile',
    'cannot-work',
  ]);
  for (const evidence of findings.evidence) {
    const named = subjects(findings, evidence);
    const each = (flag: MemberFlag | null): void => {
      if (named === null && ofHealth.has(evidence.concept)) unnamed.push({ evidence, flag });
      else for (const mention of named ?? [null]) add(mention, flag, evidence);
    };
    switch (evidence.concept) {
      case 'grave-illness':
        each('大病');
        break;
      case 'chronic-illness':
        each('慢性病');
        break;
      case 'treatment':
        each(null);
        break;
      case 'mental-illness':
        each('精神障碍');
        break;
      case 'disability':
        each('残疾');
        break;
      case 'immobile':
        each('行动不便');
        break;
      case 'cannot-work':
        each('无劳动能力');
        break;
      case 'accident':
        if (
          bodily.test(evidence.words) &&
          !/猪|牛|羊|房|屋|墙|车(?!祸|间)/.test(evidence.words.replace(/.*车祸|翻车|被.*车/, ''))
        )
          each('受伤');
        else if (
          named !== null &&
          /事故|工伤|被/.test(evidence.words) &&
          !/火|烧|爆/.test(evidence.words)
        )
          each('受伤');
        break;
      case 'job-loss':
        each('失业');
        break;
      case 'stopped-work':
        if (
          !has('disability') &&
          !has('accident') &&
          !/照顾|服侍|带娃/.test(findings.text) &&
          (has('death') || (!has('grave-illness') && !has('chronic-illness') && !has('treatment')))
        )
          each('失业');
        break;
      case 'unpaid-wage':
        each('被欠薪');
        break;
      case 'schooling-cost':
        for (const pupil of pupils(findings, evidence)) add(pupil, '在校', evidence);
        break;
      case 'child-left': {
        const child = childNear(findings, evidence) ?? named?.[0] ?? null;
        if (
          child &&
          child.relations[0] !== '本人' &&
          /没人|孤儿|爸妈|父母|爹/.test(evidence.words)
        ) {
          add(child, null, evidence);
          for (const relation of relationOf(findings, child)) left.add(relation);
        }
        break;
      }
      case 'dropout':
        if (fromCompulsorySchool(findings, evidence))
          add(childNear(findings, evidence) ?? childless, '失学', evidence);
        break;
      case 'uninsured': {
        const whole =
          /全家|一家|都没|我家|家里|\d口|口人/.test(
            clauseAt(findings.clauses, evidence.start)?.text ?? '',
          ) && named === null;
        if (whole) add(household, '未参保', evidence);
        else each('未参保');
        break;
      }
      case 'dwelling': {
        const clause = clauseAt(findings.clauses, evidence.start)?.text ?? '';
        if (!/住(?:在|的|着|起)|不敢(?:住|睡)/.test(clause)) break;
        for (const mention of named ?? []) {
          if (named?.length === 1 && mention.relations[0] === '本人') continue;
          add(mention, null, evidence);
          for (const relation of relationOf(findings, mention)) left.add(relation);
        }
        break;
      }
      case 'death':
        for (const mention of named ?? []) {
          if (!background(findings, evidence)) add(mention, '去世', evidence);
        }
        break;
      default:
        break;
    }
  }
  for (const danger of findings.dangers) endangered(findings, danger, add);
  // 手术费还差十万，娃等着移植: treatment of nobody named belongs to the one who is ill.
  for (const { evidence, flag } of unnamed) {
    const ill = [...people.values()].findLast((p) =>
      ['大病', '慢性病', '残疾', '受伤', '精神障碍', '去世'].some((f) =>
        p.flags.has(f as MemberFlag),
      ),
    );
    if (ill && evidence.concept !== 'uninsured') ill.evidence.push(evidence);
    else add(null, flag, evidence);
  }
  for (const person of people.values()) settle(findings, person);
  return [...people.values()].filter(
    (p) => p.flags.size > 0 || findings.dangers.length > 0 || left.has(p.relation),
  );
}

const childless: Mention = { start: 0, end: 0, relations: ['子女'], outside: false };
const household: Mention = { start: 0, end: 0, relations: ['家庭成员'], outside: false };

function background(findings: Findings, evidence: Evidence): boolean {
  const clause = clauseAt(findings.clauses, evidence.start)?.text ?? '';
  // A debt an illness left keeps its dead among those it is about.
  if (/欠|没还|债/.test(findings.text) && /病|癌|瘤|车祸|工地/.test(clause)) return false;
  if (/走得早|死得早|早就?|多年|[一二三四五六七八九十几\d]{1,4}年(?:前|了)|去世得/.test(clause))
    return true;
  if (/(?:了|有)[一二三四五六七八九十几\d]{1,4}多?年/.test(clause)) return true;
  const other =
    findings.evidence.some(
      (e) =>
        ![
          'death',
          'poverty',
          'debt',
          'grave-illness',
          'chronic-illness',
          'treatment',
          'accident',
        ].includes(e.concept),
    ) || findings.evidence.filter((e) => e.concept === 'death').length > 1;
  return other && /去年|前年|年前/.test(clause);
}

function endangered(
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

/** Flags of one person after the rules that let one stand for another. */
function settle(findings: Findings, person: Person): void {
  const { flags } = person;
  const words = person.evidence.filter((e) => e.concept === 'treatment').map((e) => e.words);
  const injured = flags.has('受伤');
  if (words.length > 0 && !injured) {
    const hospital = words.some((w) =>
      /住院|医院|刀|手术|抢救|血|病危|治疗|医药费|医疗费|看病|病倒|病重|确诊|查出|诊断|得了?|生了?|害病|输液|没钱|治|医/.test(
        w,
      ),
    );
    const stay = words.some((w) => /住院|医院|刀|手术|抢救/.test(w));
    if (stay) {
      flags.add('大病');
    } else if (!flags.has('大病') && !flags.has('慢性病'))
      flags.add(
        hospital && !words.every((w) => /药/.test(w) && !/医药费/.test(w)) ? '大病' : '慢性病',
      );
  }
  // A named illness that took a hospital is grave; only what is treated at home for life stays beside it.
  if (
    flags.has('大病') &&
    !person.evidence.some(
      (e) => e.concept === 'chronic-illness' && /高血压|血压|糖尿|药|风湿/.test(e.words),
    )
  )
    flags.delete('慢性病');
  if (flags.has('失学')) flags.delete('在校');
  if (injured && findings.dangers.some((d) => d.kind === 'poisoning')) flags.delete('大病');
  const treated = person.evidence.some(
    (e) => e.concept === 'grave-illness' && /癌|瘤|化疗|放疗|透析|白血|尿毒|移植/.test(e.words),
  );
  if (flags.has('残疾'))
    for (const f of treated
      ? (['慢性病', '行动不便'] as const)
      : (['大病', '慢性病', '行动不便'] as const))
      flags.delete(f);
  if (injured) for (const f of ['行动不便'] as const) flags.delete(f);
  if (flags.has('精神障碍'))
    for (const f of ['大病', '慢性病', '残疾', '无劳动能力', '行动不便'] as const) flags.delete(f);
  if (flags.has('去世')) for (const f of [...flags]) if (f !== '去世') flags.delete(f);
}

/** The members of a reading, flags in the order of the closed list. */
export function membersOf(
  findings: Findings,
  people: readonly Person[],
): readonly MemberAffected[] {
  return people.map((person) => ({
    relation: person.relation,
    age: ageOf(findings, person.mention),
    count: countOf(findings, person.mention),
    flags: memberFlags.filter((flag) => person.flags.has(flag)),
  }));
}

function ageOf(findings: Findings, mention: Mention | null): number | null {
  if (!mention) return null;
  const clause = clauseAt(findings.clauses, mention.start);
  if (!clause) return null;
  const next = findings.mentions.find((m) => m.start >= mention.end);
  const window = findings.text.slice(
    Math.max(clause.start, mention.start - 6),
    Math.min(mention.end + 14, next?.start ?? Number.MAX_SAFE_INTEGER),
  );
  for (const number of numerals(window)) {
    if (
      number.max === number.min &&
      number.min > 0 &&
      number.min < 120 &&
      /^岁(?!多|半|来)/.test(window.slice(number.end))
    )
      return number.min;
  }
  return null;
}

function countOf(findings: Findings, mention: Mention | null): number {
  if (!mention) return 1;
  const before = findings.text.slice(Math.max(0, mention.start - 3), mention.start);
  const said = /([两二三四五六七八])个$/.exec(before)?.[1];
  return said ? '一二三四五六七八'.indexOf(said === '两' ? '二' : said) + 1 : 1;
}

/** Whether anybody is ill for whom no card or accident explains it (R2, R6, R12). */
export function illPerson(people: readonly Person[]): boolean {
  return people.some((person) => {
    // Paralysis stands for the stroke behind it, never for a cancer under treatment.
    if (person.flags.has('残疾')) return person.flags.has('大病');
    const ill = person.evidence.some(
      (e) =>
        e.concept === 'grave-illness' ||
        e.concept === 'chronic-illness' ||
        e.concept === 'mental-illness',
    );
    if (ill)
      return !(
        person.flags.has('受伤') &&
        person.evidence.every(
          (e) =>
            !/癌|瘤|病|症|高血压|结石|硬化|衰/.test(e.words) ||
            e.concept === 'accident' ||
            /骨头坏死/.test(e.words),
        )
      );
    return !person.flags.has('受伤') && person.evidence.some((e) => e.concept === 'treatment');
  });
}

/** Risk types a reading may name for people: kept here so that flags and types never disagree. */
export const flagsOfRisk: Readonly<Partial<Record<RiskType, readonly MemberFlag[]>>> = {
  因病: ['大病', '慢性病', '精神障碍', '去世'],
  因残: ['残疾', '精神障碍'],
  因意外事故: ['受伤', '去世'],
};
