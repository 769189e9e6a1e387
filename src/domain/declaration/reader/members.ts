import type { MemberFlag, Relation } from '../risk.ts';
import { memberFlags } from '../risk.ts';
import type { Evidence } from './cue.ts';
import { endangeredPeople } from './endangered.ts';
import type { Findings } from './findings.ts';
import { background, settle } from './flags.ts';
import { numerals } from './numerals.ts';
import type { Mention } from './mention.ts';
import {
  childless,
  childNear,
  fromCompulsorySchool,
  household,
  type Person,
  pupils,
  relationOf,
  subjects,
} from './person.ts';
import type { MemberAffected } from './reading.ts';
import { clauseAt } from './scope.ts';

const bodily =
  /中毒|农药|敌敌畏|钢板|钢钉|石膏|摔|跌|撞|腿|脚|手|头|腰|翻下|推下|粉碎|断|骨折|工伤|砸[到断伤死]|烧伤|烫|咬|蛰|触电|车祸|事故|翻车|翻到|滚|坠|掉|绞|轧|夹|锯|切|溺|淹死|电死|压[到断伤死]|炸/;

/** Assigns evidence to the people it is about, and turns it into flags. */
export function peopleOf(findings: Findings): readonly Person[] {
  const people = new Map<string, Person>();
  const add = (
    mention: Mention | null,
    flag: MemberFlag | null,
    evidence: Evidence | null,
  ): void => {
    for (const relation of relationOf(findings, mention)) {
      const key = personKey(findings, relation, mention, people);
      const person = people.get(key) ?? {
        relation,
        mention,
        flags: new Set<MemberFlag>(),
        evidence: [],
      };
      people.set(key, person);
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
          !/猪|牛|羊|房|屋|墙/.test(evidence.words.replace(/.*车祸|翻车|被.*车/, ''))
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
        // An employer who ran off with the wages is named by the wages.
        if (/老板|工头/.test(evidence.words) && has('unpaid-wage')) break;
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
        const grand = child?.relations.some((r) => /^孙/.test(r)) ?? false;
        if (
          child &&
          child.relations[0] !== '本人' &&
          ((grand && has('earner-gone')) ||
            /没人|孤儿|爸妈|父母|爹/.test(evidence.words) ||
            (has('earner-gone') &&
              /顾不上|管不过来|(?:奶奶?|婆|妈|公|爷爷?)[^，。]{0,3}带/.test(findings.text)))
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
            (clauseAt(findings.clauses, evidence.start)?.text ?? '') +
              (/一家[^，。]{0,4}口|全家/.exec(
                findings.text.slice(evidence.end, evidence.end + 20),
              )?.[0] ?? ''),
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
          if (mention.relations[0] !== '本人' && !background(findings, evidence))
            add(mention, '去世', evidence);
        }
        break;
      default:
        break;
    }
  }
  for (const { mention, flag } of endangeredPeople(findings)) add(mention, flag, null);
  // 手术费还差十万，娃等着移植: treatment of nobody named belongs to the one who is ill.
  for (const { evidence, flag } of unnamed) {
    const ill = [...people.values()].findLast((p) =>
      ['大病', '慢性病', '残疾', '受伤', '精神障碍', '去世'].some((f) =>
        p.flags.has(f as MemberFlag),
      ),
    );
    if (ill && evidence.concept !== 'uninsured') {
      ill.evidence.push(evidence);
      if (flag === '慢性病' || flag === '无劳动能力') ill.flags.add(flag);
    } else add(onlyOneNamed(findings), flag, evidence);
  }
  for (const person of people.values()) settle(findings, person);
  return [...people.values()].filter(
    (p) => p.flags.size > 0 || findings.dangers.length > 0 || left.has(p.relation),
  );
}

/** The one relative a message speaks of, if the writer does not speak of their own body: 打了三天吊针，娃才八个月. */
function onlyOneNamed(findings: Findings): Mention | null {
  const { mentions, text } = findings;
  const kin = mentions.filter((m) => m.relations[0] !== '本人' && !m.outside && !m.object);
  const [first] = kin;
  const alone = first && kin.every((m) => m.relations[0] === first.relations[0]);
  return alone && !mentions.some((m) => m.relations[0] === '本人') && !/我/.test(text)
    ? first
    : null;
}

/** Tells two sons, or a neighbour and his wife, apart; a word without number or sex goes with the one there is. */
function personKey(
  findings: Findings,
  relation: Relation,
  mention: Mention | null,
  people: ReadonlyMap<string, Person>,
): string {
  const named = mention?.standsFor ?? mention;
  const words = named ? findings.text.slice(named.start, named.end) : '';
  const outside = relation === '邻居';
  if (relation === '亲属' && words !== '') return `亲属:${words}`;
  const mark = outside
    ? /女|婆|媳妇|婶|娘|嫂|妈|奶|姐|姨|孃|堂客|老婆|寡妇/.test(words)
      ? '女'
      : /男|汉|爷|叔|伯|哥|公|爸|爹|头|儿子/.test(words)
        ? '男'
        : ''
    : (/^(?:子|女|子女|孙子|孙女|孙辈|兄弟|姐妹)$/.test(relation) &&
        /^(?:[大二三四五六七小幺]?(?:弟媳|弟|妹|哥|姐|叔|舅妈|舅|姑父|姑|姨夫|姨父|姨爹|姨|婶|伯娘|伯|嫂|侄女|侄|甥)|老?[大二三四五六七小幺]|表|堂)/.exec(
          words,
        )?.[0]) ||
      '';
  const same = [...people.keys()].filter((key) => key.split(':')[0] === relation);
  if (mark === '') return same.at(-1) ?? `${relation}:`;
  const plain = `${relation}:`;
  return same.includes(plain) && same.length === 1 ? plain : `${relation}:${mark}`;
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
