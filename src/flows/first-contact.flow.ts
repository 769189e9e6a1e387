/**
 * First contact (首次使用): who we are, both consents, then village, name and phone. Answers are kept in the conversation's
 * visitor, so an interruption of any kind resumes at the first question without an answer.
 */
import { readMessage } from '#src/domain/declaration/reader/read.ts';
import { readPersonName } from '#src/domain/people/person-name.ts';
import { readPhone } from '#src/domain/people/phone.ts';
import { joinedMessages, withCarried } from './carried-draft.ts';
import { ask, choice } from './choices.ts';
import { consentAnswer } from './consent-answer.ts';
import { at, type Conversation } from './conversation.ts';
import { again, defineFlow, type Feature, go, pass, type Scene, type Turn } from './feature.ts';
import { askCode, redeem, typedCode } from './first-contact-code.ts';
import { isHardship, known } from './first-contact-known.ts';
import {
  type FirstContactState,
  type FirstContactStep,
  restoreFirstContact,
} from './first-contact-state.ts';
import { askVillage, confirmVillage, stepVillage } from './first-contact-village.ts';
import { done, type Input, type Message, need } from './flow.ts';
import { withoutOwnKept } from './kept-work.ts';
import { buttonLabels } from './text/engine.ts';
import * as text from './text/first-contact.ts';
import { joinedAs } from './text/invitation.ts';
import { infoLabels } from './text/my-info.ts';
import { emptyVisitor, remember, withTranscript } from './visitor.ts';

const cancel = choice('cancel', buttonLabels.cancel);

const flow = defineFlow<FirstContactState>({
  name: 'first-contact',
  requires: 'nothing',
  restore: restoreFirstContact,
  open: (scene, input) => {
    const { conversation, facts } = scene;
    const { visitor } = conversation;
    const told = input === null ? visitor : remember(visitor, input);
    const renewed = facts.account.consent === 'outdated';
    const lead: Message[] =
      visitor.introduced || renewed ? [] : [{ text: text.whoWeAre(facts.bureau) }];
    if (told.said.length > visitor.said.length) lead.push({ text: text.saidIsKept() });
    if (renewed) lead.push({ text: text.consentAgain() });
    const knowing = { ...conversation, visitor: { ...told, introduced: true } };
    return nextQuestion(knowing, scene, lead);
  },
  step: (state, input, scene) => {
    if (input.kind === 'press' && input.choice === 'cancel') {
      return go('home', scene.conversation, { messages: [{ text: text.laterIsFine() }] });
    }
    if (input.kind === 'media' || input.kind === 'location') return keep(input, scene);
    if (input.kind === 'transcript') return transcribed(input, scene);
    switch (state.step) {
      case 'consent':
        return consent(input, scene);
      case 'waiting-for-consent':
        return consented(scene, input.kind === 'outcome');
      case 'waiting-for-refusal':
        return refused(scene);
      case 'code':
        return code(input, scene);
      case 'waiting-for-join':
        return input.kind === 'outcome' ? joined(input, scene) : pass;
      case 'name':
        return name(input, scene);
      case 'phone':
        return phone(state.typed, input, scene);
      case 'waiting-for-bind':
        return input.kind === 'outcome'
          ? bound(scene)
          : nextQuestion(scene.conversation, scene, []);
      default: {
        if (input.kind === 'text' && isHardship(input.text)) return keep(input, scene);
        const turn = stepVillage(state, input, scene);
        return 'visitor' in turn
          ? nextQuestion({ ...scene.conversation, visitor: turn.visitor }, scene, [])
          : turn;
      }
    }
  },
});

/** Who is known already and only agreed to a newer text goes straight back to what they wanted. */
const consented = (scene: Scene, agreed: boolean): Turn =>
  agreed && scene.facts.account.person !== null
    ? known(scene, [{ text: text.consentedAgain() }])
    : nextQuestion(scene.conversation, scene, [], agreed);

/** The first thing not known yet is asked; the order is the same wherever somebody was interrupted. */
function nextQuestion(
  conversation: Conversation,
  scene: Scene,
  lead: readonly Message[],
  agreed: boolean = scene.facts.account.consent === 'given',
): Turn {
  const { account, bureau } = scene.facts;
  const { visitor } = conversation;
  const to = (step: FirstContactStep, question: Message): Turn =>
    done(at(conversation, { flow: 'first-contact', ...step }), [...lead, question]);
  if (!agreed) {
    const agree = choice('agree', text.consentLabels.agree);
    const disagree = choice('disagree', text.consentLabels.disagree);
    const known = choice('have-code', infoLabels.haveCode);
    const question = ask(text.consentQuestion(bureau), agree, disagree, known, cancel);
    return to({ step: 'consent' }, question);
  }
  if (visitor.area === null) return to({ step: 'village' }, askVillage(text.villageQuestion()));
  if (!visitor.areaSure) return to({ step: 'village-confirm' }, confirmVillage(visitor.area));
  if (visitor.name === '') return to({ step: 'name' }, ask(text.nameQuestion(), cancel));
  return to(
    { step: 'phone', typed: '' },
    phoneMessage(text.phoneQuestion(account.provesContact), scene),
  );
}

function phoneMessage(question: string, scene: Scene): Message {
  const message = ask(question, choice('no-phone', text.noPhoneLabel), cancel);
  return scene.facts.account.provesContact ? { ...message, ask: 'contact' } : message;
}

/** Keeps what was said for afterwards and asks the same question again. */
function keep(input: Input, scene: Scene): Turn {
  const visitor = remember(scene.conversation.visitor, input);
  const kept = { ...scene.conversation, visitor };
  return again({ ...scene, conversation: kept }, text.wordsKept());
}

function transcribed(input: Extract<Input, { readonly kind: 'transcript' }>, scene: Scene): Turn {
  const { conversation } = scene;
  const visitor = withTranscript(conversation.visitor, input.mediaId, input.text);
  return done({ ...conversation, visitor });
}

/** Only a clear word is consent: the button, or 同意 typed (个人信息保护法第十四条: 自愿、明确). */
function consent(input: Input, scene: Scene): Turn {
  const answer = consentAnswer(input);
  if (answer === 'agree') {
    return done(
      at(scene.conversation, { flow: 'first-contact', step: 'waiting-for-consent' }),
      [],
      [{ intent: 'give-consent', textVersion: text.consentVersion }],
    );
  }
  if (answer === 'disagree') {
    return done(
      at(scene.conversation, { flow: 'first-contact', step: 'waiting-for-refusal' }),
      [],
      [{ intent: 'refuse-consent' }],
    );
  }
  if (input.kind === 'press' && input.choice === 'have-code') {
    return askCode(text.codeQuestion(), scene);
  }
  if (input.kind !== 'text') return pass;
  if (isHardship(input.text)) return keep(input, scene);
  // A code typed at once is taken as one; nothing that is no code is looked up.
  const typed = typedCode(input.text);
  return typed === '' || !/\d/.test(typed) ? pass : redeem(typed, scene);
}

/**
 * The code is single-use and was issued where the person is known: who they are, their consent and their trust come with it, so
 * neither is asked again.
 */
function code(input: Input, scene: Scene): Turn {
  if (input.kind === 'press' && input.choice === 'no-code') {
    return nextQuestion(scene.conversation, scene, []);
  }
  if (input.kind !== 'text') return pass;
  if (isHardship(input.text)) return keep(input, scene);
  const typed = typedCode(input.text);
  return typed === '' ? askCode(text.codeAgain(), scene) : redeem(typed, scene);
}

/** Known now, as on the other side; a code that is not good says nothing of anybody. */
function joined(input: Extract<Input, { readonly kind: 'outcome' }>, scene: Scene): Turn {
  if (input.of !== 'redeem-join-code') return pass;
  if (!input.result.ok) return askCode(text.codeBad(), scene);
  const { name: called, draft } = input.result.value;
  return known(
    { ...scene, conversation: withCarried(scene.conversation, draft) },
    joinedMessages(joinedAs(called), draft),
  );
}

/** 不同意: nothing said before is kept, and the way without the chat is shown. */
function refused(scene: Scene): Turn {
  const { conversation, facts } = scene;
  const forgotten: Conversation = {
    ...conversation,
    draft: null,
    kept: withoutOwnKept(conversation),
    visitor: { ...emptyVisitor, introduced: true },
  };
  return go('home', forgotten, { messages: [{ text: text.refusedConsent(facts.bureau) }] });
}

function name(input: Input, scene: Scene): Turn {
  const { conversation } = scene;
  if (input.kind !== 'text') return pass;
  if (isHardship(input.text)) return keep(input, scene);
  const { intent } = readMessage(input.text);
  if ((intent === 'question' || intent === 'complaint') && [...input.text].length > SHORT_NAME) {
    return pass;
  }
  const read = readPersonName(input.text);
  if (read.ok && [...read.value].length <= LONGEST_PLAIN_NAME) {
    const visitor = { ...conversation.visitor, name: read.value };
    return nextQuestion({ ...conversation, visitor }, scene, []);
  }
  return done(conversation, [{ text: text.nameAgain() }, ask(text.nameQuestion(), cancel)]);
}

/** Longer than any name people type in one go (维吾尔族 and 彝族 names included); beyond it a sentence was typed. */
const LONGEST_PLAIN_NAME = 24;
/** Names up to here are taken whatever they might mean as words. */
const SHORT_NAME = 4;

function phone(typedBefore: string, input: Input, scene: Scene): Turn {
  if (input.kind === 'contact') return bind(input.phone, input.own, scene);
  if (input.kind === 'press' && input.choice === 'no-phone') return bind('', false, scene);
  if (input.kind !== 'text') return pass;
  const read = readPhone(input.text);
  if (read?.kind === 'service') return askPhoneAgain(typedBefore, text.servicePhone(), scene);
  if (read === null) {
    if (isHardship(input.text)) return keep(input, scene);
    return readMessage(input.text).intent === 'question'
      ? pass
      : askPhoneAgain(typedBefore, text.phoneAgain(), scene);
  }
  // Asked once more, never refused: what is typed twice is taken and checked at the visit.
  if (read.kind !== 'unknown' || typedBefore === read.digits)
    return bind(read.digits, false, scene);
  return askPhoneAgain(read.digits, text.phoneAgain(), scene);
}

/** What was wrong is said once; the question itself, which may be shown again, blames nobody. */
function askPhoneAgain(typed: string, why: string, scene: Scene): Turn {
  const place = { flow: 'first-contact', step: 'phone', typed } as const;
  const question = text.phoneQuestion(scene.facts.account.provesContact);
  return done(at(scene.conversation, place), [{ text: why }, phoneMessage(question, scene)]);
}

function bind(digits: string, proven: boolean, scene: Scene): Turn {
  const { conversation } = scene;
  const { visitor } = conversation;
  if (visitor.area === null || visitor.name === '') return nextQuestion(conversation, scene, []);
  return done(
    at(conversation, { flow: 'first-contact', step: 'waiting-for-bind' }),
    [],
    [
      {
        intent: 'bind',
        areaId: visitor.area.areaId,
        name: visitor.name,
        phone: readPhone(digits)?.digits ?? '',
        phoneProven: proven,
        groupName: visitor.groupName,
        idNumber: '',
      },
    ],
  );
}

/** The account has its person. */
const bound = (scene: Scene): Turn =>
  known(scene, [{ text: text.joined(scene.conversation.visitor.name) }]);

/** `/start`: a village code, a joining code or an invitation, or simply the beginning. */
function start(payload: string, scene: Scene): Turn {
  const { conversation, facts } = scene;
  const { account, answers } = facts;
  const village = /^v_(.+)$/.exec(payload)?.[1];
  if (village === undefined && payload !== '')
    return go('invitation', conversation, {
      input: { kind: 'command', name: 'start', payload },
    });
  if (account.person !== null || account.staff !== null) return go('home', conversation);
  if (village === undefined) return go('first-contact', conversation);
  if (answers['area-code'] === undefined) return need({ need: 'area-code', code: village });
  const area = answers['area-code'] ?? conversation.visitor.area;
  const visitor = { ...conversation.visitor, area, areaSure: false };
  return go('first-contact', { ...conversation, visitor });
}

export const firstContact: Feature = {
  flows: [flow],
  commands: { start },
};
