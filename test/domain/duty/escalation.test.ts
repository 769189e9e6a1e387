import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '#src/domain/calendar/instant.ts';
import {
  alertReceivers,
  alertSteps,
  holdersOf,
  nextAlertAt,
  type Post,
  receiverOf,
} from '#src/domain/duty/escalation.ts';
import { areaPath } from '#src/domain/people/areas.ts';
import type { Role } from '#src/domain/people/roles.ts';
import { defaultPack } from '../policy/default-pack.ts';

const county = areaPath('500230/');
const town = areaPath('500230/101/');
const village = areaPath('500230/101/203/');
const chain = defaultPack.settings['alert.chain'].value;

const post = (role: Role, area: Post['area'], staffId: string | null, reachable = true): Post => ({
  postId: `${role}@${area}@${staffId ?? '-'}`,
  staffId,
  role,
  area,
  reachable,
});
const staffed: readonly Post[] = [
  post('village-officer', village, 'v1'),
  post('village-secretary', village, 'v2'),
  post('town-officer', town, 't1'),
  post('town-officer', town, 't2'),
  post('town-leader', town, 't3'),
  post('county-officer', county, 'c1'),
  post('county-leader', county, 'c2'),
  post('on-call', county, 'o1'),
  post('on-call', town, 'o2'),
];
/** The same posts, those of some people empty or with no account. */
const without = (...staff: readonly string[]): readonly Post[] =>
  staffed.map((each) =>
    each.staffId !== null && staff.includes(each.staffId) ? { ...each, reachable: false } : each,
  );

describe('who receives a duty', () => {
  it('LX-01 a report from any village reaches that village’s own officer', () => {
    expect(receiverOf(staffed, 'village-officer', village)).toMatchObject({
      post: { staffId: 'v1' },
      passedOver: [],
    });
  });

  it('BN-53 an empty or unbound post passes to the next one up, and says whom it passed', () => {
    expect(receiverOf(without('v1'), 'village-officer', village)).toMatchObject({
      post: { staffId: 'v2' },
      passedOver: ['village-officer'],
    });
    expect(receiverOf(without('v1', 'v2', 't1'), 'village-officer', village)).toMatchObject({
      post: { staffId: 't2' },
      passedOver: ['village-officer', 'village-secretary'],
    });
    const vacant = [post('village-officer', village, null), post('county-leader', county, 'c2')];
    expect(receiverOf(vacant, 'village-officer', village)?.post.staffId).toBe('c2');
  });

  it('XX-36 where the county has two levels (新区, 新城) the nearer one answers for its own towns, the upper where it is empty', () => {
    const own = areaPath('610199/KG/');
    const inTown = areaPath('610199/KG/101/203/');
    const elsewhere = areaPath('610199/FX/101/203/');
    const posts = [
      post('county-officer', areaPath('610199/'), 'top'),
      post('county-officer', own, 'near'),
    ];
    expect(receiverOf(posts, 'county-officer', inTown)?.post.staffId).toBe('near');
    expect(receiverOf(posts, 'county-officer', elsewhere)?.post.staffId).toBe('top');
    expect(receiverOf(posts, 'county-officer', inTown, new Set(['near']))?.post.staffId).toBe(
      'top',
    );
  });

  it('LX-01 no village is without somebody as long as one post above it can be reached', () => {
    const anyVillage = fc
      .tuple(fc.constantFrom('101', '102'), fc.constantFrom('203', '204'))
      .map(([t, v]) => areaPath(`500230/${t}/${v}/`));
    const anyGone = fc.subarray(['v1', 'v2', 't1', 't2', 't3', 'c1']);
    fc.assert(
      fc.property(anyVillage, anyGone, (area, gone) => {
        const receiver = receiverOf(without(...gone), 'village-officer', area);
        expect(receiver).not.toBeNull();
        expect(area.startsWith(receiver?.post.area ?? '?')).toBe(true);
        expect(gone).not.toContain(receiver?.post.staffId);
      }),
    );
    expect(receiverOf([], 'village-officer', village)).toBeNull();
  });

  it('XX-06 the village’s own officer stands in for a helper nobody appointed', () => {
    expect(receiverOf(staffed, 'helper', village)?.post.staffId).toBe('v1');
  });

  it('a report never goes to somebody it is by or about', () => {
    const receiver = receiverOf(staffed, 'village-officer', village, new Set(['v1', 'v2']));
    expect(receiver?.post.staffId).toBe('t1');
  });

  it('of several holders the nearest area comes first', () => {
    expect(holdersOf(staffed, 'on-call', village).map((each) => each.staffId)).toEqual([
      'o2',
      'o1',
    ]);
    expect(holdersOf(staffed, 'on-call', areaPath('500230/102/'))).toMatchObject([
      { staffId: 'o1' },
    ]);
  });
});

describe('danger', () => {
  const names = (sent: number, posts: readonly Post[] = staffed, area = village): string[] =>
    alertReceivers(alertSteps(posts, chain, area), sent).map((each) => each.staffId);

  it('climbs on-call, town leader, county officer, county leader, telling those before again', () => {
    expect(names(0)).toEqual(['o2']);
    expect(names(1)).toEqual(['o2', 't3']);
    expect(names(2)).toEqual(['o2', 't3', 'c1']);
    expect(names(3)).toEqual(['o2', 't3', 'c1', 'c2']);
    expect(names(50)).toEqual(names(3));
  });

  it('skips steps where nobody can be reached, so that no quarter of an hour is lost', () => {
    expect(names(0, without('o1', 'o2', 't3'))).toEqual(['c1']);
    expect(names(0, [])).toEqual([]);
  });

  it('from an unknown area goes to the county’s person on call', () => {
    expect(names(0, staffed, county)).toEqual(['o1']);
    expect(names(1, staffed, county)).toEqual(['o1', 'c1']);
  });

  it('tells a person with two posts once', () => {
    const same = [...staffed.slice(0, 8), post('on-call', town, 't3')];
    expect(names(1, same)).toEqual(['t3']);
  });

  it('repeats every 15 minutes, day and night, until somebody takes it', () => {
    const raisedAt = instant(1_795_000_000_000);
    const minutes = defaultPack.settings['alert.repeat_minutes'].value;
    expect(nextAlertAt(raisedAt, 0, minutes)).toBe(raisedAt);
    expect(nextAlertAt(raisedAt, 1, minutes) - raisedAt).toBe(15 * 60_000);
    expect(nextAlertAt(raisedAt, 96, minutes) - raisedAt).toBe(24 * 3_600_000);
  });
});
