import { describe, expect, it } from 'vitest';
import { areaPath } from '#src/domain/people/areas.ts';
import { type StaffedArea, type StaffedPost, staffingGaps } from '#src/domain/people/staffing.ts';
import { defaultPack } from '../policy/default-pack.ts';

const county = areaPath('500230/');
const town = areaPath('500230/101/');
const village = areaPath('500230/101/203/');
const areas: readonly StaffedArea[] = [
  { area: county, level: 'county' },
  { area: town, level: 'town' },
  { area: village, level: 'village' },
];
const needed = defaultPack.settings['staff.info_officers'].value;
const post = (role: StaffedPost['role'], area: StaffedPost['area'], staffId: string | null) => ({
  role,
  area,
  staffId,
});

describe('staffing', () => {
  it('BN-53 two information officers in the county, two in each town, one in each village', () => {
    expect(needed).toEqual({ county: 2, town: 2, village: 1 });
    const full = [
      post('county-officer', county, 'a'),
      post('county-officer', county, 'b'),
      post('town-officer', town, 'c'),
      post('town-officer', town, 'd'),
      post('village-officer', village, 'e'),
    ];
    expect(staffingGaps(areas, full, needed)).toEqual([]);
    expect(staffingGaps(areas, full.slice(0, 3), needed)).toEqual([
      { area: town, role: 'town-officer', have: 1, need: 2 },
      { area: village, role: 'village-officer', have: 0, need: 1 },
    ]);
  });

  it('BN-53 an empty post and the same person twice do not fill a place', () => {
    const posts = [
      post('town-officer', town, 'c'),
      post('town-officer', town, 'c'),
      post('village-officer', village, null),
    ];
    expect(staffingGaps(areas.slice(1), posts, needed)).toMatchObject([{ have: 1 }, { have: 0 }]);
  });

  it('LX-01 every village is watched by an officer of its own, not by one of another village', () => {
    const posts = [post('village-officer', areaPath('500230/101/204/'), 'e')];
    expect(staffingGaps(areas.slice(2), posts, needed)).toHaveLength(1);
  });
});
