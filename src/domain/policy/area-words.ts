/** What the levels of the area tree are called where a household lives (`area.levels`): 县, 区 or 新区 above, 乡镇, 镇街 or 镇 below it. */
import type { PolicySettings } from './settings.ts';

export type AreaWords = {
  /** The county: 县 (丰都), 区 (巴南 第23项), 新区 (西咸新区 二（4）11). “区里研究决定” is this word with 里. */
  readonly county: string;
  /** What lies above the villages, as officers read it: 镇街, 镇, 乡镇. Farmers hear it as `spokenTown`. */
  readonly town: string;
};

/**
 * The first level is the county's and the last the village's; the town is the one above the last, so that the 镇街 of 西咸新区
 * (新区, 新城, 镇街, 村) are its towns and not the 新城. What stands in brackets is left out: 乡镇（街道） is said 乡镇. A list of
 * fewer than three levels has no town of its own: the common word stands in.
 */
export function areaWordsOf({
  settings,
}: {
  readonly settings: Pick<PolicySettings, 'area.levels'>;
}): AreaWords {
  const levels = settings['area.levels'].value.map((each) => each.replace(/（.*）/g, ''));
  return {
    county: levels[0] ?? '县',
    town: levels.length < 3 ? '镇街' : (levels.at(-2) ?? '镇街'),
  };
}

/** As a farmer says it: 镇 for every word that has it (乡镇, 镇街), for nobody says 镇街里; another word as it is. */
export const spokenTown = ({ town }: AreaWords): string => (town.includes('镇') ? '镇' : town);
