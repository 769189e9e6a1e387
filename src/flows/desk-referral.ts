/** 转来的事: what visits and rules passed on to a department, and its answer. */
import { choice } from './choices.ts';
import { pass, type Scene, type Turn } from './feature.ts';
import { type Message, need } from './flow.ts';
import {
  type DeskOutcome,
  deskGone,
  deskList,
  deskQuestion,
  toDesk,
  deskTold,
  deskWaiting,
} from './desk-page.ts';
import { storedOneOf } from './place.ts';
import * as text from './text/ledger-desk.ts';

const ANSWERS = ['granted', 'not-needed', 'not-eligible'] as const;

/** One household passed on, with whom to phone. */
export function referral(id: string, scene: Scene, lead: readonly Message[]): Turn {
  const sheet = scene.facts.answers['referral-sheet'];
  if (sheet === undefined) return need({ need: 'referral-sheet', referralId: id });
  if (sheet === null) return deskGone('referrals', scene);
  const choices = ANSWERS.map((answer) => choice(answer, text.answerLabel(answer)));
  const shown = deskQuestion(text.referralText(sheet, scene.facts.today), choices);
  return toDesk({ step: 'referral', id }, shown, scene, lead);
}

/** The department's answer. */
export function fromReferral(id: string, pressed: string, scene: Scene): Turn {
  if (pressed === 'back') return deskList('referrals', 1, scene);
  const answer = storedOneOf(pressed, ANSWERS);
  return answer === null
    ? pass
    : deskWaiting({ intent: 'answer-referral', referralId: id, answer }, scene);
}

/** What came of the answer. */
export const referralWorked = (
  { result }: Extract<DeskOutcome, { readonly of: 'answer-referral' }>,
  scene: Scene,
): Turn =>
  deskList(
    'referrals',
    1,
    scene,
    deskTold(result, ({ headName }) => text.referralDone(headName)),
  );
