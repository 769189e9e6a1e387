/** The village named in words of danger by somebody nobody knows: its own people are rung then, not only the county's. */
import { areaPath, contains } from '#src/domain/people/areas.ts';
import { villageWords } from '#src/flows/areas.ts';
import { type Area, searchAreas } from '#src/store/registry/areas.ts';
import type { TurnContext } from '../turn.ts';

/** More than any name is carried by; what is left are names that stand inside others. */
const HITS = 12;

/**
 * The one village the words name, else the one town; null when none or several fit. Who is bound to a village is at home there
 * whatever they name; staff may name a place within their own.
 */
export async function namedPlace(
  { trx, account }: Pick<TurnContext, 'trx' | 'account'>,
  words: string,
): Promise<Area | null> {
  if (account.person !== null) return null;
  const own = account.staff?.posts[0]?.areaPath ?? null;

  const hits = await searchAreas(trx, words, HITS);
  const within = hits.filter(
    (hit) =>
      own === null || (hit.areaPath !== own && contains(areaPath(own), areaPath(hit.areaPath))),
  );
  const said = words.replace(/\s/g, '');
  const answer = villageWords(words);
  const named = within.filter(
    (hit) => said.includes(hit.name) || bareName(hit.name) === bareName(answer),
  );
  return (
    only(
      named.filter((hit) => hit.level !== 'town'),
      said,
    ) ??
    only(
      named.filter((hit) => hit.level === 'town'),
      said,
    )
  );
}

/** The one that fits; of several the one whose town is named as well, or whose name is the longest of one place's. */
function only(hits: readonly Area[], said: string): Area | null {
  const [first, second] = hits;
  if (first === undefined || second === undefined) return first ?? null;
  const inTown = hits.filter((hit) =>
    hit.fullName
      .split(' ')
      .slice(0, -1)
      .some((above) => said.includes(bareName(above))),
  );
  const [one, other] = inTown;
  return one !== undefined && other === undefined ? one : null;
}

const bareName = (name: string): string => {
  const bare = name.replace(/(?:村民委员会|居民委员会|村委会|居委会|社区|村|镇|乡|街道)$/u, '');
  return bare === '' ? name : bare;
};
