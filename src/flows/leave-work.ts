/** What the driver does about half-done work: keeps it when somebody goes elsewhere, and offers it when they come back. */
import type { Conversation } from './conversation.ts';
import type { AnyFlow, Scene } from './feature.ts';
import type { Facts, StepResult } from './flow.ts';
import { keptBy, type KeptWork, sameWork, withKept, withoutKept, type Work } from './kept-work.ts';
import { offerKept } from './kept-work.flow.ts';
import type { FlowName, FlowState } from './place.ts';
import { flowNamed } from './registry.ts';
import { laidAside } from './text/kept-work.ts';

type Done = Extract<StepResult<Conversation>, { readonly kind: 'done' }>;

const workAt = (place: FlowState): Work | 'choosing' | null =>
  flowNamed(place.flow)?.work(place) ?? null;

/** The home menu speaks of it itself; beside danger and who one is it would only be in the way. */
const SAYS_ENOUGH: ReadonlySet<FlowName> = new Set(['home', 'danger', 'first-contact']);

/** The work begun at a place; null where nothing would be missed. */
function begunAt(place: FlowState): Work | null {
  const work = workAt(place);
  return work === null || work === 'choosing' || !work.begun ? null : work;
}

/** 取消 of the current question gives the work up. */
const gaveUp = ({ pressed, token }: Conversation): boolean =>
  pressed?.choice === 'cancel' && pressed.token === token;

/** Keeps the work at `place` in a conversation that is about to go on elsewhere; the same conversation when there is none. */
export function leaving(conversation: Conversation, place: FlowState, facts: Facts): Conversation {
  const work = begunAt(place);
  if (work === null || gaveUp(conversation)) return conversation;
  // What an officer tells of a household is the post's as well, in a flow that is everybody's.
  const forStaff = flowNamed(place.flow)?.requires === 'staff' || work.subject !== '';
  const staffId = forStaff ? (facts.account.staff?.staffId ?? null) : null;
  return withKept(conversation, work, { place, staffId, now: facts.now });
}

/** Whether a place belongs to the same piece of work. */
function goesOn(place: FlowState, from: FlowState, work: Work): boolean {
  const now = workAt(place);
  return (
    place.flow === from.flow && now !== null && now !== 'choosing' && now.subject === work.subject
  );
}

/** After a turn: what was left is kept, what goes on is not, and whoever comes back is asked whether to go on with it. */
export function settleWork(settled: Done, from: Scene): Done {
  const { place } = from.conversation;
  const work = begunAt(place);
  return offered(work === null ? settled : left(settled, place, work, from), from);
}

function left(settled: Done, place: FlowState, work: Work, { facts }: Scene): Done {
  const { state } = settled;
  if (goesOn(state.place, place, work)) {
    const kept = state.kept.filter((each) => !sameWork(each, place, work));
    return { ...settled, state: { ...state, kept } };
  }
  // Handed in: the flow itself wants something done and waits for what comes of it.
  if (settled.intents.length > 0 && state.place.flow === place.flow) return settled;
  const after = leaving(state, place, facts);
  const [newest] = after.kept;
  const silent = after === state || newest === undefined || SAYS_ENOUGH.has(state.place.flow);
  return {
    ...settled,
    state: after,
    messages: silent ? settled.messages : [{ text: laidAside(newest) }, ...settled.messages],
  };
}

/** Replaces the question that begins a piece of work by the one whether to go on with what is kept of it. */
function offered(settled: Done, from: Scene): Done {
  const { state, messages } = settled;
  const question = messages.findLast((each) => each.choices !== undefined);
  if (question === undefined || settled.intents.length > 0) return settled;
  const kept = waitingFor(state, from);
  if (kept === null) return settled;
  const asked = offerKept(state, question, kept, workAt(state.place) === 'choosing', from.facts);
  return {
    ...settled,
    state: asked.conversation,
    messages: [...messages.filter((each) => each !== question), asked.question],
  };
}

function waitingFor(state: Conversation, from: Scene): KeptWork | null {
  const { place } = state;
  const before = from.conversation.place;
  const work = workAt(place);
  if (work === null) return null;
  const mine = keptBy(state, from.facts).filter((each) => each.place.flow === place.flow);
  if (work === 'choosing') {
    const comes = before.flow !== place.flow && before.flow !== 'kept-work';
    return comes ? (mine.find((each) => !each.passed) ?? null) : null;
  }
  if (goesOn(before, place, work)) return null;
  return mine.find((each) => each.subject === work.subject) ?? null;
}

/** The kept work a person may take up, and its flow; null when it is nobody's here any more. */
export function keptNamed(
  id: number,
  scene: Scene,
): { readonly kept: KeptWork; readonly flow: AnyFlow; readonly conversation: Conversation } | null {
  const kept = keptBy(scene.conversation, scene.facts).find((each) => each.id === id);
  const flow = kept === undefined ? null : flowNamed(kept.place.flow);
  return kept === undefined || flow === null
    ? null
    : { kept, flow, conversation: withoutKept(scene.conversation, id) };
}
