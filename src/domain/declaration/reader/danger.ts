import type { Evidence } from './cue.ts';
import { composedDangers } from './danger-frames.ts';
import { dangerFeatures, dangerLikelihood } from './danger-likelihood.ts';
import { type Hits, hitsIn } from './danger-words.ts';
import { type DangerKind, dangerCues, fictional, inCare, rescued } from './lexicon/danger.ts';
import { farewellSigns, harmlessLeave } from './lexicon/farewell.ts';
import { type Clause, clauseAt } from './scope.ts';

/** Danger to life or safety, now or announced, with the words that say so. */
export type Danger = {
  readonly kind: DangerKind;
  readonly start: number;
  readonly end: number;
  readonly words: string;
};

const denial =
  /(?:没(?:有)?|不是|不会|不|并非|别|莫|不要|不至于)(?:人|想过?|要|再|敢|真的?|去|被|过)?$/;
const over =
  /(?:都)?过去了|早就(?:好|不)|现在(?:好了|不(?:打|想)|没事)|已经离|后来(?:好了|救|没事)|(?<![磨备买拴挂放])好了(?!.{0,3}(?:药|绳|刀))|改了|不再/;
/** Care that is spoken of and not reached. */
const outOfReach =
  /离[^，。]{0,4}(?:医院|卫生院)|(?:医院|卫生院)[^，。]{0,3}(?:远|关门|没人|去不)|(?:没|不)(?:去|到|上|送)[^，。]{0,3}医院|不(?:让|肯|准|愿|去|送|敢去)[^，。]{0,6}(?:医院|卫生院)|去不了医院|没(?:车|钱)(?:去|送|打车|上|到)[^，。]{0,4}(?:医院|卫生院)/;
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
  for (const { kind, pattern } of dangerCues) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index;
      const danger: Danger = { kind, start, end: start + match[0].length, words: match[0] };
      const clause = clauseAt(clauses, start);
      if (!clause) continue;
      const before = text.slice(Math.max(clause.start, start - 6), start);
      if (!/^(?:不|没|别)/.test(match[0]) && denial.test(before)) continue;
      if (stands(danger, clause, context) && credible(danger, text, clauses)) found.push(danger);
    }
  }
  if (found.length > 0 || context.jest) return found;
  const hits = hitsIn(text);
  const composed = composedDangers(text, clauses, hits).filter((danger) => {
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
  if (composed.length > 0) return composed;
  const signs = [...takingLeave(text), ...helplessAlone(text, clauses)];
  return signs.length > 0 ? signs : likely(context, hits, evidence);
}

const plainOdds = -0.3;
const explainedOdds = 0.5;

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
  return !((kind === 'disaster' || kind === 'missing' || kind === 'hazard') && safe);
}

/**
 * Danger that the wording as a whole makes likely, though no rule names it. Where a hardship of another kind explains the words,
 * more is asked for; what is already in hand, past or supposed is left out.
 */
function likely(context: Context, hits: Hits, evidence: readonly Evidence[]): readonly Danger[] {
  const { text, clauses, care, safe } = context;
  if (care || safe || (treated.test(text) && !outOfReach.test(text))) return [];
  if (clauses.some((c) => c.hypothetical || c.past || c.general) || over.test(text)) return [];
  const odds = dangerLikelihood(dangerFeatures(text, hits, evidence));
  if (odds < (evidence.length > 0 ? explainedOdds : plainOdds)) return [];
  const hungry = hits.has('lacking') && hits.has('food') && hits.has('days');
  return [{ kind: hungry ? 'hunger' : 'hazard', start: 0, end: text.length, words: text }];
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

const animalFell =
  /(?:猪|牛|羊(?!癫|角)|狗|鸡|鸭|鹅|猫|马|驴|鱼)(?:娃|崽|儿)?[^，。人我他她妈爸]{0,3}(?:掉|落|滚|摔|跌|淹|翻|死|跑|丢|走)/;

/** A cow in the well is a loss, no danger to life. */
function ofAnimals(danger: Danger, text: string): boolean {
  if (danger.kind !== 'acute' && danger.kind !== 'missing' && danger.kind !== 'disaster')
    return false;
  const around = text.slice(Math.max(0, danger.start - 12), danger.start) + danger.words;
  if (animalFell.test(around)) return true;
  return (
    /[猪牛羊鸡鸭鱼狗猫兔](?!角|癫|撞|顶|咬|踢|圈|挑|棚|塘|拱)/.test(around) &&
    !/娃|孩子|老人|妈|爸|奶|爷|婆|公|老公|女|儿子|孙|人(?!工)|老汉|婶|叔|伯|姐|哥|弟|妹|她|他/.test(
      around,
    )
  );
}

function longPast(clause: string): boolean {
  return /去年|前年|大前年|[一二三四五六七八九十几\d]{1,4}年前|那年|以前|小时候|上个月|[一二三四五六七八九十]{1,4}月份/.test(
    clause,
  );
}

/** Sleep, work and mirth in strong words. */
const exhausted = /累得|忙得|笑得|热得|跑得|睡得(?:跟|像|好|香)|打呼|打鼾|死猪|哈哈/;

/** Removes readings of single words that the surroundings show to be harmless. */
function credible(danger: Danger, text: string, clauses: readonly Clause[]): boolean {
  if (/安眠药/.test(danger.words) && /好多年|多年|长期|每天|睡不着|失眠|报销|医生|开药/.test(text))
    return false;
  const clause = clauseAt(clauses, danger.start);
  const around = text.slice(Math.max(0, danger.start - 12), danger.end + 12);
  switch (danger.kind) {
    case 'hazard':
      return !/暖气|手套|冻疮膏/.test(text);
    case 'hunger':
      // Too ill or too busy to eat, or food running out later, is not food lacking.
      if (
        /(?:明天|后天|快要?|马上就?|眼看|要|过几天|下个?月|再过)[^，。]{0,6}$/.test(
          text.slice(Math.max(0, danger.start - 8), danger.start),
        ) &&
        !/天没/.test(danger.words)
      )
        return false;
      return (
        !/吃不下|没胃口|忙|减肥|加班|吐|医生说|没几天/.test(
          around + text.slice(danger.end, danger.end + 14),
        ) && !/没吃饭.{0,4}(?:就|先)/.test(around)
      );
    case 'violence':
      if (
        /雷|雹|霜|想$|气得/.test(text.slice(Math.max(0, danger.start - 3), danger.start)) ||
        /^(?:猪|牛|羊|鸡|鸭|狗)/.test(text.slice(Math.max(0, danger.start - 2), danger.start))
      )
        return false;
      return (
        !/打(?:针|工|电话|药|牌)|冰雹|雹|霜|太阳|打得(?:火热|不可开交|准)|骗/.test(danger.words) &&
        !/(?:野猪|猴子|老鼠|黄鼠狼|狗)$|(?:野猪|猴子|老鼠|黄鼠狼)/.test(
          text.slice(Math.max(0, danger.start - 8), danger.start),
        ) &&
        !/威胁[^。]{0,6}(?:搬|起诉|拉|收房|停)/.test(text.slice(danger.start, danger.end + 10))
      );
    case 'missing':
      return (
        /人|娃|孩子|妈|爸|老|爷|奶|婆|公|她|他|女|儿|弟|妹|孙|失踪|走丢|走失/.test(around) &&
        !/猪|牛|羊|狗(?!叫|一直|守)|鸡|钱|手机|身份证|打工[^，。]{0,6}没回来|干部|书记|村上|过年/.test(
          around,
        )
      );
    case 'acute':
      if (exhausted.test(text.slice(Math.max(0, danger.start - 10), danger.end + 8))) return false;
      if (/氧气机/.test(text) && !/突然|刚才|喊不|昏/.test(text)) return false;
      if (
        /[猪牛羊马狗驴][^，。人我他她]{0,3}$/.test(
          text.slice(Math.max(0, danger.start - 5), danger.start),
        )
      )
        return false;
      if (/高烧/.test(danger.words) && /退(?:了|烧)|好了|[去前]年|那回/.test(text)) return false;
      if (/防/.test(text.slice(Math.max(0, danger.start - 2), danger.start))) return false;
      return (
        !/(?:年|月)(?:了|前)/.test(clause?.text ?? '') ||
        /叫不醒|没气|昏|怀|流水|见红|血/.test(danger.words)
      );
    case 'alone':
      // Who shuts themselves in is not locked in.
      if (/把自己(?:一个人)?关/.test(text)) return false;
      // An old person alone for whom nobody asks is in danger only if unable to help themselves.
      if (
        /没(?:得|有)?人(?:管|理|晓得|知道)$/.test(danger.words) &&
        !/瘫|摔|病|起不|吃|饭|饿|躺|动不|火|瞎|看不见|娃|孩子|孙|岁/.test(text)
      )
        return false;
      if (
        /没(?:得|有)?人(?:管|要|看)$/.test(danger.words) &&
        /我(?:也|都|又)?(?:管不|带不|要带|在带)/.test(text)
      )
        return false;
      return (
        !/钥匙|手机|电动车|摩托|电视|房子|漏雨/.test(around + danger.words) &&
        !/(?:奶奶|爷爷|外婆|外公|我妈|婆婆)(?:在)?(?:带|照顾|看|管)/.test(text)
      );
    case 'self-harm':
      if (
        /(?:气|急|烦|热|笑|忙)得[^，。]{0,6}$/.test(
          text.slice(Math.max(0, danger.start - 9), danger.start),
        ) &&
        /跳楼|想死|去死|撞墙|吐血/.test(danger.words)
      )
        return false;
      // A suicide long done is a bereavement; leaving after the holidays for work is not taking leave of life.
      if (
        /(?:喝|吃|吊|跳)/.test(danger.words) &&
        /^[^。]{0,4}(?:走的|走了|死|没了|没救)/.test(text.slice(danger.end)) &&
        longPast(clause?.text ?? '')
      )
        return false;
      if (/走/.test(danger.words) && /打工|上班|新疆|广东|浙江|外头|外地|车站|火车|出去/.test(text))
        return false;
      if (
        /差点|曾经|那时候?|当时/.test(text) &&
        /(?:现在|如今|后来)[^。]{0,6}(?:好|想开|不想)/.test(text)
      )
        return false;
      if (/后事/.test(danger.words) && /办(?:完|好|了)|谢谢大家/.test(text)) return false;
      if (/老衣|寿衣|送终/.test(danger.words) && /准备|[七八九]十|买|做/.test(around)) return false;
      return !/防溺水|电池[^。]{0,6}(?:没|拉出来)/.test(around);
    default:
      return true;
  }
}
