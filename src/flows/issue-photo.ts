/** Photos for a ticket there is: the farmer's of the trouble, the office's of what was put right. */
import { ask } from './choices.ts';
import { go, pass, type Scene, type Turn } from './feature.ts';
import { at } from './conversation.ts';
import { done, type Input } from './flow.ts';
import { back, type IssueFlowState, toIssue } from './issue-state.ts';
import * as text from './text/issue-report.ts';

type PhotoState = Extract<IssueFlowState, { readonly step: 'photo' }>;

/** Whether it can be looked at later; a voice message is words, not a picture. */
export const isPicture = (input: Input): input is Extract<Input, { readonly kind: 'media' }> =>
  input.kind === 'media' && input.media !== 'voice';

export const askPhoto = (issueId: string, scene: Scene, lead: string): Turn =>
  toIssue({ step: 'photo', issueId }, ask(lead, back), scene);

/** Takes a photo for a ticket that was reported; anything else is no answer here. */
export function fromPhoto(state: PhotoState, input: Input, scene: Scene): Turn {
  if (input.kind === 'outcome') return added(state, input, scene);
  if (input.kind === 'press') return input.choice === 'back' ? leave(scene) : pass;
  if (!isPicture(input)) return pass;
  const { issueId } = state;
  return done(
    at(scene.conversation, state),
    [],
    [{ intent: 'add-issue-photo', issueId, mediaId: input.mediaId, words: input.caption }],
  );
}

/** An officer goes back to what is open, a farmer to the menu. */
const leave = (scene: Scene): Turn =>
  go(scene.facts.account.staff === null ? 'home' : 'staff-issue', scene.conversation);

function added(
  { issueId }: PhotoState,
  input: Extract<Input, { readonly kind: 'outcome' }>,
  scene: Scene,
): Turn {
  if (input.of !== 'add-issue-photo') return pass;
  const { result } = input;
  return result.ok
    ? askPhoto(issueId, scene, text.photoAdded(result.value.number))
    : go('home', scene.conversation, {
        messages: [{ text: text.photoRefused(result.refusal.code) }],
      });
}
