/** Members of a household of the invented county, as the register has them. */
import { localDate } from '#src/domain/calendar/local-date.ts';
import type { County } from '#test/operations/duty/county.ts';
import { AREAS, type AreaKey, uuid } from '#test/operations/duty/county.ts';

export type Relative = {
  readonly name: string;
  readonly bornOn: string;
  readonly labour?: string;
  readonly health?: readonly string[];
  readonly schooling?: string;
  readonly workMonths?: number;
  readonly idNumberFlag?: string;
};

/** Adds members; the first is the head. Everybody has an identity number on record. */
export async function addFamily(
  county: County,
  householdId: string,
  area: AreaKey,
  relatives: readonly Relative[],
): Promise<readonly string[]> {
  const ids = relatives.map((_each, at) => uuid(Number(householdId.slice(-6)) * 100 + at));
  await county.system(async (trx) => {
    await trx
      .insertInto('member')
      .values(
        relatives.map((each, at) => ({
          id: ids[at] ?? '',
          household_id: householdId,
          area_path: AREAS[area].areaPath,
          ordinal: at + 1,
          name: each.name,
          relation: at === 0 ? '户主' : '其他',
          sex: null,
          born_on: localDate(each.bornOn),
          id_number_enc: county.deps.fields.encrypt('member.id_number', ids[at] ?? '', 'x'),
          id_number_index: null,
          id_number_flag: each.idNumberFlag ?? null,
          disability_card_enc: null,
          disability_card_index: null,
          phone_enc: null,
          phone_index: null,
          health: [...(each.health ?? ['healthy'])],
          labour: each.labour ?? 'ordinary',
          schooling: each.schooling ?? null,
          education: null,
          details: JSON.stringify(
            each.workMonths === undefined ? {} : { workMonths: each.workMonths },
          ),
        })),
      )
      .execute();
    await trx
      .updateTable('household')
      .set({ size: relatives.length })
      .where('id', '=', householdId)
      .execute();
  });
  return ids;
}
