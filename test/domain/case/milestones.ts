/** One ordinary case under the default pack, as far as a test wants it: clue on Monday 7 September 2026, recognised on the 18th. */
import type { CaseCommand } from '#src/domain/case/commands.ts';
import { defaultPack } from '../policy/default-pack.ts';
import * as act from './acts.ts';
import { type Beginning, begin, type Story } from './story.ts';

const WAY = [
  ['clue', '2026-09-07', []],
  ['accepted', '2026-09-07', [act.take()]],
  ['verified', '2026-09-09', [act.verify()]],
  ['authorised', '2026-09-09', [act.authorise()]],
  ['reviewed', '2026-09-10', [act.review('2026-09-10')]],
  ['posted', '2026-09-10', [act.post()]],
  ['taken down', '2026-09-16', [act.takeDown()]],
  ['town passed', '2026-09-17', [act.passTown()]],
  ['enrolled', '2026-09-18', [act.enrol()]],
  ['planned', '2026-09-21', [act.nameResponsible(), act.adopt()]],
  ['assisting', '2026-09-22', [act.agree()]],
  ['helped', '2026-09-24', [act.measure('in-progress')]],
  ['applied', '2026-12-18', [act.apply()]],
  ['elimination village', '2026-12-21', [act.passStage('village', 'secretary')]],
  ['elimination town', '2026-12-22', [act.passStage('town', 'town')]],
  ['elimination county', '2026-12-23', [act.passStage('county-check', 'county')]],
  ['elimination posted', '2026-12-24', [act.postElimination()]],
  ['elimination shown', '2026-12-30', [act.takeDownElimination]],
  ['eliminated', '2026-12-31', [act.mark]],
] as const satisfies readonly (readonly [string, string, readonly CaseCommand[]])[];

export type Milestone = (typeof WAY)[number][0];

/** The case on the day it reached the milestone. */
export function reach(milestone: Milestone, beginning: Partial<Beginning> = {}): Story {
  const story = begin({ pack: defaultPack, clue: '2026-09-07', ...beginning });
  for (const [name, day, commands] of WAY) {
    story.on(day).does(...commands);
    if (name === milestone) return story;
  }
  throw new Error(`no milestone ${milestone}`);
}
