/** Where a trouble is, as far as the person speaking may say: their own household, or a household or village of their posts. */
import { areaPath, contains } from '#src/domain/people/areas.ts';
import { roleCarries } from '#src/domain/people/permissions.ts';
import type { TroubleOf } from '#src/flows/issue.intents.ts';
import { findArea } from '#src/store/registry/areas.ts';
import { findHousehold } from '#src/store/registry/households.ts';
import { actorsOf } from '../staff/as-post.ts';
import type { TurnContext } from '../turn.ts';

export type PlaceOfTrouble = {
  /** Head of the household or name of the village; '' for one's own household. */
  readonly name: string;
  readonly areaId: string;
  readonly areaPath: string;
  /** Null when it is the whole village's. */
  readonly householdId: string | null;
};

/** Null when there is no such place, or it lies outside the person's posts: nobody learns which. System scope. */
export async function placeOfTrouble(
  turn: Pick<TurnContext, 'trx' | 'account'>,
  whose: TroubleOf,
): Promise<PlaceOfTrouble | null> {
  const place = await placeNamed(turn, whose);
  if (place === null || whose.kind === 'own') return place;
  const actors = await actorsOf(turn);
  const within = actors.some(
    (actor) =>
      roleCarries(actor.role, 'open-issue') && contains(actor.area, areaPath(place.areaPath)),
  );
  return within ? place : null;
}

async function placeNamed(
  { trx, account }: Pick<TurnContext, 'trx' | 'account'>,
  whose: TroubleOf,
): Promise<PlaceOfTrouble | null> {
  switch (whose.kind) {
    case 'own': {
      const { person } = account;
      if (person === null) return null;
      const { areaId, householdId } = person;
      return { name: '', areaId, areaPath: person.areaPath, householdId };
    }
    case 'household': {
      const household = await findHousehold(trx, whose.householdId);
      return household === undefined ? null : { ...household, name: `${household.headName}家` };
    }
    case 'area': {
      const area = await findArea(trx, whose.areaId);
      return area === undefined
        ? null
        : { name: area.name, areaId: area.areaId, areaPath: area.areaPath, householdId: null };
    }
  }
}
