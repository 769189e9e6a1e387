/** By day nobody's area is looked up before a message goes out; one pack with other hours is enough to look. */
import { expect, test } from 'vitest';
import { atMinute, localDate } from '#src/domain/calendar/local-date.ts';
import { policyBook } from '#src/main/policy-book.ts';
import { loadPolicies } from '#src/policies/load.ts';

const at = (hour: number) => atMinute(localDate('2026-11-23'), hour * 60);

test('it may be night where any pack of the installation has its quiet hours', async () => {
  const policies = await loadPolicies();
  const book = policyBook(policies, []);
  expect([at(10), at(13), at(20)].map((each) => book.mayBeNight(each))).toEqual([
    false,
    false,
    false,
  ]);
  expect([at(7), at(21), at(23)].map((each) => book.mayBeNight(each))).toEqual([true, true, true]);
  const { defaultPack } = policies;
  const quiet = { ...defaultPack.settings['farmer.quiet'], value: { from: 12 * 60, to: 14 * 60 } };
  const noon = {
    ...defaultPack,
    id: 'noon',
    settings: { ...defaultPack.settings, 'farmer.quiet': quiet },
  };
  const packs = new Map([...policies.packs, ['noon', noon] as const]);
  expect(policyBook({ ...policies, packs }, []).mayBeNight(at(13))).toBe(true);
});
