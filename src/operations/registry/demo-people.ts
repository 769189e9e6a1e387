/** Invented people for the demo county: names of the region, families as they live in its villages, numbers nobody has. */
import { daysInMonth } from '#src/domain/calendar/local-date.ts';
import { identityCheckDigit, type Sex } from '#src/domain/people/identity-number.ts';
import { DEMO_PREFIX } from './demo-places.ts';

/** Numbers from 0 up to 1 that look random and are the same every time (mulberry32 of a fixed seed). */
export type Dice = () => number;

/** Dice that fall the same way for the same seed. */
export function seededDice(seed: number): Dice {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One of a list that is not empty. */
export function pick<T>(dice: Dice, list: readonly T[]): T {
  const found = list[Math.floor(dice() * list.length)];
  if (found === undefined) throw new RangeError('an empty list');
  return found;
}

export const between = (dice: Dice, from: number, to: number): number =>
  from + Math.floor(dice() * (to - from + 1));

export const chance = (dice: Dice, share: number): boolean => dice() < share;

// Often names come several times.
const SURNAMES = [
  ...'李李李杨杨杨王王张张陈陈赵赵罗罗周周刘刘何马龙普段施白毕尹字茶熊苏邓谢唐蒋范董高郭胡朱徐冯吴代鲁',
];
const MALE = [
  ...[
    '国华',
    '建国',
    '永福',
    '正明',
    '绍荣',
    '学文',
    '家富',
    '光明',
    '天寿',
    '开云',
    '文忠',
    '世贵',
    '兴才',
    '万喜',
  ],
  ...[
    '志强',
    '海涛',
    '俊杰',
    '浩然',
    '子轩',
    '宇航',
    '晓东',
    '宏伟',
    '鹏',
    '磊',
    '勇',
    '涛',
    '俊',
    '翔',
    '喆',
  ],
];
const FEMALE = [
  ...[
    '秀英',
    '桂芳',
    '玉兰',
    '凤仙',
    '美珍',
    '菊英',
    '琼仙',
    '翠花',
    '丽萍',
    '会芬',
    '春梅',
    '兰芝',
    '树芬',
    '自珍',
  ],
  ...[
    '晓燕',
    '雨欣',
    '梦洁',
    '思琪',
    '佳怡',
    '梓涵',
    '艳',
    '敏',
    '婷',
    '雪',
    '静',
    '芳',
    '蕊',
    '旼',
  ],
];
/** Names that break careless programs: characters beyond the basic plane, middle dots, one-character given names. */
const UNUSUAL: Readonly<Record<Sex, readonly string[]>> = {
  male: ['李𬭎', '段𠅤', '沙马·木呷', '吉克·阿牛', '欧阳㵆', '阿苏·尔布日达'],
  female: ['杨㛃', '王𫍽', '阿依·木果', '沙马·阿依', '海来·史色莫', '司徒䶮'],
};

export type Person = {
  readonly name: string;
  readonly relation: string;
  readonly sex: Sex;
  readonly age: number;
  readonly idNumber: string;
};

/** Ages count to this year, so that the county is the same on whatever day it is made; nobody is born after it. */
const REFERENCE_YEAR = 2025;

/** Gives out identity numbers: right check digits, an area that does not exist, none twice. */
export function idNumbers(dice: Dice): (age: number, sex: Sex) => string {
  const given = new Set<string>();
  const next = (age: number, sex: Sex): string => {
    const year = REFERENCE_YEAR - age;
    const month = between(dice, 1, 12);
    const day = between(dice, 1, daysInMonth(year, month));
    const order = between(dice, 0, 99) * 2 + (sex === 'male' ? 1 : 0);
    const first17 = `${DEMO_PREFIX}${year}${pad(month, 2)}${pad(day, 2)}${pad(order, 3)}`;
    const number = first17 + identityCheckDigit(first17);
    if (given.has(number)) return next(age, sex);
    given.add(number);
    return number;
  };
  return next;
}

export const pad = (value: number, length: number): string => String(value).padStart(length, '0');

/** Somebody of a family: the words of the form for the relation, sex, age and whose surname they bear. */
type Member = readonly [relation: string, sex: Sex, age: number, surname: 'head' | 'other'];

/** Families as they live in the county: old people alone, grandparents with children whose parents work away, and so on. */
const FAMILIES: readonly (readonly [weight: number, (dice: Dice) => readonly Member[]])[] = [
  [3, oldPair],
  [2, oldAlone],
  [5, (dice) => youngFamily(dice, between(dice, 1, 3))],
  [4, threeGenerations],
  [3, workingAway],
  [1, singleParent],
  [1, alone],
];

function oldPair(dice: Dice): readonly Member[] {
  const age = between(dice, 63, 84);
  return [
    ['户主', 'male', age, 'head'],
    ['配偶', 'female', age - between(dice, 0, 5), 'other'],
  ];
}

function oldAlone(dice: Dice): readonly Member[] {
  return [
    ['户主', pick(dice, ['male', 'female', 'female'] as const), between(dice, 66, 91), 'head'],
  ];
}

function youngFamily(dice: Dice, children: number): readonly Member[] {
  const age = between(dice, 28, 50);
  const family: Member[] = [
    ['户主', 'male', age, 'head'],
    ['配偶', 'female', age - between(dice, 0, 4), 'other'],
  ];
  for (let child = 0; child < children; child += 1) {
    const years = Math.max(0, age - between(dice, 22, 27) - child * between(dice, 2, 4));
    family.push(
      chance(dice, 0.52) ? ['之子', 'male', years, 'head'] : ['之女', 'female', years, 'head'],
    );
  }
  return family;
}

function threeGenerations(dice: Dice): readonly Member[] {
  const family = youngFamily(dice, between(dice, 1, 2));
  const age = family[0]?.[2] ?? 40;
  const parents: readonly Member[] = [
    ['之父', 'male', age + between(dice, 22, 28), 'head'],
    ['之母', 'female', age + between(dice, 20, 26), 'other'],
  ];
  return [...family, ...(chance(dice, 0.6) ? parents : parents.slice(1))];
}

function workingAway(dice: Dice): readonly Member[] {
  const age = between(dice, 58, 70);
  const son = age - between(dice, 23, 27);
  return [
    ['户主', 'male', age, 'head'],
    ['配偶', 'female', age - between(dice, 0, 4), 'other'],
    ['之子', 'male', son, 'head'],
    ['之儿媳', 'female', son - between(dice, 0, 3), 'other'],
    ['之孙子', 'male', Math.max(1, son - between(dice, 24, 28)), 'head'],
    ...(chance(dice, 0.5) ? [['之孙女', 'female', Math.max(0, son - 29), 'head'] as const] : []),
  ];
}

function singleParent(dice: Dice): readonly Member[] {
  const age = between(dice, 30, 46);
  const sex = pick(dice, ['male', 'female'] as const);
  return [
    ['户主', sex, age, 'head'],
    ['之子', 'male', Math.max(0, age - between(dice, 23, 27)), 'head'],
  ];
}

function alone(dice: Dice): readonly Member[] {
  return [['户主', 'male', between(dice, 40, 62), 'head']];
}

/** A family, the head first. */
export function family(dice: Dice, nextIdNumber: ReturnType<typeof idNumbers>): readonly Person[] {
  const weights = FAMILIES.reduce((sum, [weight]) => sum + weight, 0);
  let rest = dice() * weights;
  const chosen = FAMILIES.find(([weight]) => (rest -= weight) < 0) ?? FAMILIES[0];
  const surname = pick(dice, SURNAMES);
  return (chosen?.[1](dice) ?? []).map(([relation, sex, age, whose]) => ({
    name: nameOf(dice, sex, whose === 'head' ? surname : pick(dice, SURNAMES)),
    relation,
    sex,
    age,
    idNumber: nextIdNumber(age, sex),
  }));
}

/** A name as common in the county; about one in eighty is an unusual one. */
export const nameOf = (dice: Dice, sex: Sex, surname: string = pick(dice, SURNAMES)): string =>
  chance(dice, 1 / 80)
    ? pick(dice, UNUSUAL[sex])
    : surname + pick(dice, sex === 'male' ? MALE : FEMALE);
