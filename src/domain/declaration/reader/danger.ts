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
const joke = /开(?:个)?玩笑|哈{3,}|逗你|说着玩|😂|🤣/u;

/** Every danger the text tells of as present or coming. Already in care, rescued, past or in the news is none. */
export function dangersIn(text: string, clauses: readonly Clause[]): readonly Danger[] {
  const care =
    inCare.test(text) &&
    !/不(?:让|肯|准|愿|去|送|敢去)[^，。]{0,6}(?:医院|卫生院)|去不了医院|没(?:车|钱)(?:去|送|打车|上|到)[^，。]{0,4}(?:医院|卫生院)/.test(
      text,
    );
  const safe = rescued.test(text);
  const news = fictional.test(text);
  const found: Danger[] = [];
  for (const { kind, pattern } of dangerCues) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index;
      const clause = clauseAt(clauses, start);
      if (!clause || news) continue;
      const before = text.slice(Math.max(clause.start, start - 6), start);
      const danger: Danger = { kind, start, end: start + match[0].length, words: match[0] };
      if (!/^(?:不|没|别)/.test(match[0]) && denial.test(before)) continue;
      // A threat or plan is often put as a condition; only a question about the rules is supposed.
      if (
        clause.hypothetical &&
        (kind !== 'self-harm' || /咋|能不能|管不管|怎么办/.test(text)) &&
        !(kind === 'violence' && /杀|砍|弄死|刀|打死/.test(match[0]))
      )
        continue;
      if (
        clause.past ||
        (over.test(text.slice(start)) && kind !== 'self-harm' && kind !== 'hunger')
      )
        continue;
      if (longPast(clause.text) && kind !== 'self-harm') continue;
      if ((kind === 'acute' || kind === 'poisoning') && care) continue;
      // Poison already washed out in a hospital: what is told of is the bill.
      if (
        kind === 'self-harm' &&
        care &&
        /药|敌敌畏|百草枯|除草剂/.test(match[0]) &&
        /抢救|洗胃|洗了胃|住院/.test(text)
      )
        continue;
      if (
        (kind === 'disaster' || kind === 'missing' || kind === 'hazard') &&
        safe &&
        !/还在|正在|还有人/.test(text)
      )
        continue;
      if (joke.test(text) && kind !== 'self-harm') continue;
      found.push(danger);
    }
  }
  const real = found.filter((danger) => credible(danger, text, clauses));
  if (real.length > 0 || news || joke.test(text)) return real;
  return [...takingLeave(text), ...helplessAlone(text, clauses)];
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

function longPast(clause: string): boolean {
  return /去年|前年|大前年|[一二三四五六七八九十几\d]{1,4}年前|那年|以前|小时候|上个月|[一二三四五六七八九十]{1,4}月份/.test(
    clause,
  );
}

/** Removes readings of single words that the surroundings show to be harmless. */
function credible(danger: Danger, text: string, clauses: readonly Clause[]): boolean {
  if (/安眠药/.test(danger.words) && /好多年|多年|长期|每天|睡不着|失眠|报销|医生|开药/.test(text))
    return false;
  const clause = clauseAt(clauses, danger.start);
  const around = text.slice(Math.max(0, danger.start - 12), danger.end + 12);
  switch (danger.kind) {
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
        !/猪|牛|羊|狗|鸡|钱|手机|身份证|打工[^，。]{0,6}没回来|干部|书记|村上|过年/.test(around)
      );
    case 'acute':
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
        !/钥匙|手机|电动车|摩托|电视/.test(around) &&
        !/(?:奶奶|爷爷|外婆|外公|我妈|婆婆)(?:在)?(?:带|照顾|看|管)/.test(text)
      );
    case 'self-harm':
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
