/** What kind of danger words name: it chooses the first thing said to the person and what the people on call read. */
import { dangersIn } from '#src/domain/declaration/reader/danger.ts';
import type { Danger } from '#src/domain/declaration/reader/danger-told.ts';
import type { DangerKind } from '#src/domain/declaration/reader/lexicon/danger.ts';
import { fold, plain } from '#src/domain/declaration/reader/normalise.ts';
import { type Clause, clauseAt, clausesOf } from '#src/domain/declaration/reader/scope.ts';
import { type AlertKind, alertKinds } from './farmer.intents.ts';

/** What the reader's kinds of danger mean for the numbers told; nobody's life waits for a finer distinction. */
const KIND_OF: Readonly<Record<DangerKind, AlertKind>> = {
  'self-harm': 'self-harm',
  violence: 'violence',
  disaster: 'fire-or-collapse',
  hazard: 'fire-or-collapse',
  missing: 'missing',
  poisoning: 'medical',
  acute: 'medical',
  hunger: 'hunger',
  alone: 'other',
};

/** Whether the words name a danger outright, not only a place or a state that may be one. */
export const namesDanger = (words: string): boolean =>
  read(words).dangers.some(({ kind }) => kind !== 'hazard' && kind !== 'alone');

/** What kind of danger the words name, the first of `alertKinds` if several; `other` when none is named. */
export function dangerKind(words: string): AlertKind {
  const { spoken, clauses, dangers } = read(words);
  const kinds = new Set(dangers.map((each) => each.kind));
  if (kinds.has('self-harm') || kinds.has('poisoning') || /不(?:想)?活了/.test(spoken)) {
    const urgent = kinds.has('acute');
    if (isDone(taken, spoken, clauses) || isUnderWay(taking, spoken, clauses, urgent)) {
      return 'took-poison';
    }
    if (isDone(hurt, spoken, clauses) || isUnderWay(hurting, spoken, clauses, urgent)) {
      return 'self-injury';
    }
  }
  const named = dangers
    .filter((each) => !isOnlyACry(each, dangers))
    .map((each) =>
      each.kind === 'self-harm' && isOfAnother(spoken, clauses, each.start)
        ? 'self-harm-other'
        : KIND_OF[each.kind],
    );
  return alertKinds.find((kind) => named.includes(kind)) ?? 'other';
}

/** 快救命 or 断粮 alone is no fire and no flood where the same words say what it is. */
const isOnlyACry = (each: Danger, all: readonly Danger[]): boolean =>
  each.kind === 'disaster' &&
  all.some((o) => o.kind !== 'disaster' && o.start < each.end && each.start < o.end);

function read(words: string) {
  const spoken = plain(fold(words));
  const clauses = clausesOf(spoken);
  return { spoken, clauses, dangers: dangersIn(spoken, clauses) };
}

const poison =
  '(?:农药|敌敌畏|百草枯|除草剂|草甘膦|老鼠药|耗子药|鼠药|甲胺磷|毒药|安眠药|洁厕[灵液])';
/** Swallowed already. The bare 药 counts only where it is not eaten as medicine is. */
const taken = new RegExp(
  [
    `(?:喝|吞|吃|服|灌)(?:下去|下|掉|完|进去|光)?了[^，。]{0,6}?${poison}`,
    `(?:喝|吞|吃|服|灌)[^，。]{0,4}?${poison}[^，。]{0,2}了`,
    `${poison}[^，。想要备敢]{0,4}(?:喝|吞|吃|灌)[^，。]{0,3}?(?:了|下去|完|光)`,
    '(?:喝|吞|灌)(?:下去|下|掉|完)?了[^，。]{0,4}?药(?!酒|膳|汤)',
    '(?:喝|吞)药(?:自杀)?了|药[^，。想要备敢]{0,3}(?:喝|吞)(?:了|下去|完|光)',
    '服(?:了)?毒(?:自杀)?了?',
    `误(?:喝|服|食|吞)[^，。]{0,6}?${poison}`,
  ].join('|'),
  'g',
);
const taking = new RegExp(`(?:喝|吞|服|灌)[^，。]{0,4}?${poison}`, 'g');

const act =
  '(?:割腕|割脉|割手腕|割喉|上吊|吊颈|跳楼|跳河|跳江|跳井|跳崖|跳桥|跳塘|跳水库?|投河|投井|投江|自杀|自残|自焚)';
const hurt = new RegExp(
  `${act}了|割了[^，。]{0,3}(?:腕|脉|手)|刀割[^，。]{0,2}(?:腕|脉|手)|上了吊|吊在[^，。]{0,6}(?:上|梁)|跳(?:了|下|进)[^，。]{0,4}(?:河|江|井|楼|崖|塘|库|去)|(?:正在|已经)${act}`,
  'g',
);
const hurting = new RegExp(act, 'g');

/** Directly before an act that is only thought of, and directly behind one. */
const wished = /(?:想|要|准备|打算|不如|差点|恨不得|干脆|只想|扬言|敢|劝|怕)[^，。]{0,3}$/;
const wishedAfter = /^[^。]{0,4}(?:算了|拉倒|一了百了|干净|清净|算球)/;

/** The act is told of as done. A wish in the same breath (喝了农药一了百了) is one only of the person who speaks. */
const isDone = (cue: RegExp, spoken: string, clauses: readonly Clause[]): boolean =>
  [...spoken.matchAll(cue)].some(
    (match) =>
      !isWished(spoken, match.index) &&
      (!wishedAfter.test(spoken.slice(match.index + match[0].length)) ||
        isOfAnother(spoken, clauses, match.index)),
  );

/** Named without 了: somebody else's is going on (有人跳楼), and so is one's own beside a cry for help. */
const isUnderWay = (
  cue: RegExp,
  spoken: string,
  clauses: readonly Clause[],
  urgent: boolean,
): boolean =>
  [...spoken.matchAll(cue)].some(
    ({ index }) => !isWished(spoken, index) && (urgent || isOfAnother(spoken, clauses, index)),
  );

const isWished = (spoken: string, start: number): boolean =>
  wished.test(spoken.slice(Math.max(0, start - 6), start));

const kin =
  '(?:老婆|老公|爱人|婆娘|媳妇|堂客|男人|丈夫|妻子|儿子|儿|女儿|闺女|幺女|娃|孩子|小孩|孙子|孙女|妈|娘|爸|爹|老汉|老伴|老头|哥|弟|姐|妹|爷爷|奶奶|公公|婆婆|岳父|岳母|舅|姨|叔|婶|伯|姑|嫂|侄|亲家|同学|朋友|邻居|隔壁|老人|大爷|大娘|大妈)';
/** Everybody named in a clause in turn; 我老婆 is the wife. */
const people = new RegExp(
  `(?<self>(?:我|俺|咱)(?!们?(?:的|家)?(?:大|小|幺|老)?${kin})|本人|自己)|(?<other>他|她|人家|有人|别人|有个|${kin}|家老[大二三四五幺])`,
  'g',
);
/** Named as somebody it is done for or with, not as the one it is about. */
const besides = /(?:没(?:有|得)?|离开|跟|和|带着?|为了?|对不起|骂|打|恨)(?:我)?$/;

/** Whether what stands at `start` is said of somebody else: the last person its own clause names before it. */
function isOfAnother(spoken: string, clauses: readonly Clause[], start: number): boolean {
  const clause = clauseAt(clauses, start);
  const before = spoken.slice(clause?.start ?? 0, start);
  const named = [...before.matchAll(people)].filter(
    ({ index, groups }) => groups?.['self'] !== undefined || !besides.test(before.slice(0, index)),
  );
  return named.at(-1)?.groups?.['other'] !== undefined;
}
