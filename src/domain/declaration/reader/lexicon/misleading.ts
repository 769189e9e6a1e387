import type { Concept } from '../cue.ts';

/** Surroundings in which the words of a concept speak of something else. Every pattern given must match; `unless` ones must not. */
export type Misleading = {
  readonly concepts: readonly Concept[];
  /** On the words themselves. */
  readonly words?: RegExp;
  /** On the characters directly before the words; patterns end in `$`. */
  readonly before?: RegExp;
  /** On the characters directly behind the words; patterns begin with `^`. */
  readonly behind?: RegExp;
  /** On the words with some 26 characters before and 16 behind. */
  readonly near?: RegExp;
  /** On the clause. */
  readonly clause?: RegExp;
  /** On the whole text. */
  readonly text?: RegExp;
  readonly unlessNear?: RegExp;
  readonly unlessText?: RegExp;
};

const beast = '(?:猪|牛|羊|马|骡|驴|狗|猫|鸡|鸭)';

/** Each line is one kind of mistake a farmer's words invite. */
export const misleading: readonly Misleading[] = [
  // 快瘫了, 有点聋 is not yet a disability.
  { concepts: ['disability'], before: /(?:快|要|差点|有点)$/ },
  // Struck dumb by a fright or a grip on the throat.
  { concepts: ['disability'], words: /说不|说话/, clause: /掐|吓|哭|气得|刚才|突然|昏|抖|冻/ },
  // Sick trees and beasts.
  {
    concepts: ['treatment', 'chronic-illness', 'grave-illness', 'disability', 'death', 'immobile'],
    before: /(?:[猪牛羊鸡鸭鱼蜂兔鹅树苗椒薯]|苞谷|谷子|洋芋|果子|烟叶|茶叶)[^，。人我他她]{0,4}$/,
  },
  // Stones and earth roll by themselves.
  { concepts: ['accident'], words: /^滚/, before: /(?:石头?|泥巴?|土|山)[^，。]{0,2}$/ },
  // A beast that drowned in the well, a cow that fell off a rock: a loss of the farm.
  {
    concepts: ['accident'],
    words: /死$/,
    behind: /^(?:了|掉)?[^，。人]{0,3}(?:牛|猪|羊|鸡|狗|猫|鸭|鱼|鼠)/,
  },
  { concepts: ['accident'], before: new RegExp(`${beast}[^，。人我他她]{0,6}$`) },
  // Prices fall too, and a warning against drowning is none.
  {
    concepts: ['accident'],
    words: /^跌/,
    near: /价|毛|块|分钱|元/,
    unlessNear: /腿|脚|手|腰|骨|楼|坎/,
  },
  { concepts: ['accident'], before: /防$/ },
  // Who falls in every fit has no accident.
  { concepts: ['accident'], clause: /一(?:犯|发)[^，。]{0,3}就|动不动/ },
  // Muddy water that comes down the hill is no water to drink, nor is the water rate.
  {
    concepts: ['water'],
    near: /轰|响|冒泡|涨|冲|滑/,
    unlessNear: /吃|喝|自来|水管|井/,
  },
  { concepts: ['water'], text: /水费/, unlessText: /[吃喝]|没水|停水|断水/ },
  // Looks as if one owed him: nobody owes.
  { concepts: ['debt', 'unpaid-wage'], before: /像[^，。]{0,6}$/ },
  // Wages the family owes to those it hired are a debt.
  { concepts: ['unpaid-wage'], clause: /请(?:人|工|了人)/ },
  // Who goes after a divorce, or from one in prison, is not dead.
  { concepts: ['death'], words: /走了/, clause: /离婚|离了|改嫁|嫌|跟人|闹/ },
  {
    concepts: ['death'],
    words: /走了/,
    clause: /(?:媳妇|老婆|婆娘|女人|堂客)[^，。]{0,3}走了/,
    text: /坐牢|判了|戒毒|跑了|劳改|穷/,
  },
  // Nobody wants the worker, not the harvest.
  {
    concepts: ['business'],
    words: /没人(?:要|收)/,
    near: /打工|做工|找活|找工|厂|工地|年纪|岁数|上班|辞|裁/,
  },
];
