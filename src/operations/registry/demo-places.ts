/**
 * The places of the demo county 云岭县, which does not exist: six digits 539901 belong to no county, all telephones to one range
 * kept for invented people.
 */

/** Six digits in front of every code and identity number of the demo; no real place has them. */
export const DEMO_PREFIX = '539901';

export type DemoVillage = { readonly code: string; readonly name: string; readonly groups: number };
export type DemoTown = {
  readonly code: string;
  readonly name: string;
  readonly phone: string;
  readonly villages: readonly DemoVillage[];
};

const NAMES: readonly (readonly [string, readonly (readonly [string, number])[]])[] = [
  [
    '云岭镇',
    [
      ['桃源村', 5],
      ['松林村', 4],
      ['大坪村', 6],
      ['水井村', 3],
    ],
  ],
  [
    '石桥镇',
    [
      ['石桥村', 6],
      ['柏树村', 4],
      ['新民村', 5],
      ['长冲村', 3],
    ],
  ],
  // A second 大坪村: people have to be asked which one they mean.
  [
    '清溪镇',
    [
      ['清溪村', 5],
      ['下湾村', 4],
      ['竹园村', 4],
      ['大坪村', 3],
    ],
  ],
  [
    '红岩乡',
    [
      ['红岩村', 5],
      ['高坡村', 3],
      ['梨花村', 4],
      ['岩口社区', 4],
    ],
  ],
];

/** The county's own row. Its telephone is the public line people are given. */
export const DEMO_COUNTY = {
  code: `${DEMO_PREFIX}000000`,
  name: '云岭县',
  phone: '19900000000',
} as const;

/** Four towns with four villages each; codes follow the 12-digit pattern (镇 1xx, 乡 2xx, 村 2xx, 社区 0xx). */
export const DEMO_TOWNS: readonly DemoTown[] = NAMES.map(([name, villages], town) => {
  const own = `${DEMO_PREFIX}${name.endsWith('乡') ? 200 + town : 100 + town}`;
  return {
    code: `${own}000`,
    name,
    phone: `199000000${10 + town}`,
    villages: villages.map(([village, groups], at) => ({
      code: `${own}${village.endsWith('社区') ? `00${at + 1}` : 200 + at}`,
      name: village,
      groups,
    })),
  };
});

/** How people call the groups of a village. */
export const groupName = (at: number): string => `${[...'一二三四五六七八九'][at] ?? at + 1}组`;
