/** Free speech: what somebody says when no step was waiting for it. Everything gets a fitting answer and nothing is lost. */
import { readMessage } from '#src/domain/declaration/reader/read.ts';
import type { Reading } from '#src/domain/declaration/reader/reading.ts';
import { withHeard } from './draft.ts';
import { isAbuse } from './abuse.ts';
import { heardAs } from './complaint-words.ts';
import { again, go, pass, type Scene, type Turn } from './feature.ts';
import { done, type Input } from './flow.ts';
import * as engine from './text/engine.ts';
import * as text from './text/home.ts';
import { officersMatter } from './officer-words.flow.ts';
import { isCommonQuestion } from './text/policy.ts';
import { withTranscript } from './visitor.ts';

/** What an input leads to that no step took; `pass` when it is no speech at all. */
export function listen(input: Input, scene: Scene): Turn {
  switch (input.kind) {
    case 'text':
      return isOfficer(scene) && officersMatter(input.text) && !isAbuse(input.text)
        ? go('officer-words', scene.conversation, { input })
        : words(input, heardAs(input.text, scene.facts.bureau), scene);
    case 'media':
    case 'location':
      return go(isOfficer(scene) ? 'officer-words' : 'declare', scene.conversation, { input });
    case 'transcript':
      return transcript(input, scene);
    case 'contact':
      return again(scene, text.contactReceived());
    case 'unreadable':
      return again(scene, engine.unreadable());
    case 'refused-media':
      return again(scene, input.reason === 'too-big' ? engine.tooBig() : engine.wrongType());
    case 'proposal':
      // The draft it was made for is not being looked at; a proposal is never pressed on anybody.
      return done(scene.conversation);
    default:
      return pass;
  }
}

/** An officer is answered as one; their own household's trouble is one of the answers. */
const isOfficer = ({ facts }: Scene): boolean => facts.account.staff !== null;

type Text = Extract<Input, { readonly kind: 'text' }>;

function words(input: Text, reading: Reading, scene: Scene): Turn {
  const { conversation } = scene;
  switch (reading.subIntent) {
    case 'declare':
      return go('declare', conversation, { input });
    case 'policy_question':
      return go('ask-policy', conversation, { input });
    case 'progress_query':
      return go('progress', conversation);
    case 'complaint_cadre':
    case 'complaint_unfair':
    case 'exit_request':
      return go('help', conversation, { input });
    case 'data_right_request':
      return go('my-info', conversation, { input });
    case 'withdraw':
      return go('progress', conversation);
    case 'crisis':
      return go('danger', conversation);
    case 'injection':
      return again(scene, text.notInstructed());
    case 'spam':
      return again(scene, text.spam());
    case 'greeting':
      return greeted(input.text, scene);
    case 'off_topic':
      if (isAbuse(input.text)) return again(scene, text.calm());
      if (objectsToNotice(input.text)) return go('objection', conversation, { input });
      // The reader calls a question about us and our ways off topic; there are answers to those as well.
      return isCommonQuestion(input.text)
        ? go('ask-policy', conversation, { input })
        : go('home', conversation, { input });
  }
}

/** “村里公示的那家我有意见”: about a notice, so the one thing still to be asked is whose. */
const objectsToNotice = (said: string): boolean =>
  said.includes('公示') && /意见|异议|不服|不同意|不符合|不该|不公|反对/u.test(said);

/** Thanks are answered with a word and no menu; a greeting shows what there is. */
function greeted(said: string, scene: Scene): Turn {
  if (/谢|多谢|劳慰|辛苦/.test(said)) return done(scene.conversation, [{ text: text.thanks() }]);
  const { conversation } = scene;
  if (conversation.question !== null) return again(scene, text.greeting());
  return go('home', conversation);
}

/** The words of a voice message that came while the person had gone elsewhere. */
function transcript(input: Extract<Input, { readonly kind: 'transcript' }>, scene: Scene): Turn {
  const { conversation } = scene;
  const { draft } = conversation;
  const said = withTranscript(conversation.visitor, input.mediaId, input.text);
  const kept = { ...conversation, visitor: said };
  const ours = draft?.media.some((each) => each.mediaId === input.mediaId) ?? false;
  if (draft === null || !ours || draft.heard.includes(input.mediaId)) return done(kept);
  return done(
    { ...kept, draft: withHeard(draft, input.mediaId, input.text, readMessage(input.text)) },
    [{ text: text.heardLater(input.text) }],
  );
}
