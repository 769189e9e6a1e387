import type { Evidence } from './cue.ts';
import type { Danger } from './danger-told.ts';
import { credible, longPast, ofAnimals } from './danger-credible.ts';
import { composedDangers } from './danger-frames.ts';
import { dangerFeatures, dangerLikelihood, weightOfWords } from './danger-likelihood.ts';
import { type Hits, hitsIn } from './danger-words.ts';
import { dangerCues, fictional, inCare, rescued } from './lexicon/danger.ts';
import { farewellSigns, harmlessLeave } from './lexicon/farewell.ts';
import {
  dataHarm,
  dataRequest,
  exit,
  injection,
  spam,
  unfair,
  withdraw,
} from './lexicon/intent-cues.ts';
import { type Clause, clauseAt } from './scope.ts';

const denial =
  /(?:没(?:有)?|不是|不会|不|并非|别|莫|不要|不至于)(?:人|想过?|要|再|敢|真的?|去|被|过)?$/;
const over =
  /(?<![昏晕死睡厥背])过去了|早就(?:好|不)|现在(?:好了|不(?:打|想)|没事)|已经离|后来(?:好了|救|没事)|(?<![磨备买拴挂放])好了(?!.{0,3}(?:药|绳|刀))|改了|不再/;
/** Care that is spoken of and not reached. */
const outOfReach =
  /离[^，。]{0,4}(?:医院|卫生院)|(?:医院|卫生院)[^，。]{0,3}(?:远|关门|没人|去不)|(?:没|不)(?:去|到|上|送)[^，。]{0,3}医院|不(?:让|肯|准|愿|去|送|敢去)[^，。]{0,6}(?:医院|卫生院)|去不了医院|没(?:车|钱)(?:去|送|打车|上|到)?[^，。]{0,4}(?:医院|卫生院|住院)|(?:医院|卫生院)[^，。]{0,4}(?:不收|不敢|不要|撵|赶)|(?:到|去)(?:县|镇|区|市)?[^，。]{0,3}(?:医院|卫生院)[^，。]{0,4}要[^，。]{0,6}(?:小时|钟头|里)|(?:救护车|120)[^，。]{0,6}(?:来不|到不|进不|不来|没来|上不|没得车|没车|等)|(?:喊|叫|让|该|应该|要|得)[^，。]{0,4}(?:送|转|去)[^，。]{0,5}(?:医院|卫生院|县上|城里)/;
/** The bill or the law already: what happened is not happening. */
const treated =
  /医院|手术|花了|报销|垫了?|医药费|赔|工头给|老板(?:只)?给|不认账|狂犬针|缝了?[^，。]{0,3}针|去世|过世|下葬|丧|给了[^，。]{0,4}(?:块|千|万)|当场就?(?:死|没)|[砸撞压淹轧摔电]死了|没了[^。]{0,6}(?:丢下|留下)|死的/;
const joke = /开(?:个)?玩笑|哈{3,}|逗你|说着玩|😂|🤣/u;

/** Every danger the text tells of as present or coming. Already in care, rescued, past or in the news is none. */
export function dangersIn(
  text: string,
  clauses: readonly Clause[],
  evidence: readonly Evidence[] = [],
): readonly Danger[] {
  const context: Context = {
    text,
    clauses,
    care: inCare.test(text) && !outOfReach.test(text),
    safe: rescued.test(text) && !/还在|正在|还有人/.test(text),
    jest: joke.test(text),
  };
  if (fictional.test(text)) return [];
  const found: Danger[] = [];
  let sure = false;
  for (const { kind, pattern, ...cue } of dangerCues) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index;
      const danger: Danger = { kind, start, end: start + match[0].length, words: match[0] };
      const clause = clauseAt(clauses, start);
      if (!clause) continue;
      const before = text.slice(Math.max(clause.start, start - 6), start);
      if (!/^(?:不|没|别)/.test(match[0]) && denial.test(before)) continue;
      if (!stands(danger, clause, context) || !credible(danger, text, clauses)) continue;
      found.push(danger);
      sure ||= cue.sure === true;
    }
  }
  if (sure) return found;
  const hits = hitsIn(text);
  const features = dangerFeatures(text, hits, evidence);
  const odds = dangerLikelihood(features);
  const explained = evidence.length > 0;
  // Words of danger in a message that otherwise resembles none: a long illness, an old quarrel, the price of a spray.
  // Who says in so many words that life is over is believed beside any trouble that explains it.
  const least = explained ? namedOdds.explained : namedOdds.plain;
  if (odds < least)
    return found.filter(
      (d) => d.kind === 'self-harm' && odds > ownLifeOdds && ownLife.test(d.words),
    );
  if (found.length > 0 || context.jest) return found;
  const enough = explained ? composedOdds.explained : composedOdds.plain;
  const composed = (odds < enough ? [] : composedDangers(text, clauses, hits)).filter((danger) => {
    const clause = clauseAt(clauses, danger.start);
    return (
      clause &&
      stands(danger, clause, context) &&
      credible(danger, text, clauses) &&
      !(
        danger.kind !== 'self-harm' &&
        danger.kind !== 'hunger' &&
        danger.kind !== 'alone' &&
        treated.test(text) &&
        !outOfReach.test(text) &&
        !(danger.kind === 'violence' && /又|天天|今晚|正在|还要|还说|一直/.test(text))
      ) &&
      !ofAnimals(danger, text)
    );
  });
  if (composed.length > 0) return leading(composed, evidence);
  const signs = [...takingLeave(text), ...helplessAlone(text, clauses)];
  if (signs.length > 0) return signs;
  return weightOfWords(features) < leastOfWords ? [] : likely(context, hits, odds, explained);
}

/** Odds (see {@link dangerLikelihood}) asked for where no rule, and where a composed one speaks; more where hardship explains the words. */
const namedOdds = { plain: -2.5, explained: -1.5 };
const ownLifeOdds = -5;
const ownLife =
  /不想(?:再)?活|活够|活腻|想(?:去)?死|寻死|自杀|轻生|死了(?:算|拉倒|干净|清净)|一了百了|遗书|上吊|割腕|跳(?:楼|河|江|崖|桥|井|水库)|(?:喝|吞|吃)[^，。]{0,6}(?:药|敌敌畏|百草枯|除草剂)|不想醒|一起死/;
const likelyOdds = { plain: -0.2, explained: 0.7 };
/** Talk of trains and rules resembles danger by its characters; a danger has words of its own. */
const leastOfWords = 0.9;
const composedOdds = { plain: -1.4, explained: -0.5 };
/** 吃酒 is to be a guest at a feast. */
const feast = /吃(?:喜|寿|满月|月米)?酒|走人户|办酒|坐席/;
/** Business with the office: never read as danger on resemblance alone. */
const otherBusiness: readonly RegExp[] = [
  injection,
  exit,
  dataRequest,
  dataHarm,
  withdraw,
  spam,
  unfair,
];

/** Who was sought is there again. */
const foundAgain = /找到了|找着了|(?<!没|没有|不)回来了(?!.{0,4}没)|回家了|没事了/;

/** What the whole text says about all its dangers. */
type Context = {
  readonly text: string;
  readonly clauses: readonly Clause[];
  readonly care: boolean;
  readonly safe: boolean;
  readonly jest: boolean;
};

/** Whether a danger is present or to come: not supposed, over, long past, already in care, rescued, or told in jest. */
function stands({ kind, start, words }: Danger, clause: Clause, context: Context): boolean {
  const { text, care, safe, jest } = context;
  // A threat or plan is often put as a condition; only a question about the rules is supposed.
  const supposed =
    clause.hypothetical &&
    (kind !== 'self-harm' || /咋|能不能|管不管|怎么办/.test(text)) &&
    !(kind === 'violence' && /杀|砍|弄死|刀|打死/.test(words));
  if (supposed || clause.past) return false;
  if (kind !== 'self-harm' && kind !== 'hunger' && over.test(text.slice(start))) return false;
  if (kind !== 'self-harm' && (longPast(clause.text) || jest)) return false;
  if ((kind === 'acute' || kind === 'poisoning') && care) return false;
  // Poison already washed out in a hospital: what is told of is the bill.
  const washedOut =
    kind === 'self-harm' &&
    care &&
    /药|敌敌畏|百草枯|除草剂/.test(words) &&
    /抢救|洗胃|洗了胃|住院/.test(text);
  if (washedOut) return false;
  if (kind === 'missing' && !foundAgain.test(text.slice(start)))
    return !safe || /不见|没找到|没回/.test(text);
  return !((kind === 'disaster' || kind === 'missing' || kind === 'hazard') && safe);
}

/**
 * Danger that the wording as a whole makes likely, though no rule names it. Where a hardship of another kind explains the words,
 * more is asked for; what is already in hand, past or supposed is left out.
 */
function likely(context: Context, hits: Hits, odds: number, explained: boolean): readonly Danger[] {
  const { text, clauses, care, safe } = context;
  if (care || safe || (treated.test(text) && !outOfReach.test(text))) return [];
  const aside = clauses.filter((c) => c.hypothetical || c.past || c.general);
  if (2 * aside.reduce((sum, c) => sum + c.text.length, 0) > text.length || over.test(text))
    return [];
  // A few words resemble much; they must do so more clearly.
  const few = text.length < 12 ? 0.5 : 0;
  if (odds < few + (explained ? likelyOdds.explained : likelyOdds.plain)) return [];
  if (otherBusiness.some((cue) => cue.test(text)) || feast.test(text)) return [];
  const hungry = hits.has('lacking') && hits.has('food') && hits.has('days');
  return [{ kind: hungry ? 'hunger' : 'hazard', start: 0, end: text.length, words: text }];
}

/** Of the dangers that words standing together may tell of, the likeliest; hunger stays beside it, for it is a hardship as well. */
function leading(composed: readonly Danger[], evidence: readonly Evidence[]): readonly Danger[] {
  const outdoors = evidence.some(
    (e) => e.concept === 'natural-disaster' || e.concept === 'dwelling',
  );
  const first = (outdoors && composed.find((d) => d.kind === 'disaster')) || composed[0];
  return composed.filter((d) => d === first || (d.kind === 'hunger' && first?.kind !== 'hunger'));
}

/** Self-harm that no single word gives away, by the sum of its signs. */
function takingLeave(text: string): readonly Danger[] {
  if (harmlessLeave.test(text) || !/我|妈|爸|老|娃|他|她/.test(text)) return [];
  let points = 0;
  let first: Danger | null = null;
  for (const sign of farewellSigns) {
    const match = sign.pattern.exec(text);
    if (!match) continue;
    points += sign.points;
    first ??= {
      kind: 'self-harm',
      start: match.index,
      end: match.index + match[0].length,
      words: match[0],
    };
  }
  return first && points >= 2 && !/咋办|怎么办|申请|退出|撤|不报/.test(text) ? [first] : [];
}

/** Somebody who cannot move or look after themselves, and nobody there. */
function helplessAlone(text: string, clauses: readonly Clause[]): readonly Danger[] {
  const helpless =
    /(?:腿|脚|腰|骨)[^，。]{0,6}(?:断|摔)|瘫|躺[起在着]|下不[得了]床|起不[来得了]|动不[得了]|走不[得动了]/.exec(
      text,
    );
  if (!helpless) return [];
  const nobody =
    /(?:护工|保姆|儿媳|儿子|老伴|邻居|人)(?:都)?走了[^。]{0,4}天|(?:一个人|独自|独居|孤寡|五保|无儿无女|没儿没女)[^。]{0,60}(?:走(?:了|亲戚)|没人|不在|饭|水都|几天|两天|三天)|没人(?:晓得|知道|送饭|端|喂|煮饭|管|照管)[^。]{0,20}/.exec(
      text,
    );
  const clause = clauseAt(clauses, helpless.index);
  if (
    !nobody ||
    !clause ||
    clause.hypothetical ||
    clause.past ||
    inCare.test(text) ||
    /要是|打工|上班|不敢出门|走不开|请人|保姆/.test(text)
  )
    return [];
  return [
    {
      kind: 'alone',
      start: helpless.index,
      end: helpless.index + helpless[0].length,
      words: helpless[0],
    },
  ];
}
