/**
 * 走访记录: household → how it is → 提交, six taps at most. A home verification of a report is such a visit with a finding. Note,
 * photo, place and second visitor can be sent at any time before 提交.
 */
import type { Finding } from '#src/domain/case/dossier.ts';
import { roleCarries } from '#src/domain/people/permissions.ts';
import { findings, outcomeOf, type VisitOutcome, visitOutcomes } from '#src/domain/visit/visit.ts';
import { at } from './conversation.ts';
import { defineFlow, type Feature, go, pass, type Scene, type Turn } from './feature.ts';
import type { Work } from './kept-work.ts';
import { done, type Facts, type Input, need } from './flow.ts';
import { storedOneOf } from './place.ts';
import { startFiling } from './staff-declare.flow.ts';
import {
  listStart,
  namedLike,
  nextPage,
  pickedHousehold,
  pickFrom,
  type PickPlace,
  typedName,
} from './staff-pick.ts';
import { inputOf, type Said } from './visitor.ts';
import { after, afterwards } from './staff-visit-after.ts';
import { opensEntry } from './staff-order.ts';
import {
  askOutcome,
  askReason,
  askSecond,
  startVisit,
  summary,
  untrueReasons,
} from './staff-visit-questions.ts';
import { restoreVisit, type VisitState } from './staff-visit-state.ts';
import { to, withSubject } from './staff-visit-turns.ts';
import {
  answeredAnew,
  contentOf,
  toggleWant,
  type VisitDraft,
  visitDraft,
  withTold,
} from './visit-draft.ts';
import { familyOf } from './text/format.ts';
import { staffMenu } from './text/staff-menu.ts';
import * as text from './text/staff-visit.ts';

const flow = defineFlow<VisitState>({
  name: 'staff-visit',
  requires: 'staff',
  restore: restoreVisit,
  // A name or number leads straight to the household.
  open: (scene, input) =>
    input?.kind === 'text' ? pickNamed(input.text, scene) : pick(listStart, scene),
  keeps: {
    work: (state) => {
      switch (state.step) {
        case 'pick':
          return 'choosing';
        case 'finding':
        case 'outcome': {
          const { householdId: subject, told } = state;
          return told === null ? { subject, about: '', begun: false } : workOf(told);
        }
        case 'reason':
        case 'summary':
        case 'second':
          return workOf(state.visit);
        default:
          return null;
      }
    },
    takeUp,
  },
  step: (state, input, scene) => {
    switch (state.step) {
      case 'pick':
        return fromPick(state, input, scene);
      case 'finding':
      case 'outcome':
        return input.kind === 'press'
          ? answered(state, input.choice, scene)
          : told(state, input, scene);
      case 'reason':
        return input.kind === 'press' ? reasoned(state.visit, input.choice, scene) : pass;
      case 'summary':
        return fromSummary(state.visit, input, scene);
      case 'second':
        return input.kind === 'press' ? withSecond(state.visit, input.choice, scene) : pass;
      case 'sending':
        return input.kind === 'outcome' ? recorded(state.visit, input, scene) : pass;
      case 'after':
        return afterwards(state.householdId, state.toAssess, input, scene);
    }
  },
});

const workOf = ({ householdId, headName }: VisitDraft): Work => ({
  subject: householdId,
  about: familyOf(headName),
  begun: true,
});

/** Goes on with a half-written visit; a verification somebody else has done meanwhile makes it an ordinary one. */
function takeUp(state: VisitState, scene: Scene): Turn {
  const visit = 'visit' in state ? state.visit : 'told' in state ? state.told : null;
  if (visit === null) return pick(listStart, scene);
  return withSubject(visit.householdId, scene, (subject) => {
    if (visit.finding !== null && subject.verification === null) {
      const lead = [{ text: text.verifiedMeanwhile(visit.headName) }];
      return summary({ ...visit, finding: null, reason: null }, scene, lead);
    }
    if ('told' in state) return startVisit(visit.householdId, scene, visit);
    return state.step === 'reason' && visit.finding !== null
      ? askReason(visit, visit.finding, scene)
      : summary(visit, scene);
  });
}

/** The list of households, due ones first, or those of a name. */
function pick(place: PickPlace, scene: Scene, said: Said | null = null): Turn {
  const picking = pickFrom(place, scene.facts, (_list, shown, today, terms) =>
    text.pickHousehold(shown, today, terms),
  );
  return picking.kind === 'need'
    ? need(...picking.needs)
    : to({ step: 'pick', ...place, next: picking.next, said }, picking.question, scene);
}

/** Who is named so; the visit itself where it is one household. */
function pickNamed(name: string, scene: Scene): Turn {
  const found = scene.facts.answers['household-search'];
  if (found === undefined) return need({ need: 'household-search', text: name });
  const [only, ...others] = found;
  return only !== undefined && others.length === 0
    ? startVisit(only.householdId, scene)
    : pick(namedLike(name), scene);
}

/** Picks the household whose record takes what an officer said. */
export const visitTelling = (said: Said, scene: Scene): Turn => pick(listStart, scene, said);

function fromPick(
  place: Extract<VisitState, { readonly step: 'pick' }>,
  input: Input,
  scene: Scene,
): Turn {
  const { said } = place;
  if (input.kind === 'text') {
    const name = typedName(input.text);
    return name === '' ? pass : pick(namedLike(name), scene, said);
  }
  if (input.kind !== 'press') return pass;
  const householdId = pickedHousehold(input.choice);
  if (householdId !== '') return beginTelling(householdId, said, scene);
  if (input.choice === 'back') {
    return place.text === '' ? go('home', scene.conversation) : pick(listStart, scene, said);
  }
  return input.choice === 'more' ? pick(nextPage(place), scene, said) : pass;
}

/** Begins a visit with what was said before the household was known. */
function beginTelling(householdId: string, said: Said | null, scene: Scene): Turn {
  if (said === null) return startVisit(householdId, scene);
  return withSubject(householdId, scene, (subject) => {
    const begun = visitDraft(subject, 'all-well', null, scene.facts);
    return startVisit(householdId, scene, withTold(begun, inputOf(said)));
  });
}

type Unanswered = Extract<VisitState, { readonly step: 'finding' | 'outcome' }>;

/** Words and photos may come before the answer: they wait with it. */
function told({ householdId, told: before }: Unanswered, input: Input, scene: Scene): Turn {
  if (input.kind === 'text' && opensEntry(input.text)) return pass;
  return withSubject(householdId, scene, (subject) => {
    const visit = before ?? visitDraft(subject, 'all-well', null, scene.facts);
    const more = withTold(visit, input);
    return more === null ? pass : startVisit(householdId, scene, more, [{ text: text.noted() }]);
  });
}

function answered({ householdId, told: before }: Unanswered, id: string, scene: Scene): Turn {
  if (id === 'back') return pick(listStart, scene);
  return withSubject(householdId, scene, (subject) => {
    if (id === 'routine') return askOutcome(subject, before, scene);
    const finding = storedOneOf(id, findings);
    const outcome = storedOneOf(id, visitOutcomes);
    const answer = (given: VisitOutcome, found: Finding | null): VisitDraft => {
      const fresh = visitDraft(subject, given, found, scene.facts);
      return before === null ? fresh : answeredAnew(before, fresh);
    };
    if (finding !== null && subject.verification !== null) {
      const visit = answer(outcomeOf(finding), finding);
      return finding === 'true' ? summary(visit, scene) : askReason(visit, finding, scene);
    }
    return outcome === null ? pass : summary(answer(outcome, null), scene);
  });
}

function reasoned(visit: VisitDraft, id: string, scene: Scene): Turn {
  if (id === 'back') return startVisit(visit.householdId, scene, visit);
  const reason = storedOneOf(id, untrueReasons);
  return reason === null ? pass : summary({ ...visit, reason }, scene);
}

function fromSummary(visit: VisitDraft, input: Input, scene: Scene): Turn {
  if (input.kind === 'press') return pressed(visit, input.choice, scene);
  if (input.kind === 'text' && opensEntry(input.text)) return pass;
  const more = withTold(visit, input);
  return more === null ? pass : summary(more, scene);
}

function pressed(visit: VisitDraft, id: string, scene: Scene): Turn {
  switch (id) {
    case 'submit':
      return done(
        at(scene.conversation, { flow: 'staff-visit', step: 'sending', visit }),
        [],
        [{ intent: 'record-visit', ...contentOf(visit) }],
      );
    case 'loan':
    case 'health':
      return summary(toggleWant(visit, id), scene);
    case 'second':
      return askSecond(visit, scene);
    case 'change':
      return startVisit(visit.householdId, scene, visit);
    case 'cancel':
      return go('home', scene.conversation);
    default:
      return pass;
  }
}

function withSecond(visit: VisitDraft, id: string, scene: Scene): Turn {
  if (id === 'back') return summary(visit, scene);
  if (id === 'alone') return summary({ ...visit, secondStaffId: null, secondName: '' }, scene);
  const { colleagues } = scene.facts.answers;
  if (colleagues === undefined) return need({ need: 'colleagues', areaPath: visit.areaPath });
  const second = colleagues.find((each) => `staff-${each.staffId}` === id);
  if (second === undefined) return pass;
  return summary({ ...visit, secondStaffId: second.staffId, secondName: second.name }, scene);
}

/** The visit is on record: what it fulfilled, then the report of a hardship, or whom the officer met. */
function recorded(
  visit: VisitDraft,
  input: Extract<Input, { readonly kind: 'outcome' }>,
  scene: Scene,
): Turn {
  if (input.of !== 'record-visit') return pass;
  const { result } = input;
  if (!result.ok) {
    const { refusal } = result;
    // A refusal about the form is mended in the form; any other ends it.
    const words = { text: text.visitRefusalText(refusal) };
    return refusal.code === 'own-interest' && visit.secondStaffId !== null
      ? summary({ ...visit, secondStaffId: null, secondName: '' }, scene, [words])
      : go('home', scene.conversation, { messages: [words] });
  }
  const told = { text: text.recorded(result.value, visit.headName) };
  if (visit.outcome === 'hardship' && visit.finding === null) {
    return startFiling(
      { householdId: visit.householdId, name: visit.headName, source: 'cadre_visit' },
      scene,
      [told, { text: text.hardshipNext() }],
      visit.note,
    );
  }
  const verified = visit.finding !== null && visit.finding !== 'untrue';
  return after(visit.householdId, verified ? result.value.visitId : null, scene, [told]);
}

/** Whether one of the person's posts carries the visits. */
export const mayVisit = (facts: Facts): boolean =>
  facts.account.staff?.posts.some((post) => roleCarries(post.role, 'record-visit')) ?? false;

export const staffVisit: Feature = {
  flows: [flow],
  labels: [
    { label: staffMenu.visit, flow: 'staff-visit', menu: 'staff', order: 20, visible: mayVisit },
  ],
  actions: {
    visit: (ref, scene) =>
      scene.facts.account.staff === null ? go('home', scene.conversation) : startVisit(ref, scene),
  },
};
