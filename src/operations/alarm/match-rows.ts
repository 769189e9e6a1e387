/** Whom the rows of a list mean: by identity number, else by name and village where exactly one person is called so. */
import {
  namedKey,
  type NamedPlace,
  peopleByName,
  peopleByNumber,
  type RegistryPerson,
} from '#src/store/registry/match-register.ts';
import type { WorkContext } from '../duty/work-context.ts';
import type { AreaFinder } from '../registry/area-finder.ts';
import type { RowIssue } from '../registry/table-rows.ts';
import type { RegisterRow } from './register-row.ts';

/** A row and the registry's person it means. */
export type Found = RegistryPerson & { readonly row: RegisterRow };

export type MatchedRows = {
  readonly found: readonly Found[];
  readonly byNumber: number;
  readonly byName: number;
  readonly unmatched: readonly RowIssue[];
};

/**
 * Finds the people of a register's rows: by identity number, else by name within the place of the row. Rows that fit
 * nobody, or several, come back with the reason.
 */
export async function matchRows(
  { trx, fields }: Pick<WorkContext, 'trx' | 'fields'>,
  areas: AreaFinder,
  rows: readonly RegisterRow[],
): Promise<MatchedRows> {
  const numbers = rows.map((row) => row.idNumber).filter((number) => number !== '');
  const byNumber = await peopleByNumber(trx, fields, numbers);
  const placed = new Map(rows.map((row) => [row, placeOf(row, areas)]));
  const named = rows.flatMap((row) => {
    const place = placed.get(row);
    return byNumber.has(row.idNumber) || place === null || place === undefined ? [] : [place];
  });
  const byName = await peopleByName(trx, named);
  const found: Found[] = [];
  const unmatched: RowIssue[] = [];
  let matchedByName = 0;
  for (const row of rows) {
    const numbered = byNumber.get(row.idNumber) ?? [];
    const place = placed.get(row) ?? null;
    const answer =
      numbered.length > 0
        ? onlyHousehold(numbered)
        : byNameIn(place === null ? null : (byName.get(namedKey(place)) ?? []), row);
    if (typeof answer === 'string') unmatched.push(issueOf(row, answer));
    else {
      if (numbered.length === 0) matchedByName += 1;
      found.push({ ...answer, row });
    }
  }
  return { found, byNumber: found.length - matchedByName, byName: matchedByName, unmatched };
}

type Miss = 'nowhere' | 'unknown' | 'several' | 'number-differs';

function placeOf(row: RegisterRow, areas: AreaFinder): NamedPlace | null {
  if (row.name === '') return null;
  const { areaCode: code, town, village } = row;
  const answer = areas.find({ code, town, village, group: '' });
  return answer.kind === 'found' ? { name: row.name, areaPath: answer.area.areaPath } : null;
}

/** A number that stands in two households is a mistake of the registry: people settle it. */
function onlyHousehold(people: readonly RegistryPerson[]): RegistryPerson | Miss {
  const [first, ...others] = people;
  if (first === undefined) return 'unknown';
  return others.some((each) => each.householdId !== first.householdId) ? 'several' : first;
}

/** A namesake whose own number the registry knows is another person than the one whose number the row gives. */
function byNameIn(
  people: readonly (RegistryPerson & { readonly numbered: boolean })[] | null,
  row: RegisterRow,
): RegistryPerson | Miss {
  if (people === null) return 'nowhere';
  const possible = row.idNumber === '' ? people : people.filter((each) => !each.numbered);
  if (possible.length === 0) return people.length === 0 ? 'unknown' : 'number-differs';
  return possible.length > 1 ? 'several' : (possible[0] ?? 'unknown');
}

const REASONS: Readonly<Record<Miss, { readonly reason: string; readonly mend: string }>> = {
  nowhere: {
    reason: '名册里没有这个证件号码，也看不出是哪个村。',
    mend: '请补上乡镇和村，或者核对证件号码。',
  },
  unknown: {
    reason: '这个村的名册里没有这个人。',
    mend: '请核对姓名和村；确实住在这里的，先补进农户名册。',
  },
  several: {
    reason: '名册里对上了好几个人，分不清是哪一个。',
    mend: '请补上证件号码；证件号码重复的，先改农户名册。',
  },
  'number-differs': {
    reason: '村里有同名的人，但是证件号码对不上。',
    mend: '请核对证件号码。',
  },
};

const issueOf = (row: RegisterRow, miss: Miss): RowIssue => ({
  row: row.row,
  column: '',
  imported: false,
  ...REASONS[miss],
});
