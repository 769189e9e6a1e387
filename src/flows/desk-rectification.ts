/** 整改台账: a problem with its day and owner, reported as mended with evidence, confirmed or sent back by somebody else. */
import { choice } from './choices.ts';
import { pass, type Scene, type Turn } from './feature.ts';
import { type Input, type Message, need } from './flow.ts';
import {
  type DeskOutcome,
  deskGone,
  deskList,
  deskQuestion,
  toDesk,
  deskTold,
  deskWaiting,
} from './desk-page.ts';
import * as text from './text/ledger-desk.ts';

const labels = text.deskLabels;

/** One problem; whoever mends it reports, somebody else confirms. */
export function rectification(id: string, scene: Scene, lead: readonly Message[]): Turn {
  const sheet = scene.facts.answers['rectification-sheet'];
  if (sheet === undefined) return need({ need: 'rectification-sheet', rectificationId: id });
  if (sheet === null) return deskGone('rectification', scene);
  const choices = [
    ...(sheet.mayReport ? [choice('fixed', labels.fixed)] : []),
    ...(sheet.mayConfirm
      ? [choice('confirm', labels.confirm), choice('send-back', labels.sendBack)]
      : []),
  ];
  const shown = deskQuestion(text.rectificationText(sheet, scene.facts.today), choices);
  return toDesk({ step: 'rectification', id }, shown, scene, lead);
}

/** Reported as mended, confirmed or sent back. */
export function fromRectification(id: string, pressed: string, scene: Scene): Turn {
  const rectificationId = id;
  switch (pressed) {
    case 'back':
      return deskList('rectification', 1, scene);
    case 'fixed':
      return toDesk({ step: 'evidence', id }, deskQuestion(text.askEvidence(), []), scene);
    case 'confirm':
    case 'send-back': {
      const good = pressed === 'confirm';
      return deskWaiting({ intent: 'judge-rectification', rectificationId, good }, scene);
    }
    default:
      return pass;
  }
}

/** The evidence: words, or a photo with its caption. */
export function fromEvidence(id: string, input: Input, scene: Scene): Turn {
  if (input.kind === 'press') return input.choice === 'back' ? rectification(id, scene, []) : pass;
  const said =
    input.kind === 'media'
      ? { evidence: input.caption, mediaId: input.mediaId }
      : input.kind === 'text'
        ? { evidence: input.text, mediaId: null }
        : null;
  return said === null
    ? pass
    : deskWaiting({ intent: 'report-rectification', rectificationId: id, ...said }, scene);
}

/** What came of it. */
export function rectificationWorked(
  input: Extract<DeskOutcome, { readonly of: 'report-rectification' | 'judge-rectification' }>,
  scene: Scene,
): Turn {
  const said =
    input.of === 'report-rectification'
      ? deskTold(input.result, ({ number }) => text.rectificationReported(number))
      : deskTold(input.result, ({ number, good }) => text.rectificationJudged(number, good));
  return deskList('rectification', 1, scene, said);
}
