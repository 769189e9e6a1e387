import type { Concept, Evidence } from './cue.ts';

/** A clause of the plain text with what its words say about time and reality. */
export type Clause = {
  readonly start: number;
  readonly end: number;
  readonly sentence: number;
  readonly text: string;
  /** Supposed, not told: 要是…咋办. */
  readonly hypothetical: boolean;
  /** To come: 明年, 以后. */
  readonly future: boolean;
  /** Over and done: 以前, 那年, without a 现在 after it. */
  readonly past: boolean;
  /** Told of people in general, of the news, or as a joke. */
  readonly general: boolean;
};

const supposing =
  /(?<![主只])要是(?!再|还不|不)|如果(?!再|还不)|假如|假设|倘若|若是|(?<![零一二两三四五六七八九十百几\d])万一(?=[，。]|[^，。多来块元])|比方说?|打个比方|(?:哪天|哪一天|将来|以后)(?=[^，。]{0,10}(?:咋|能不|管不|有没|可不|怎么|会不会))|(?:得|患|生)了[^，。]{0,4}病的话|的话(?=，?(?:咋|能|可|有|怎|要|该))/;
const coming =
  /明年|后年|将来|(?<=^|，|。|我|怕|愁|想到|那|到|娃)以后(?!就|他|她|，|一直)|到时候|过几年|迟早|早晚/;
const longAgo =
  /以前|从前|早先|早些年|那些年|那年|那几年|当年|小时候|早年|前些年|年轻(?:的)?时|原先|原来(?!是)|(?<=^|，|。|我|家)过去(?!了|看|找|接|帮|问|睡|坐|那边)|[一二三四五六七八九十几\d]{1,4}(?:几|多)?年前(?!就)|六零年|上世纪|旧社会/;
const nowAgain =
  /现在|如今|目前|今年|到这|这[几两]?[天年个]|眼下|又|一直|至今|到现在|还(?:没|欠|在|是|有)|从此|就(?:没|一直|再)|落下|这回|这次|昨天|前天|今天|住[在着起]/;
const generally =
  /听说|新闻|电视(?:上|里|剧|说|台)|(?:抖音|快手|网上|朋友圈)(?:上|里)?(?:有人)?(?:说|看|刷|有个|有人说|讲)|刷到|有些人|很多人|好多人|大家都(?=说|知道|晓得|讲|在说)|别个都|一般(?:来说|的)|据说|人家说|小说|故事|如何看待|演练|演习|演戏|话剧|小品|宣传(?:片|单|册|栏)|知识(?:讲座|竞赛)|哪些人|(?:什么|啥)(?:样的)?人|凡是/;
const joking = /开(?:个)?玩笑|哈{2,}|逗你|说着玩|闹着玩|😂|🤣/u;
const factual = /(?:真|实)的|不是玩笑|没开玩笑/;

/** Splits plain text and marks each clause. */
export function clausesOf(text: string): readonly Clause[] {
  const clauses: Clause[] = [];
  const jest = joking.test(text) && !factual.test(text);
  let sentence = 0;
  let hypothetical = false;
  let past = false;
  let since = 0;
  let general = false;
  for (const match of text.matchAll(/[^，。！？；、：（）]+[，。！？；、：（）]*/g)) {
    const words = match[0];
    const at = supposing.exec(words);
    const reset = /^(?:现在|如今|目前|但是|可是|不过|实际|今年|昨天|前天)/.test(words);
    if (reset) {
      hypothetical = false;
      general = false;
    }
    if (at) hypothetical = true;
    if (generally.test(words)) general = true;
    if (longAgo.test(words)) {
      past = !nowAgain.test(words.slice(longAgo.exec(words)?.index ?? 0));
      since = 0;
    } else if (nowAgain.test(words) || since >= 3) past = false;
    since += 1;
    clauses.push({
      start: match.index,
      end: match.index + words.length,
      sentence,
      text: words,
      hypothetical,
      future: coming.test(words),
      past,
      general: general || jest,
    });
    if (/[。！？]/.test(words)) {
      sentence += 1;
      hypothetical = false;
      past = false;
      general = false;
    }
  }
  return clauses;
}

/** The clause that holds position `at`, or undefined for a position on punctuation before the first clause. */
export function clauseAt(clauses: readonly Clause[], at: number): Clause | undefined {
  let low = 0;
  let high = clauses.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const clause = clauses[middle];
    if (!clause || at < clause.start) high = middle - 1;
    else if (at >= clause.end) low = middle + 1;
    else return clause;
  }
  return undefined;
}

const denial =
  /(?:(?<!有)没(?:有)?(?:办|评|领|被|得|生|患|发生?|遇到|遇过|出过?|啥|过|发现|检查出|查出|遭|受|什么|任何|大|出现|再)?|不是|并非|并不|从不|未曾|不存在|又不|也不|不|无)(?:啥|什么|得|有)?$/;

/** Whether the words before the evidence in its clause deny it: 没生病, 不是残疾. */
export function denied(clause: Clause, evidence: Evidence): boolean {
  const before = clause.text.slice(0, Math.max(0, evidence.start - clause.start));
  if (evidence.concept === 'treatment' && /不(?:想|愿)(?:再)?$/.test(before)) return true;
  if (/哪里?(?:有)?$/.test(before.slice(-3))) return true;
  if (/差点(?:就|把)?[^，。]{0,4}$/.test(before.slice(-8))) return true;
  // A threat is no accident yet: 说不交钱就打断腿.
  if (
    evidence.concept === 'accident' &&
    /(?:说|喊|扬言|威胁|敢|不[^，。]{1,6})[^，。]{0,10}(?:就|要)[^，。]{0,6}$/.test(
      before.slice(-18),
    )
  )
    return true;
  if (/^(?:没|不|未|无|缺|断)/.test(evidence.words)) return false;
  if (
    /(?:有没有?|会不会|怕(?:被)?|担心|防止|预防|避免|以防|等|难道|非要|差点(?:就|把)?[^，。]{0,4})$/.test(
      before.slice(-8),
    ) &&
    !/癌|瘫|残/.test(evidence.words)
  )
    return true;
  if (
    /(?:是不是|能不能|要不要|可不可以|不得不|免不了|受不了|不(?:能|敢|会|了|得)|离不)$/.test(before)
  )
    return false;
  return denial.test(before.slice(-8));
}

/** What kinds of trouble a word of recovery ends, by concept. */
const endings: readonly (readonly [RegExp, readonly Concept[]])[] = [
  [
    /(?:病|伤|腿|手|脚|身体|身子|现在|如今|早就|早|已经|都|也|治|医|看|全|慢慢|完全|基本|后来|手术|感冒|咳嗽|烧)[^，。准备说讲约]{0,3}(?:好了(?!多)|好多了|痊愈|康复(?!费|训练|科|，?一个月)|恢复(?:了|得)|没事了?|缓过来|治好|医好|看好了)|(?:是|查出来|医生说)[^，。]{0,4}良性|虚惊|痊愈|康复了|没(?:啥)?大碍|没(?:啥)?(?:大)?(?:事|问题)了|(?<=[，。])(?:都|全)?好了(?=[，。]|$)|烧?退了/,
    [
      'grave-illness',
      'chronic-illness',
      'treatment',
      'mental-illness',
      'accident',
      'disability',
      'immobile',
      'cannot-work',
    ],
  ],
  [
    /(?:修|盖|建|补|翻修|改造|重建|搬|换)(?:好|起|完|上|进|了)(?:了)?(?:新房|新家|房子)?|住(?:上|进|得)(?:了)?[^，。]{0,3}(?:新房|安置房|巴适|安逸|好)|(?:修|解决|弄|通|处理)好了|通(?:了|上)(?:自来)?水|(?:都|已经)解决了|新房(?![^，。]{0,4}(?:没|不|还|要|钱))/,
    ['dwelling', 'water', 'natural-disaster'],
  ],
  [
    /(?:还|结|付|发|补|拿)(?:清|完|齐|到手)(?:了)?(?!不)|(?:都|已经|全部?)(?:还|结|发|给|付)了|要回来了|(?:债|账|钱)[^，。]{0,4}还(?:清|完)/,
    ['debt', 'unpaid-wage'],
  ],
  [
    /(?:又|已经|重新|现在)(?:找到|有|找了)(?:了)?(?:活|工作|班|事)|上班了|(?:现在|如今)在[^，。]{0,8}(?:做|干|上班|保洁|打工|保安)/,
    ['job-loss', 'stopped-work'],
  ],
  [/(?:又|已经|现在|回)(?:去|回)?(?:上学|读书|学校|上课)(?:了)/, ['dropout', 'schooling-cost']],
  [
    /(?:已经|都|现在|后来)?(?:补|交|买)(?:上|齐|好)?了医保|医保[^，。]{0,4}(?:补|交|买)(?:上|齐|好)了?/,
    ['uninsured'],
  ],
];
const stillOwed = /还(?:欠|剩|有|没还|差)|没还|欠(?:下|着|的|了)|未还|还不|债/;
const allWell =
  /没(?:啥)?大问题|将就过|(?:现在|如今|后来|日子|家里|生活)[^，。]{0,4}(?:啥|一切|都|也|样样)?(?:都)?(?:好(?:了|过了|起来了?|得很)|不缺|不愁|过得去|不错|可以)|脱贫了|熬过来了|挺过来了|过去了(?!的)|缓过来了/;

/** Drops what the text itself says is over. A debt it left keeps its cause (R1). */
export function stillStanding(text: string, evidence: readonly Evidence[]): readonly Evidence[] {
  const owed = stillOwed.test(text);
  let kept = evidence;
  for (const [pattern, concepts] of endings) {
    const match = pattern.exec(text);
    if (!match || (owed && concepts !== endings[2]?.[1])) continue;
    const end = match.index + match[0].length;
    if (
      /[没不未]/.test(text.slice(Math.max(0, match.index - 2), match.index)) ||
      /(?:没|不|未|才能|就能|要|再|等)/.test(match[0].slice(0, -2))
    )
      continue;
    kept = kept.filter((e) => !(e.start < end && concepts.includes(e.concept)));
  }
  const well = allWell.exec(text);
  if (well && !owed && !/不/.test(text.slice(Math.max(0, well.index - 1), well.index))) {
    kept = kept.filter((e) => e.start > well.index + well[0].length);
  }
  return kept;
}
