/**
 * Officers of a town, the county or a department say where a trouble is: the village by its name, then the household by name or by the
 * last four of somebody's number – or the whole village.
 */
import { ask, choice } from './choices.ts';
import type { Scene, Turn } from './feature.ts';
import { type Input, need } from './flow.ts';
import type { HouseholdHit } from './issue.needs.ts';
import { back, toIssue } from './issue-state.ts';
import { typedName } from './staff-pick.ts';
import * as text from './text/issue-report.ts';

const labels = text.issueReportLabels;

/** Which village first; a name of somebody works as well. */
export const askVillage = (lead: string, scene: Scene): Turn =>
  toIssue({ step: 'village' }, ask(lead, back), scene);

/**
 * The village that was typed: taken when it is the only one so called, otherwise offered; a name of a household is
 * looked for as well.
 */
export function villageTyped(words: string, scene: Scene): Turn {
  const { areas } = scene.facts.answers;
  if (areas === undefined) return need({ need: 'areas', text: words });
  const [only, ...more] = areas;
  if (only !== undefined && more.length === 0) {
    return askHousehold(only.areaId, scene, text.askHousehold(only.name));
  }
  const [first, ...others] = areas.map((each) => choice(`area-${each.areaId}`, each.fullName));
  if (first !== undefined) {
    return toIssue({ step: 'village' }, ask(text.whichVillage(), first, ...others, back), scene);
  }
  const name = typedName(words);
  if (name === '') return askVillage(text.noSuchVillage(), scene);
  const found = scene.facts.answers['issue-households'];
  if (found === undefined) return need({ need: 'issue-households', areaId: null, text: name });
  const [one, ...rest] = found.map(hitChoice);
  return one === undefined
    ? askVillage(text.noSuchVillage(), scene)
    : toIssue({ step: 'village' }, ask(text.whichHousehold(found), one, ...rest, back), scene);
}

/** Which household of a village. */
export const askHousehold = (areaId: string, scene: Scene, lead = text.askHousehold()): Turn =>
  toIssue(
    { step: 'household', areaId },
    ask(lead, choice('all', labels.wholeVillage), back),
    scene,
  );

/** The last four of an identity number; X may be small. */
const TAIL = /^\d{3}[\dXx]$/;

/** The household that was typed, by name or by the last four signs of an identity number; asked again when none is found. */
export function householdTyped(
  areaId: string,
  input: Extract<Input, { readonly kind: 'text' }>,
  scene: Scene,
): Turn {
  const words = input.text.trim();
  const asked = TAIL.test(words) ? words.toUpperCase() : typedName(words);
  if (asked === '') return askHousehold(areaId, scene, text.noSuchHousehold());
  const found = scene.facts.answers['issue-households'];
  if (found === undefined) return need({ need: 'issue-households', areaId, text: asked });
  const [one, ...more] = found.map(hitChoice);
  return one === undefined
    ? askHousehold(areaId, scene, text.noSuchHousehold())
    : toIssue(
        { step: 'household', areaId },
        ask(text.whichHousehold(found), one, ...more, choice('all', labels.wholeVillage), back),
        scene,
      );
}

const hitChoice = (hit: HouseholdHit, at: number) =>
  choice(`household-${hit.householdId}`, `${at + 1}. ${text.hitLabel(hit)}`);
