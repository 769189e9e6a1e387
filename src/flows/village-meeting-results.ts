/** What a meeting said of each household, its minutes, and 提交. */
import { categories } from '#src/domain/case/dossier.ts';
import type { ReasonCode } from '#src/domain/case/reasons.ts';
import type { AgendaCase } from './case-step.needs.ts';
import { ask, choice } from './choices.ts';
import { at } from './conversation.ts';
import { pass, type Scene, type Turn } from './feature.ts';
import { done, type Input, type Message } from './flow.ts';
import { type MeetingDraft, withMinutes } from './meeting-draft.ts';
import { storedOneOf } from './place.ts';
import { buttonLabels } from './text/engine.ts';
import { reasonLabel } from './text/staff-case.ts';
import * as text from './text/village-meeting.ts';
import { back, openAgenda, to, withAgenda } from './village-meeting-agenda.ts';
import type { MeetingState, meetingSteps } from './village-meeting-state.ts';

const labels = text.meetingLabels;

/** Reasons a meeting can have; others are no matter of the village. */
const reasons: readonly ReasonCode[] = [
  'no-hardship-found',
  'can-cope',
  'hardship-over',
  'already-helped',
  'not-resident',
  'other',
];

/** The next case of the agenda; after the last one the minutes. */
export function askResult(
  dutyId: string,
  meeting: MeetingDraft,
  index: number,
  scene: Scene,
  lead: readonly Message[] = [],
): Turn {
  return withAgenda(dutyId, scene, (agenda) => {
    const each = agenda.cases[index];
    if (each === undefined) return afterResults(dutyId, meeting, scene);
    const { suggested } = each.facts;
    const offered = agenda.categories.toSorted(
      (a, b) => Number(b === suggested) - Number(a === suggested),
    );
    const [first, ...others] = [
      ...offered.map((category) => {
        const title = agenda.categoryTitles[category];
        return choice(category, category === suggested ? text.suggestedLabel(title) : title);
      }),
      choice('not-recommended', labels.notRecommended),
      choice('not-now', labels.notNow),
      back,
    ];
    const words = text.askResult(
      each,
      index,
      agenda.cases.length,
      agenda.categoryTitles,
      scene.facts.today,
    );
    return to(
      { step: 'result', dutyId, meeting, at: index },
      ask(words, first ?? back, ...others),
      scene,
      lead,
    );
  });
}

/** What was said of the case at hand. */
export function said(
  state: Extract<MeetingState, { readonly step: 'result' | 'reason' }>,
  id: string,
  scene: Scene,
): Turn {
  const { dutyId, meeting, at: index } = state;
  return withAgenda(dutyId, scene, (agenda) => {
    const each = agenda.cases[index];
    if (each === undefined) return afterResults(dutyId, meeting, scene);
    const next = (result: Partial<Pick<MeetingDraft['results'][number], 'category' | 'reason'>>) =>
      askResult(dutyId, withResult(meeting, each, result), index + 1, scene);
    if (state.step === 'reason') {
      const reason = storedOneOf(id, reasons);
      return reason === null ? pass : next({ reason });
    }
    const category = storedOneOf(id, categories);
    if (category !== null) return next({ category });
    if (id === 'not-now') return askResult(dutyId, meeting, index + 1, scene);
    if (id !== 'not-recommended') return pass;
    const [first, ...others] = reasons.map((reason) => choice(reason, reasonLabel(reason)));
    return to(
      { step: 'reason', dutyId, meeting, at: index },
      ask(text.askReason(each.headName), first ?? back, ...others, back),
      scene,
    );
  });
}

const withResult = (
  meeting: MeetingDraft,
  { caseId, headName }: AgendaCase,
  result: Partial<Pick<MeetingDraft['results'][number], 'category' | 'reason'>>,
): MeetingDraft => ({
  ...meeting,
  results: [
    ...meeting.results.filter((each) => each.caseId !== caseId),
    { caseId, headName, category: result.category ?? null, reason: result.reason ?? null },
  ],
});

function afterResults(dutyId: string, meeting: MeetingDraft, scene: Scene): Turn {
  return meeting.results.length === 0
    ? openAgenda(dutyId, scene, 1, [{ text: text.nothingDecided() }])
    : askMinutes(dutyId, meeting, scene);
}

/** Asks for minutes: a photo, words or a voice message. */
export const askMinutes = (
  dutyId: string,
  meeting: MeetingDraft,
  scene: Scene,
  lead: readonly Message[] = [],
): Turn => to({ step: 'minutes', dutyId, meeting }, ask(text.askMinutes(), back), scene, lead);

/** Minutes at any time before 提交. */
export function minutes(
  state: Extract<MeetingState, { readonly step: (typeof meetingSteps)[number] }>,
  input: Input,
  scene: Scene,
): Turn {
  const { dutyId, meeting } = state;
  switch (input.kind) {
    case 'text':
    case 'transcript':
      return summary(dutyId, withMinutes(meeting, input.text, null), scene);
    case 'media':
      return summary(dutyId, withMinutes(meeting, input.caption, input.mediaId), scene);
    case 'press':
      return input.choice === 'submit' ? submit(dutyId, meeting, scene) : pass;
    default:
      return pass;
  }
}

/** The whole record before it counts. */
export const summary = (
  dutyId: string,
  meeting: MeetingDraft,
  scene: Scene,
  lead: readonly Message[] = [],
): Turn =>
  withAgenda(dutyId, scene, ({ categoryTitles }) =>
    to(
      { step: 'summary', dutyId, meeting },
      ask(
        text.summary(meeting, categoryTitles, scene.facts.today),
        choice('submit', buttonLabels.submit),
        back,
      ),
      scene,
      lead,
    ),
  );

function submit(dutyId: string, meeting: MeetingDraft, scene: Scene): Turn {
  const { heldOn, draftId, staff, villagers: villagersPresent, mediaIds } = meeting;
  if (heldOn === null) return pass;
  return done(
    at(scene.conversation, { flow: 'village-meeting', step: 'sending', dutyId, meeting }),
    [],
    [
      {
        intent: 'record-meeting',
        draftId,
        dutyId,
        heldOn,
        staffPresent: staff.map((each) => each.staffId),
        villagersPresent,
        results: meeting.results.map(({ caseId, category, reason }) => ({
          caseId,
          category,
          reason,
        })),
        minutes: meeting.minutes,
        mediaIds,
      },
    ],
  );
}
