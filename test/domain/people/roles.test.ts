import { describe, expect, it } from 'vitest';
import { chainAbove, isRole, levelOf, nextUp, roles, roleTitle } from '#src/domain/people/roles.ts';

describe('roles', () => {
  it('every role with duties leads up to the county leader without a circle', () => {
    for (const role of roles) {
      const chain = chainAbove(role);
      expect(new Set([role, ...chain]).size).toBe(chain.length + 1);
      const ends = ['county-leader', 'auditor', 'administrator'];
      expect(chain.at(-1) ?? role).toBe(ends.includes(role) ? role : 'county-leader');
    }
  });

  it('each step up stays on the level or leaves it upwards', () => {
    const height = { village: 0, town: 1, county: 2 };
    for (const role of roles.filter((each) => each !== 'on-call')) {
      const above = nextUp(role);
      if (above === null) continue;
      expect(height[levelOf(above)], role).toBeGreaterThanOrEqual(height[levelOf(role)]);
    }
  });

  it('the chain from the village is officer, secretary, town, town leader, county, county leader', () => {
    expect(chainAbove('village-officer')).toEqual([
      'village-secretary',
      'town-officer',
      'town-leader',
      'county-officer',
      'county-leader',
    ]);
  });

  it('every role has a Chinese title and is recognised by its name', () => {
    for (const role of roles) {
      expect(roleTitle(role)).toMatch(/^\p{Script=Han}+$/u);
      expect(isRole(role)).toBe(true);
    }
    expect(isRole('village_officer')).toBe(false);
  });
});
