/** What happens in the cases of the demo county, and when. */
import type { RiskType } from '#src/domain/declaration/risk.ts';

/** What happens to a case, and how many days ago. */
export type Deed = 'take' | 'verify' | 'authorise' | 'review' | 'post' | 'close' | 'town' | 'enrol';

/** One invented report; its words are what the household is to have written. */
export type DemoCase = {
  readonly village: string;
  readonly riskType: RiskType;
  readonly words: string;
  readonly reportedDaysAgo: number;
  readonly deeds: readonly (readonly [Deed, number])[];
};

/** The cases of the demo; how many days ago counts back from the day the demo is made. */
export const DEMO_CASES: readonly DemoCase[] = [
  {
    ...{ village: '大坪村', riskType: '因病', reportedDaysAgo: 16 },
    words: '老伴得了尿毒症，每个星期要透析，报销完一个月还要自己出一千八。',
    deeds: [
      ...([
        ['take', 16],
        ['verify', 14],
        ['authorise', 14],
        ['review', 13],
      ] as const),
      ...([
        ['post', 12],
        ['close', 6],
        ['town', 5],
        ['enrol', 3],
      ] as const),
    ],
  },
  {
    ...{ village: '柏树村', riskType: '因意外事故', reportedDaysAgo: 13 },
    words: '儿子在工地上摔断了腿，已经三个月没有收入，家里还有两个娃读书。',
    deeds: [
      ...([
        ['take', 13],
        ['verify', 12],
        ['authorise', 12],
        ['review', 11],
      ] as const),
      ...([
        ['post', 10],
        ['close', 4],
        ['town', 2],
      ] as const),
    ],
  },
  {
    ...{ village: '竹园村', riskType: '因学', reportedDaysAgo: 12 },
    words: '大的上大学，小的上高中，他爸在外头打工今年只干了四个月。',
    deeds: [
      ...([
        ['take', 12],
        ['verify', 10],
        ['authorise', 10],
        ['review', 9],
      ] as const),
      ...([
        ['post', 8],
        ['close', 1],
      ] as const),
    ],
  },
  {
    ...{ village: '长冲村', riskType: '因自然灾害', reportedDaysAgo: 8 },
    words: '上个月下大雨，后面的坡垮下来，圈舍和三亩地都埋了。',
    deeds: [
      ['take', 8],
      ['verify', 6],
      ['authorise', 6],
      ['review', 5],
      ['post', 5],
    ],
  },
  {
    ...{ village: '岩口社区', riskType: '因残', reportedDaysAgo: 4 },
    words: '一个人带着有残疾的孙子，低保刚够吃饭，冬天的药钱没着落。',
    deeds: [
      ['take', 4],
      ['verify', 1],
      ['authorise', 1],
    ],
  },
  {
    ...{ village: '松林村', riskType: '因病', reportedDaysAgo: 3 },
    words: '我做了心脏手术，借了四万多，医生说半年不能干重活。',
    deeds: [
      ['take', 3],
      ['verify', 0],
    ],
  },
  {
    ...{ village: '红岩村', riskType: '因病', reportedDaysAgo: 6 },
    words: '父亲中风瘫了，我要在家照顾，厂里的活只好辞了。',
    deeds: [['take', 5]],
  },
  {
    ...{ village: '水井村', riskType: '因学', reportedDaysAgo: 2 },
    words: '娃考上了职校，学费凑不齐，问问有没有什么政策。',
    deeds: [['take', 1]],
  },
  {
    ...{ village: '大坪村', riskType: '因自然灾害', reportedDaysAgo: 1 },
    words: '前天夜里起火，灶房和堆的粮食都烧了，人没有事。',
    deeds: [],
  },
  {
    ...{ village: '柏树村', riskType: '因病', reportedDaysAgo: 0 },
    words: '婆婆查出来肺上有问题，要到市里住院，先要交两万。',
    deeds: [],
  },
];
