/**
 * 记参保和务工: from a household's page an officer picks one of the family, taps the insurance and the job, and goes on to the next; two or
 * three taps a person.
 */
import {
  type InsuredState,
  insuredStates,
  isWorking,
  type JobPlace,
  type JobState,
  jobPlaces,
} from '#src/domain/ledger/member-status.ts';
import { ask, choice } from './choices.ts';
import { at } from './conversation.ts';
import { defineFlow, type Feature, go, pass, type Scene, type Turn } from './feature.ts';
import { type Choice, done, type Input, type Message, need } from './flow.ts';
import type { StatusLine, StatusSheet } from './ledger.needs.ts';
import { type Stored, storedNumber, storedOneOf, storedText } from './place.ts';
import { buttonLabels } from './text/engine.ts';
import * as text from './text/member-status.ts';
import { pageLabels } from './text/paging.ts';
import { refusalText } from './text/staff-case.ts';
import { jobLabel, placeLabel } from './text/work-status.ts';

type One = { readonly householdId: string; readonly memberId: string };
/** `insured` null: it stays as it is. */
type Insured = One & { readonly insured: InsuredState | null };
type StatusStep =
  | { readonly step: 'who'; readonly householdId: string; readonly page: number }
  | { readonly step: 'waiting'; readonly householdId: string }
  | ({ readonly step: 'insured' } & One)
  | ({ readonly step: 'job' } & Insured)
  | ({ readonly step: 'place'; readonly job: JobState } & Insured);
type StatusState = StatusStep & { readonly flow: 'member-status' };

const back = choice('back', buttonLabels.back);
const labels = text.statusLabels;

/** What an officer hears; `working` is only ever a list's word. */
const HEARD = ['away', 'nearby', 'home', 'looking', 'unable'] as const;

/** Five people, two page buttons and 返回 make eight. */
const PAGE = 5;

const flow = defineFlow<StatusState>({
  name: 'member-status',
  requires: 'staff',
  restore,
  open: (scene) => go('staff-households', scene.conversation),
  step: (state, input, scene) => {
    if (input.kind === 'outcome') return noted(state.householdId, input, scene);
    if (input.kind !== 'press') return pass;
    const { choice: id } = input;
    switch (state.step) {
      case 'who':
        return fromWho(state, id, scene);
      case 'insured': {
        if (id === 'back') return who(state.householdId, 1, scene);
        const insured = storedOneOf(id, insuredStates);
        return insured === null && id !== 'same' ? pass : askJob({ ...state, insured }, scene);
      }
      case 'job': {
        if (id === 'back') return askInsured(state, scene);
        if (id === 'same') return note(state, null, scene);
        const job = storedOneOf(id, HEARD);
        return job === null ? pass : heard(state, job, scene);
      }
      case 'place': {
        if (id === 'back') return askJob(state, scene);
        const place = id === 'not-asked' ? null : storedOneOf(id, jobPlaces);
        return place === null && id !== 'not-asked'
          ? pass
          : note(state, { job: state.job, place }, scene);
      }
      case 'waiting':
        return pass;
    }
  },
});

function restore(stored: Stored): StatusState | null {
  const flow = 'member-status' as const;
  const step = storedText(stored['step']);
  const householdId = storedText(stored['householdId']);
  if (householdId === '') return null;
  if (step === 'who') return { flow, step, householdId, page: storedNumber(stored['page'], 1) };
  if (step === 'waiting') return { flow, step, householdId };
  const memberId = storedText(stored['memberId']);
  if (memberId === '') return null;
  if (step === 'insured') return { flow, step, householdId, memberId };
  const insured = storedOneOf(stored['insured'], insuredStates);
  if (step === 'job') return { flow, step, householdId, memberId, insured };
  const job = storedOneOf(stored['job'], HEARD);
  return step === 'place' && job !== null
    ? { flow, step, householdId, memberId, insured, job }
    : null;
}

const to = (
  step: StatusStep,
  question: Message,
  scene: Scene,
  lead: readonly Message[] = [],
): Turn => done(at(scene.conversation, { flow: 'member-status', ...step }), [...lead, question]);

function withSheet(householdId: string, scene: Scene, then: (sheet: StatusSheet) => Turn): Turn {
  const sheet = scene.facts.answers['status-sheet'];
  if (sheet === undefined) return need({ need: 'status-sheet', householdId });
  return sheet === null
    ? go('home', scene.conversation, { messages: [{ text: refusalText({ code: 'gone' }) }] })
    : then(sheet);
}

const withMember = (of: One, scene: Scene, then: (line: StatusLine) => Turn): Turn =>
  withSheet(of.householdId, scene, (sheet) => {
    const line = sheet.members.find((each) => each.memberId === of.memberId);
    return line === undefined ? who(of.householdId, 1, scene) : then(line);
  });

/** Everybody of the household, a button each. */
function who(
  householdId: string,
  asked: number,
  scene: Scene,
  lead: readonly Message[] = [],
): Turn {
  return withSheet(householdId, scene, (sheet) => {
    const pages = Math.max(1, Math.ceil(sheet.members.length / PAGE));
    const page = Math.min(Math.max(1, asked), pages);
    const from = (page - 1) * PAGE;
    const [first, ...others]: readonly Choice[] = [
      ...sheet.members
        .slice(from, from + PAGE)
        .map((each, place) =>
          choice(`member-${each.memberId}`, `${from + place + 1}. ${each.name}`),
        ),
      ...(page > 1 ? [choice('page-back', pageLabels.before)] : []),
      ...(page < pages ? [choice('page-on', pageLabels.after)] : []),
    ];
    const question =
      first === undefined
        ? ask(text.nobody(scene.facts.bureau.places), back)
        : ask(
            text.sheetText(sheet, scene.facts.today, scene.facts.bureau.places),
            first,
            ...others,
            back,
          );
    return to({ step: 'who', householdId, page }, question, scene, lead);
  });
}

function fromWho(
  { householdId, page }: { readonly householdId: string; readonly page: number },
  id: string,
  scene: Scene,
): Turn {
  if (id === 'back') return go('staff-households', scene.conversation);
  if (id === 'page-on') return who(householdId, page + 1, scene);
  if (id === 'page-back') return who(householdId, page - 1, scene);
  return id.startsWith('member-')
    ? askInsured({ householdId, memberId: id.slice('member-'.length) }, scene)
    : pass;
}

const askInsured = ({ householdId, memberId }: One, scene: Scene): Turn =>
  withMember({ householdId, memberId }, scene, (line) =>
    to(
      { step: 'insured', householdId, memberId },
      ask(
        text.askInsured(line, scene.facts.today),
        choice('resident', text.insuredLabel('resident')),
        choice('employee', text.insuredLabel('employee')),
        choice('none', text.insuredLabel('none')),
        choice('same', line.insurance === null ? labels.notAsked : labels.same),
        back,
      ),
      scene,
    ),
  );

/** Children have no job to be asked about. */
const askJob = ({ householdId, memberId, insured }: Insured, scene: Scene): Turn =>
  withMember({ householdId, memberId }, scene, (line) => {
    const one = { householdId, memberId, insured };
    if (!line.ofWorkingAge) return note(one, null, scene);
    const [first, ...others] = HEARD.map((job) => choice(job, jobLabel(job)));
    if (first === undefined) return pass;
    const same = choice('same', line.job === null ? labels.notAsked : labels.same);
    const question = ask(
      text.askJob(line, scene.facts.today, scene.facts.bureau.places),
      first,
      ...others,
      same,
      back,
    );
    return to({ step: 'job', ...one }, question, scene);
  });

const heard = ({ householdId, memberId, insured }: Insured, job: JobState, scene: Scene): Turn => {
  const one = { householdId, memberId, insured };
  return !isWorking(job)
    ? note(one, { job, place: null }, scene)
    : withMember(one, scene, ({ name }) => {
        const [first, ...others] = jobPlaces.map((place) =>
          choice(place, placeLabel(place, scene.facts.bureau.places)),
        );
        return first === undefined
          ? pass
          : to(
              { step: 'place', ...one, job },
              ask(
                text.askPlace(name),
                first,
                ...others,
                choice('not-asked', labels.notAsked),
                back,
              ),
              scene,
            );
      });
};

function note(
  { householdId, memberId, insured }: Insured,
  job: { readonly job: JobState; readonly place: JobPlace | null } | null,
  scene: Scene,
): Turn {
  if (insured === null && job === null) {
    return withMember({ householdId, memberId }, scene, ({ name }) =>
      who(householdId, 1, scene, [{ text: text.nothingNoted(name) }]),
    );
  }
  return done(
    at(scene.conversation, { flow: 'member-status', step: 'waiting', householdId }),
    [],
    [{ intent: 'note-status', householdId, memberId, insured, job }],
  );
}

/** On to the next of the family; what was just entered stands in the list. */
function noted(
  householdId: string,
  input: Extract<Input, { readonly kind: 'outcome' }>,
  scene: Scene,
): Turn {
  if (input.of !== 'note-status') return pass;
  const { result } = input;
  const words = result.ok ? text.noted(result.value.name) : refusalText(result.refusal);
  return who(householdId, 1, scene, [{ text: words }]);
}

export const memberStatus: Feature = {
  flows: [flow],
  actions: {
    'status-open': (ref, scene) =>
      scene.facts.account.staff === null ? go('home', scene.conversation) : who(ref, 1, scene),
  },
};
