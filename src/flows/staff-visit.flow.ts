/**
 * 走访记录: household → how it is → 提交, six taps at most. A home verification of a report is such a visit with a finding. Note,
 * photo, place and second visitor can be sent at any time before 提交.
 */
import type { Finding } from '#src/domain/case/dossier.ts';
import { roleCarries } from '#src/domain/people/permissions.ts';
import { findings, outcomeOf, visitOutcomes, visitWants } from '#src/domain/visit/visit.ts';
import { startAssessing } from './assessment.flow.ts';
import { ask, choice, lasting } from './choices.ts';
import { at } from './conversation.ts';
import { again, defineFlow, type Feature, go, pass, type Scene, type Turn } from './feature.ts';
import { done, type Facts, type Input, type Message, need } from './flow.ts';
import { storedOneOf } from './place.ts';
import { startFiling } from './staff-declare.flow.ts';
import type { VisitSubject } from './staff.needs.ts';
import {
  listStart,
  namedLike,
  nextPage,
  pickedHousehold,
  pickFrom,
  type PickPlace,
  typedName,
} from './staff-pick.ts';
import { restoreVisit, type VisitState, type VisitStep } from './staff-visit-state.ts';
import { contentOf, toggleWant, type VisitDraft, visitDraft, withNote } from './visit-draft.ts';
import { assessmentLabels } from './text/assessment.ts';
import { buttonLabels } from './text/engine.ts';
import { closeReasons, reasonLabel } from './text/staff-case.ts';
import { staffMenu, visitLabels } from './text/staff-menu.ts';
import { issueLabels } from './text/staff-issue.ts';
import * as text from './text/staff-visit.ts';

const back = choice('back', buttonLabels.back);
const reasons = closeReasons['not-hardship'];

const flow = defineFlow<VisitState>({
  name: 'staff-visit',
  requires: 'staff',
  restore: restoreVisit,
  open: (scene) => pick(listStart, scene),
  step: (state, input, scene) => {
    switch (state.step) {
      case 'pick':
        return fromPick(state, input, scene);
      case 'finding':
      case 'outcome':
        return input.kind === 'press' ? answered(state.householdId, input.choice, scene) : pass;
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

const to = (
  step: VisitStep,
  question: Message,
  scene: Scene,
  lead: readonly Message[] = [],
): Turn => done(at(scene.conversation, { flow: 'staff-visit', ...step }), [...lead, question]);

/** The list of households, due ones first, or those of a name. */
function pick(place: PickPlace, scene: Scene): Turn {
  const picking = pickFrom(place, scene.facts, (_list, shown, today, terms) =>
    text.pickHousehold(shown, today, terms),
  );
  return picking.kind === 'need'
    ? need(...picking.needs)
    : to({ step: 'pick', ...place, next: picking.next }, picking.question, scene);
}

function fromPick(place: PickPlace, input: Input, scene: Scene): Turn {
  if (input.kind === 'text') {
    const name = typedName(input.text);
    return name === '' ? pass : pick(namedLike(name), scene);
  }
  if (input.kind !== 'press') return pass;
  const householdId = pickedHousehold(input.choice);
  if (householdId !== '') return startVisit(householdId, scene);
  if (input.choice === 'back') {
    return place.text === '' ? go('home', scene.conversation) : pick(listStart, scene);
  }
  return input.choice === 'more' ? pick(nextPage(place), scene) : pass;
}

/** Begins a visit to a household: a report waiting for verification is asked about first. */
export function startVisit(householdId: string, scene: Scene): Turn {
  return withSubject(householdId, scene, (subject) =>
    subject.verification === null ? askOutcome(subject, scene) : askFinding(subject, scene),
  );
}

function withSubject(
  householdId: string,
  scene: Scene,
  then: (subject: VisitSubject) => Turn,
): Turn {
  const subject = scene.facts.answers['visit-subject'];
  if (subject === undefined) return need({ need: 'visit-subject', householdId });
  if (subject !== null) return then(subject);
  return go('home', scene.conversation, { messages: [{ text: text.outOfReach() }] });
}

const askFinding = (subject: VisitSubject, scene: Scene): Turn =>
  to(
    { step: 'finding', householdId: subject.householdId },
    ask(
      text.askFinding(subject),
      choice('true', visitLabels.true),
      choice('partly', visitLabels.partly),
      choice('untrue', visitLabels.untrue),
      choice('routine', visitLabels.routine),
      back,
    ),
    scene,
  );

const askOutcome = (subject: VisitSubject, scene: Scene): Turn =>
  to(
    { step: 'outcome', householdId: subject.householdId },
    ask(
      text.askOutcome(subject),
      choice('all-well', visitLabels.allWell),
      choice('changed', visitLabels.changed),
      choice('hardship', visitLabels.hardship),
      back,
    ),
    scene,
  );

function answered(householdId: string, id: string, scene: Scene): Turn {
  if (id === 'back') return pick(listStart, scene);
  return withSubject(householdId, scene, (subject) => {
    if (id === 'routine') return askOutcome(subject, scene);
    const finding = storedOneOf(id, findings);
    const outcome = storedOneOf(id, visitOutcomes);
    if (finding !== null && subject.verification !== null) {
      const visit = visitDraft(subject, outcomeOf(finding), finding, scene.facts);
      return finding === 'true' ? summary(visit, scene) : askReason(visit, finding, scene);
    }
    return outcome === null
      ? pass
      : summary(visitDraft(subject, outcome, null, scene.facts), scene);
  });
}

function askReason(visit: VisitDraft, finding: Finding, scene: Scene): Turn {
  const [first, ...others] = reasons.map((reason) => choice(reason, reasonLabel(reason)));
  if (first === undefined) return pass;
  return to({ step: 'reason', visit }, ask(text.askReason(finding), first, ...others, back), scene);
}

function reasoned(visit: VisitDraft, id: string, scene: Scene): Turn {
  if (id === 'back') return startVisit(visit.householdId, scene);
  const reason = storedOneOf(id, reasons);
  return reason === null ? pass : summary({ ...visit, reason }, scene);
}

const summary = (visit: VisitDraft, scene: Scene, lead: readonly Message[] = []): Turn =>
  to(
    { step: 'summary', visit },
    {
      ...ask(
        text.summary(visit, scene.facts.today),
        choice('submit', buttonLabels.submit),
        ...visitWants.map((want) => choice(want, text.wantLabel(want, visit.wants.includes(want)))),
        choice('second', visitLabels.second),
        choice('change', buttonLabels.change),
        choice('cancel', buttonLabels.cancel),
      ),
      ask: 'location',
    },
    scene,
    lead,
  );

function fromSummary(visit: VisitDraft, input: Input, scene: Scene): Turn {
  switch (input.kind) {
    case 'press':
      return pressed(visit, input.choice, scene);
    case 'text':
    case 'transcript':
      return summary(withNote(visit, input.text), scene);
    case 'media': {
      const mediaIds = [...new Set([...visit.mediaIds, input.mediaId])];
      return summary(withNote({ ...visit, mediaIds }, input.caption), scene);
    }
    case 'location':
      return summary(
        { ...visit, place: { latitude: input.latitude, longitude: input.longitude } },
        scene,
      );
    default:
      return pass;
  }
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
      return startVisit(visit.householdId, scene);
    case 'cancel':
      return go('home', scene.conversation);
    default:
      return pass;
  }
}

function askSecond(visit: VisitDraft, scene: Scene): Turn {
  const { colleagues } = scene.facts.answers;
  if (colleagues === undefined) return need({ need: 'colleagues', areaPath: visit.areaPath });
  const [first, ...others] = [
    ...colleagues.map((each) => choice(`staff-${each.staffId}`, each.name)),
    choice('alone', visitLabels.alone),
  ];
  if (first === undefined) return pass;
  return to({ step: 'second', visit }, ask(text.askSecond(), first, ...others, back), scene);
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

function after(
  householdId: string,
  toAssess: string | null,
  scene: Scene,
  lead: readonly Message[],
): Turn {
  return withSubject(householdId, scene, ({ unconfirmed }) => {
    const only = unconfirmed.length === 1;
    const met = unconfirmed.map((each) =>
      choice(`met-${each.accountId}`, text.metLabel(each, only)),
    );
    const [first, ...others] = [
      ...met,
      ...(toAssess === null ? [] : [choice('assess', assessmentLabels.open)]),
      lasting('issue-report', householdId, issueLabels.reportHere),
      choice('another', visitLabels.another),
      lasting('duty-list', '', staffMenu.duties),
    ];
    if (first === undefined) return pass;
    const told = [
      ...lead.map((each) => each.text),
      ...(toAssess === null ? [] : [text.sheetNext()]),
    ].join('\n');
    const words = met.length === 0 ? told : `${told}\n${text.askMet(unconfirmed)}`;
    return to({ step: 'after', householdId, toAssess }, ask(words, first, ...others, back), scene);
  });
}

function afterwards(
  householdId: string,
  toAssess: string | null,
  input: Input,
  scene: Scene,
): Turn {
  if (input.kind === 'outcome' && input.of === 'confirm-person') {
    const words = input.result.ok
      ? text.confirmed(input.result.value.name)
      : text.visitRefusalText(input.result.refusal);
    return after(householdId, toAssess, scene, [{ text: words }]);
  }
  if (input.kind !== 'press') return pass;
  if (input.choice === 'another') return pick(listStart, scene);
  if (input.choice === 'back') return go('home', scene.conversation);
  if (input.choice === 'assess') return startAssessing(householdId, toAssess, scene);
  if (!input.choice.startsWith('met-')) return again(scene, text.noHouseholds());
  return done(
    scene.conversation,
    [],
    [{ intent: 'confirm-person', accountId: input.choice.slice('met-'.length) }],
  );
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
