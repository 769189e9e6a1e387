/** 我的信息: seeing, correcting and taking back what one gave; another channel; 长辈模式; 换人使用. */
import { readPersonName } from '#src/domain/people/person-name.ts';
import { readPhone } from '#src/domain/people/phone.ts';
import { readIdentityNumber } from '#src/domain/people/identity-number.ts';
import { hasDraft, joinedMessages, withCarried } from './carried-draft.ts';
import { ask, choice } from './choices.ts';
import { at, type Conversation } from './conversation.ts';
import { type Draft, isEmptyDraft } from './draft.ts';
import { defineFlow, type Feature, go, pass, type Scene, type Turn } from './feature.ts';
import { done, type Input, type Intent, type Message } from './flow.ts';
import { withoutOwnKept } from './kept-work.ts';
import { type MyInfoState, type MyInfoStep, restoreMyInfo } from './my-info-state.ts';
import { buttonLabels } from './text/engine.ts';
import { farmerMenu } from './text/menu.ts';
import * as text from './text/my-info.ts';
import { workLabels } from './text/work-status.ts';
import { emptyVisitor } from './visitor.ts';

const labels = text.infoLabels;
const back = choice('back', buttonLabels.back);

const flow = defineFlow<MyInfoState>({
  name: 'my-info',
  requires: 'person',
  restore: restoreMyInfo,
  // Said in words (删掉我的信息), a right leads straight to the rights.
  open: (scene, input) => (input?.kind === 'text' ? toRights(scene) : overview(scene)),
  step: (state, input, scene) => {
    switch (input.kind) {
      case 'press':
        return pressed(input.choice, scene);
      case 'text':
        return typed(state, input.text, scene);
      case 'contact':
        return state.step === 'phone' ? correct({ phone: digitsOf(input.phone) }, scene) : pass;
      case 'outcome':
        return outcome(input, scene);
      default:
        return pass;
    }
  },
});

const to = (step: MyInfoStep, question: Message, scene: Scene): Turn =>
  done(at(scene.conversation, { flow: 'my-info', ...step }), [question]);

function overview(scene: Scene, lead: readonly Message[] = []): Turn {
  const { account } = scene.facts;
  if (account.person === null) return go('home', scene.conversation, { messages: lead });
  const elder = account.elderMode ? labels.elderOff : labels.elderOn;
  const question = ask(
    text.infoQuestion(account.person, account.elderMode),
    choice('correct', labels.correct),
    choice('id-number', labels.idNumber),
    choice('work', workLabels.open),
    choice('elder', elder),
    choice('join', labels.join),
    choice('rights', labels.rights),
    choice('change-person', labels.changePerson),
    back,
  );
  return done(at(scene.conversation, { flow: 'my-info', step: 'overview' }), [...lead, question]);
}

const toRights = (scene: Scene): Turn =>
  to(
    { step: 'rights' },
    ask(
      text.rightsQuestion(),
      choice('copy', labels.copy),
      choice('erase', labels.erase),
      choice('withdraw', labels.withdraw),
      back,
    ),
    scene,
  );

/** A step that waits for the outcome of what it wants done. */
const waiting = (intent: Intent, scene: Scene): Turn =>
  done(at(scene.conversation, { flow: 'my-info', step: 'waiting' }), [], [intent]);

function pressed(id: string, scene: Scene): Turn {
  switch (id) {
    case 'back':
      return scene.conversation.place.step === 'overview'
        ? go('home', scene.conversation)
        : overview(scene);
    case 'correct':
      return to(
        { step: 'correct' },
        ask(
          text.correctQuestion(),
          choice('name', labels.correctName),
          choice('phone', labels.correctPhone),
          back,
        ),
        scene,
      );
    case 'name':
      return to({ step: 'name' }, ask(text.newNameQuestion(), back), scene);
    case 'phone':
      return to({ step: 'phone', typed: '' }, ask(text.newPhoneQuestion(), back), scene);
    case 'id-number':
      return to({ step: 'id-number', typed: '' }, ask(text.idQuestion(), back), scene);
    case 'elder':
      return waiting({ intent: 'set-elder-mode', on: !scene.facts.account.elderMode }, scene);
    case 'join':
      return to(
        { step: 'join' },
        ask(
          text.joinQuestion(),
          choice('give', labels.giveCode),
          choice('have', labels.haveCode),
          back,
        ),
        scene,
      );
    case 'give':
      return waiting({ intent: 'issue-join-code' }, scene);
    case 'have':
      return to({ step: 'enter-code' }, ask(text.enterCode(), back), scene);
    case 'work':
      return go('work-status', scene.conversation);
    case 'rights':
      return toRights(scene);
    default:
      return rights(id, scene);
  }
}

function rights(id: string, scene: Scene): Turn {
  const ticket = (words: string): Turn =>
    waiting({ intent: 'open-ticket', kind: 'data-request', words, about: '' }, scene);
  switch (id) {
    case 'copy':
      return ticket(text.rightsWords.copy);
    case 'erase':
      return to(
        { step: 'sure-erase' },
        ask(text.eraseSure(), back, choice('sure-erase', labels.sure)),
        scene,
      );
    case 'sure-erase':
      return ticket(text.rightsWords.erase);
    case 'withdraw':
      return to(
        { step: 'sure-withdraw' },
        ask(text.withdrawSure(), back, choice('sure-withdraw', labels.sure)),
        scene,
      );
    case 'sure-withdraw':
      return waiting({ intent: 'refuse-consent' }, scene);
    case 'change-person':
      return askChangePerson(scene);
    case 'sure-change':
      return handOver(scene);
    default:
      return pass;
  }
}

function typed(state: MyInfoState, words: string, scene: Scene): Turn {
  switch (state.step) {
    case 'name': {
      const read = readPersonName(words);
      return read.ok
        ? correct({ name: read.value }, scene)
        : to({ step: 'name' }, ask(text.notAName(), back), scene);
    }
    case 'phone': {
      const digits = digitsOf(words);
      const kind = readPhone(words)?.kind;
      if (kind === 'service') {
        return to({ step: 'phone', typed: '' }, ask(text.notOwnPhone(), back), scene);
      }
      const good = digits !== '' && kind !== 'unknown';
      return good || (digits !== '' && digits === state.typed)
        ? correct({ phone: digits }, scene)
        : to({ step: 'phone', typed: digits }, ask(text.notAPhone(), back), scene);
    }
    case 'id-number': {
      // Asked once more, never refused: the number is checked at the visit (GB 11643-1999 check digit).
      const read = readIdentityNumber(words, scene.facts.today);
      return read.verdict === 'valid' || read.number === state.typed
        ? correct({ idNumber: read.number }, scene)
        : to({ step: 'id-number', typed: read.number }, ask(text.idAgain(), back), scene);
    }
    case 'enter-code':
      return waiting(
        {
          intent: 'redeem-join-code',
          code: words.trim(),
          hasDraft: hasDraft(scene.conversation),
        },
        scene,
      );
    default:
      return pass;
  }
}

const digitsOf = (words: string): string => readPhone(words)?.digits ?? '';

const correct = (
  what: { readonly name?: string; readonly phone?: string; readonly idNumber?: string },
  scene: Scene,
): Turn => waiting({ intent: 'correct-person', ...what }, scene);

function outcome(input: Extract<Input, { readonly kind: 'outcome' }>, scene: Scene): Turn {
  const { bureau, today } = scene.facts;
  const say = (words: string): Turn => overview(scene, [{ text: words }]);
  switch (input.of) {
    case 'correct-person':
      return say(text.corrected());
    case 'set-elder-mode':
      return say(text.elderSet(!scene.facts.account.elderMode));
    case 'issue-join-code':
      return say(text.joinCode(input.result.code, input.result.validMinutes));
    case 'redeem-join-code':
      return input.result.ok ? joined(input.result.value, scene) : say(text.badCode());
    case 'open-ticket':
      return say(text.rightsTicket(input.result.number, input.result.dueOn, bureau, today));
    case 'refuse-consent': {
      const forgotten: Conversation = {
        ...scene.conversation,
        draft: null,
        kept: withoutOwnKept(scene.conversation),
        sent: [],
        visitor: { ...emptyVisitor, introduced: true },
      };
      return go('home', forgotten, { messages: [{ text: text.withdrawn(bureau) }] });
    }
    default:
      return pass;
  }
}

function joined(
  { name, draft }: { readonly name: string; readonly draft: Draft | null },
  scene: Scene,
): Turn {
  const conversation = withCarried(scene.conversation, draft);
  return overview({ ...scene, conversation }, joinedMessages(text.joinedAs(name), draft));
}

function askChangePerson(scene: Scene): Turn {
  const { draft } = scene.conversation;
  const open = draft !== null && !isEmptyDraft(draft);
  const question = ask(
    text.changePersonSure(open),
    choice('sure-change', labels.changePerson),
    back,
  );
  return to({ step: 'sure-change' }, question, scene);
}

/** The chat lets go of this account; the conversation stays with it, draft included, for when the person comes back. */
const handOver = (scene: Scene): Turn =>
  done(
    { ...at(scene.conversation, { flow: 'home', step: 'menu' }), offered: [], question: null },
    [{ text: text.handedOver() }],
    [{ intent: 'end-session' }],
  );

/** Somebody without a name here has nothing to be put away; a shared phone is still handed on cleanly. */
const changePerson = (_payload: string, scene: Scene): Turn =>
  scene.facts.account.person === null ? handOver(scene) : askChangePerson(scene);

export const myInfo: Feature = {
  flows: [flow],
  labels: [{ label: farmerMenu.info, flow: 'my-info', menu: 'farmer', order: 50 }],
  commands: { me: (_payload, scene) => go('my-info', scene.conversation) },
  words: { [labels.changePerson]: changePerson },
  outcomes: { 'end-session': (_outcome, scene) => done(scene.conversation) },
};
