/** Farmers hear of every step; the result only where we know that the account speaks for the household. */
import type { Case } from '#src/domain/case/case.ts';
import { workingStateOf } from '#src/domain/case/case.ts';
import type { DutyKind } from '#src/domain/duty/duty.ts';
import { type AreaWords, areaWordsOf } from '#src/domain/policy/area-words.ts';
import type { CaseStep } from '#src/domain/policy/settings.ts';
import type { NextStep } from '#src/flows/case-step.intents.ts';
import type { Message } from '#src/flows/flow.ts';
import { type Listener, listenersOf } from '#src/store/case-facts.ts';
import { dueDayOf } from '#src/store/duty-list.ts';
import type { TurnContext } from '../turn.ts';

const DUTY_OF: Readonly<Record<CaseStep, DutyKind>> = {
  authorisation: 'authorise',
  'village-review': 'village-review',
  publicity: 'post-publicity',
  'town-review': 'town-review',
  'county-decision': 'county-decision',
};

/** The step a case waits for now and its day. */
export async function nextStepOf({ trx }: Pick<TurnContext, 'trx'>, file: Case): Promise<NextStep> {
  const state = workingStateOf(file.state);
  if (state?.tag !== 'identifying') return { step: null, dueOn: null };
  return { step: state.step, dueOn: await dueDayOf(trx, file.caseId, DUTY_OF[state.step]) };
}

/** What the county and its towns are called by the documents the case is worked by. */
export const placesOf = ({ policies }: Pick<TurnContext, 'policies'>, file: Case): AreaWords =>
  areaWordsOf(policies.packOf(file.pack));

/**
 * Tells what has happened to those who may know. Accounts that only said a name hear at the end that the result is told in
 * person, and nothing before: neither a finding nor a step (see `resultTold`).
 */
export async function tellHousehold(
  turn: Pick<TurnContext, 'trx' | 'tell'>,
  caseId: string,
  news: (listener: Listener) => Message,
  exceptAccountId: string | null = null,
): Promise<readonly Listener[]> {
  const listeners = await listenersOf(turn.trx, caseId);
  const own = listeners.filter((each) => each.own && each.accountId !== exceptAccountId);
  for (const each of own) turn.tell(each.accountId, 'progress', news(each));
  return own;
}

/** Tells a result: in full to the household's own accounts, to everybody else that it is told in person. Returns whether anybody heard it. */
export async function resultTold(
  turn: Pick<TurnContext, 'trx' | 'tell'>,
  caseId: string,
  inFull: (listener: Listener) => Message,
  inPerson: (listener: Listener) => Message,
): Promise<boolean> {
  const listeners = await listenersOf(turn.trx, caseId);
  for (const each of listeners) {
    turn.tell(each.accountId, 'progress', each.own ? inFull(each) : inPerson(each));
  }
  return listeners.some((each) => each.own);
}
