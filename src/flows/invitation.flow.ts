/** `/start CODE`: an invitation to a post (岗位), or a single-use code that joins this channel to a person known on another. */
import { isRole, roleTitle } from '#src/domain/people/roles.ts';
import { ask, choice } from './choices.ts';
import { at } from './conversation.ts';
import { defineFlow, type Feature, go, pass, type Scene, type Turn } from './feature.ts';
import { done, type Input, need } from './flow.ts';
import { storedText } from './place.ts';
import { hasDraft, joinedMessages, withCarried } from './carried-draft.ts';
import { buttonLabels } from './text/engine.ts';
import * as text from './text/invitation.ts';

type InvitationState = {
  readonly flow: 'invitation';
  readonly step: 'offer' | 'join' | 'waiting';
  readonly code: string;
};

const cancel = choice('cancel', buttonLabels.cancel);

const flow = defineFlow<InvitationState>({
  name: 'invitation',
  requires: 'nothing',
  restore: (stored) => {
    const step = storedText(stored['step']);
    const code = storedText(stored['code']);
    return step === 'offer' || step === 'join' || step === 'waiting'
      ? { flow: 'invitation', step, code }
      : null;
  },
  open: (scene, input) => {
    const payload = input?.kind === 'command' ? input.payload : '';
    const joining = /^j_(.+)$/.exec(payload)?.[1];
    return joining === undefined ? offer(payload, scene) : join(joining, scene);
  },
  step: (state, input, scene) => {
    if (input.kind === 'outcome') return outcome(input, scene);
    if (input.kind !== 'press') return pass;
    if (input.choice === 'accept' && state.step === 'offer') {
      return done(
        at(scene.conversation, { ...state, step: 'waiting' }),
        [],
        [{ intent: 'redeem-invitation', code: state.code }],
      );
    }
    if (input.choice === 'join' && state.step === 'join') {
      return done(
        at(scene.conversation, { ...state, step: 'waiting' }),
        [],
        [{ intent: 'redeem-join-code', code: state.code, hasDraft: hasDraft(scene.conversation) }],
      );
    }
    return go('home', scene.conversation);
  },
});

/** Shows role and area before anything is taken: an invitation opened by mistake is not used up. */
function offer(code: string, scene: Scene): Turn {
  const { invitation } = scene.facts.answers;
  if (invitation === undefined) return need({ need: 'invitation', code });
  if (invitation === null) {
    return go('home', scene.conversation, { messages: [{ text: text.badInvitation() }] });
  }
  const { role, areaName, name, department = null } = invitation;
  const place = { flow: 'invitation', step: 'offer', code } as const;
  return done(at(scene.conversation, place), [
    ask(text.offer(role, department, areaName, name), choice('accept', text.acceptLabel), cancel),
  ]);
}

function join(code: string, scene: Scene): Turn {
  const good = scene.facts.answers['join-code'];
  if (good === undefined) return need({ need: 'join-code', code });
  if (!good) return go('home', scene.conversation, { messages: [{ text: text.joinBad() }] });
  return done(at(scene.conversation, { flow: 'invitation', step: 'join', code }), [
    ask(text.joinOffer(), choice('join', text.joinLabel), cancel),
  ]);
}

function outcome(input: Extract<Input, { readonly kind: 'outcome' }>, scene: Scene): Turn {
  const home = (words: string): Turn =>
    go('home', scene.conversation, { messages: [{ text: words }] });
  if (input.of === 'redeem-invitation') {
    if (!input.result.ok) {
      const { code } = input.result.refusal;
      return home(code === 'post-of-another' ? text.postOfAnother() : text.badInvitation());
    }
    const { role, areaName, name } = input.result.value;
    return home(text.accepted(isRole(role) ? roleTitle(role) : role, areaName, name));
  }
  if (input.of !== 'redeem-join-code') return pass;
  if (!input.result.ok) return home(text.joinBad());
  const { name, draft } = input.result.value;
  return go('home', withCarried(scene.conversation, draft), {
    messages: joinedMessages(text.joinedAs(name), draft),
  });
}

export const invitation: Feature = { flows: [flow] };
