import fc from 'fast-check';
import { expect, test } from 'vitest';
import { categories } from '#src/domain/case/dossier.ts';
import { noticeFields, publicityFields } from '#src/domain/case/public-notice.ts';
import type { PublicityField } from '#src/domain/policy/settings.ts';
import { loadPolicies } from '#src/policies/load.ts';

const { packs } = await loadPolicies();

/** A household with everything a registry may hold of it, and more. */
const household = fc.record({
  headName: fc.string({ minLength: 2, maxLength: 6, unit: fc.constantFrom(...'张王李赵大山秀英') }),
  villageName: fc.constantFrom('桃源村', '松树村'),
  groupName: fc.constantFrom('', '三组'),
  size: fc.integer({ min: 0, max: 12 }),
  idNumber: fc.stringMatching(/^50010119[0-9]{6}[0-9]{3}[0-9X]$/),
  phone: fc.stringMatching(/^13[0-9]{9}$/),
  bankAccount: fc.stringMatching(/^62[0-9]{17}$/),
  health: fc.constantFrom('长期慢性病', '患有大病', '残疾'),
  income: fc.integer({ min: 10_000, max: 99_999 }),
  address: fc.constantFrom('公路边12号'),
});

test('BN-61 a notice holds the white-listed fields and nothing else, whatever is known of the household', () => {
  fc.assert(
    fc.property(
      household,
      fc.constantFrom(...categories),
      fc.constantFrom(...packs.values()),
      fc.uniqueArray(fc.constantFrom(...publicityFields, 'phone', 'health', 'id-number')),
      (known, category, pack, wanted) => {
        const fields = noticeFields(known, category, {
          ...pack,
          settings: {
            ...pack.settings,
            'publicity.fields': {
              ...pack.settings['publicity.fields'],
              // What a pack file could never say (its reader refuses it), said by force.
              value: wanted as readonly PublicityField[],
            },
          },
        });
        const allowed: readonly string[] = publicityFields;
        expect(Object.keys(fields).every((key) => allowed.includes(key))).toBe(true);
        const shown = Object.values(fields).join('\n');
        for (const secret of [
          known.idNumber,
          known.phone,
          known.bankAccount,
          known.health,
          String(known.income),
          known.address,
        ]) {
          expect(shown).not.toContain(secret);
        }
      },
    ),
  );
});

test('BN-61 the category is called as the county calls it', () => {
  const pack = packs.get('longxian');
  if (pack === undefined) throw new Error('no pack');
  const fields = noticeFields(
    { headName: '张大山', villageName: '桃源村', groupName: '三组', size: 4 },
    'marginal',
    pack,
  );
  expect(fields).toEqual({
    'head-name': '张大山',
    'village-group': '桃源村三组',
    'household-size': '4人',
    category: pack.settings.target_groups.value.find((each) => each.category === 'marginal')?.title,
  });
});
