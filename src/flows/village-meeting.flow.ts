/**
 * 村级研判: the agenda made from what waits, 本周没有线索 with one tap, and the record of a meeting: day, who was there, what was said
 * of each household, minutes.
 */
import {
  daysBetween,
  type LocalDate,
  localDateOf,
  partsOf,
  plusDays,
} from '#src/domain/calendar/local-date.ts';
import { categories } from '#src/domain/case/dossier.ts';
import type { ReasonCode } from '#src/domain/case/reasons.ts';
import type { DutyKind } from '#src/domain/duty/duty.ts';
import type { AgendaCase, VillageAgenda } from './case-step.needs.ts';
import { ask, choice } from './choices.ts';
import { at } from './conversation.ts';
import { defineFlow, type Feature, go, pass, type Scene, type Turn } from './feature.ts';
import { done, type Input, type Intent, type Message, need } from './flow.ts';
import { type MeetingDraft, newMeeting, restoreMeeting, withMinutes } from './meeting-draft.ts';
import { type Stored, storedNumber, storedOneOf, storedText } from './place.ts';
import { buttonLabels } from './text/engine.ts';
import { shortened } from './text/format.ts';
import { pageLabels } from './text/paging.ts';
import { reasonLabel, refusalText } from './text/staff-case.ts';
import * as text from './text/village-meeting.ts';

const back = choice('back', buttonLabels.back);
const labels = text.meetingLabels;

/** Duties the village's meeting answers. */
export const isMeetingDuty = (kind: DutyKind): boolean =>
  kind === 'village-agenda' || kind === 'village-review';

type MeetingStep = { readonly dutyId: string } & (
  | { readonly step: 'agenda'; readonly page: number }
  | { readonly step: 'waiting' }
  | {
      readonly step: 'day' | 'present' | 'villagers' | 'minutes' | 'summary' | 'sending';
      readonly meeting: MeetingDraft;
    }
  | { readonly step: 'result' | 'reason'; readonly meeting: MeetingDraft; readonly at: number }
);
type MeetingState = MeetingStep & { readonly flow: 'village-meeting' };

const steps = ['day', 'present', 'villagers', 'minutes', 'summary', 'sending'] as const;

function restore(stored: Stored): MeetingState | null {
  const flow = 'village-meeting' as const;
  const dutyId = storedText(stored['dutyId']);
  if (dutyId === '') return null;
  const { step } = stored;
  if (step === 'agenda') return { flow, dutyId, step, page: storedNumber(stored['page'], 1) };
  if (step === 'waiting') return { flow, dutyId, step };
  const meeting = restoreMeeting(stored['meeting']);
  if (meeting === null) return null;
  if (step === 'result' || step === 'reason') {
    return { flow, dutyId, step, meeting, at: storedNumber(stored['at'], 0) };
  }
  const known = storedOneOf(step, steps);
  return known === null ? null : { flow, dutyId, step: known, meeting };
}

const flow = defineFlow<MeetingState>({
  name: 'village-meeting',
  requires: 'staff',
  restore,
  open: (scene) => go('staff-duties', scene.conversation),
  takesNumbers: (state) => state.step === 'villagers',
  step: (state, input, scene) => {
    if (input.kind === 'outcome') return ended(state, input, scene);
    if (input.kind === 'press' && input.choice === 'back') {
      return state.step === 'agenda'
        ? go('staff-duties', scene.conversation)
        : openAgenda(state.dutyId, scene);
    }
    switch (state.step) {
      case 'agenda':
        return input.kind === 'press' ? fromAgenda(state, input.choice, scene) : pass;
      case 'day':
        return day(state.dutyId, state.meeting, input, scene);
      case 'present':
        return input.kind === 'press'
          ? present(state.dutyId, state.meeting, input.choice, scene)
          : pass;
      case 'villagers':
        return villagers(state.dutyId, state.meeting, input, scene);
      case 'result':
      case 'reason':
        return input.kind === 'press' ? said(state, input.choice, scene) : pass;
      case 'minutes':
      case 'summary':
        return minutes(state, input, scene);
      default:
        return pass;
    }
  },
});

const to = (
  step: MeetingStep,
  question: Message,
  scene: Scene,
  lead: readonly Message[] = [],
): Turn => done(at(scene.conversation, { flow: 'village-meeting', ...step }), [...lead, question]);

function withAgenda(dutyId: string, scene: Scene, then: (agenda: VillageAgenda) => Turn): Turn {
  const agenda = scene.facts.answers['village-agenda'];
  if (agenda === undefined) return need({ need: 'village-agenda', dutyId });
  if (agenda !== null) return then(agenda);
  const messages = [{ text: refusalText({ code: 'gone' }) }];
  return go('staff-duties', scene.conversation, { messages });
}

/** 记录会议, four cases, two page buttons and 返回 make eight. */
const PAGE = 4;

/** Shows what waits in the duty's village. */
export function openAgenda(
  dutyId: string,
  scene: Scene,
  page = 1,
  lead: readonly Message[] = [],
): Turn {
  return withAgenda(dutyId, scene, (agenda) => {
    const { cases } = agenda;
    const pages = Math.max(1, Math.ceil(cases.length / PAGE));
    const shownPage = Math.min(Math.max(1, page), pages);
    const shown = cases.slice((shownPage - 1) * PAGE, shownPage * PAGE);
    const words = text.agendaText(agenda, shown, { at: shownPage, of: pages }, scene.facts.today);
    const nothing =
      agenda.recurringDutyId === null ? [] : [choice('none', text.noCluesLabel(agenda.period))];
    const [first, ...others] = [
      ...(cases.length === 0 ? nothing : [choice('record', labels.record)]),
      ...shown.map((each, n) =>
        choice(`case-${each.caseId}`, `${n + 1}. ${shortened(each.headName, 12)}`),
      ),
      ...(shownPage > 1 ? [choice('page-back', pageLabels.before)] : []),
      ...(shownPage < pages ? [choice('page-on', pageLabels.after)] : []),
      back,
    ];
    return to(
      { step: 'agenda', dutyId, page: shownPage },
      ask(words, first ?? back, ...others),
      scene,
      lead,
    );
  });
}

function fromAgenda(
  state: Extract<MeetingState, { readonly step: 'agenda' }>,
  id: string,
  scene: Scene,
): Turn {
  const { dutyId, page } = state;
  return withAgenda(dutyId, scene, (agenda) => {
    const { today } = scene.facts;
    const opened = agenda.cases.find((each) => `case-${each.caseId}` === id);
    if (opened !== undefined) {
      const words = text.caseText(opened, agenda.categoryTitles, today);
      return openAgenda(dutyId, scene, page, [{ text: words }]);
    }
    switch (id) {
      case 'record':
        return askDay(dutyId, newMeeting(agenda, scene.facts), scene);
      case 'none':
        return agenda.recurringDutyId === null
          ? pass
          : act(dutyId, { intent: 'no-clues', dutyId: agenda.recurringDutyId }, scene);
      case 'page-on':
        return openAgenda(dutyId, scene, page + 1);
      case 'page-back':
        return openAgenda(dutyId, scene, page - 1);
      default:
        return pass;
    }
  });
}

const act = (dutyId: string, intent: Intent, scene: Scene): Turn =>
  done(at(scene.conversation, { flow: 'village-meeting', step: 'waiting', dutyId }), [], [intent]);

const askDay = (
  dutyId: string,
  meeting: MeetingDraft,
  scene: Scene,
  lead: readonly Message[] = [],
): Turn =>
  to(
    { step: 'day', dutyId, meeting },
    ask(
      text.askDay(scene.facts.today),
      choice('today', labels.today),
      choice('yesterday', labels.yesterday),
      back,
    ),
    scene,
    lead,
  );

function day(dutyId: string, meeting: MeetingDraft, input: Input, scene: Scene): Turn {
  const { today } = scene.facts;
  if (input.kind === 'press') {
    const heldOn = { today, yesterday: plusDays(today, -1) }[input.choice];
    return heldOn === undefined ? pass : askPresent(dutyId, { ...meeting, heldOn }, scene);
  }
  if (input.kind !== 'text') return pass;
  const heldOn = typedDay(input.text, today);
  return heldOn === null
    ? askDay(dutyId, meeting, scene, [{ text: text.dayUnclear() }])
    : askPresent(dutyId, { ...meeting, heldOn }, scene);
}

/** 11月5日, 11-5, 11.5: the latest such day that is not after today. */
function typedDay(words: string, today: LocalDate): LocalDate | null {
  const found = /(\d{1,2})\s*[月.\-/]\s*(\d{1,2})/.exec(words.normalize('NFKC'));
  if (found === null) return null;
  const { year } = partsOf(today);
  const [month, date] = [Number(found[1]), Number(found[2])];
  const days = [localDateOf(year, month, date), localDateOf(year - 1, month, date)];
  return days.find((each) => each !== null && daysBetween(each, today) >= 0) ?? null;
}

function askPresent(dutyId: string, meeting: MeetingDraft, scene: Scene): Turn {
  const { colleagues } = scene.facts.answers;
  if (colleagues === undefined) return need({ need: 'colleagues', areaPath: meeting.areaPath });
  const there = new Set(meeting.staff.map((each) => each.staffId));
  return to(
    { step: 'present', dutyId, meeting },
    ask(
      text.askPresent(),
      choice('next', labels.next),
      ...colleagues.map((each) =>
        choice(
          `staff-${each.staffId}`,
          `${there.has(each.staffId) ? labels.ticked : ''}${each.name} ${each.title}`,
        ),
      ),
      back,
    ),
    scene,
  );
}

function present(dutyId: string, meeting: MeetingDraft, id: string, scene: Scene): Turn {
  if (id === 'next') return askVillagers(dutyId, meeting, scene);
  const { colleagues } = scene.facts.answers;
  if (colleagues === undefined) return need({ need: 'colleagues', areaPath: meeting.areaPath });
  const person = colleagues.find((each) => `staff-${each.staffId}` === id);
  if (person === undefined) return pass;
  const others = meeting.staff.filter((each) => each.staffId !== person.staffId);
  const { staffId, name } = person;
  const staff = others.length < meeting.staff.length ? others : [...others, { staffId, name }];
  return askPresent(dutyId, { ...meeting, staff }, scene);
}

const HEADS = [3, 5, 7, 9, 15] as const;

const askVillagers = (
  dutyId: string,
  meeting: MeetingDraft,
  scene: Scene,
  lead: readonly Message[] = [],
): Turn =>
  to(
    { step: 'villagers', dutyId, meeting },
    ask(
      text.askVillagers(),
      choice('heads-0', labels.none),
      ...HEADS.map((count) => choice(`heads-${count}`, `${count}位`)),
      back,
    ),
    scene,
    lead,
  );

/** More people than a village meeting has are a slip of the finger. */
const MOST_HEADS = 500;

function villagers(dutyId: string, meeting: MeetingDraft, input: Input, scene: Scene): Turn {
  const typed =
    input.kind === 'press'
      ? /^heads-(\d+)$/.exec(input.choice)?.[1]
      : input.kind === 'text'
        ? /\d+/.exec(input.text.normalize('NFKC'))?.[0]
        : undefined;
  if (typed === undefined || Number(typed) > MOST_HEADS) {
    return input.kind === 'text'
      ? askVillagers(dutyId, meeting, scene, [{ text: text.villagersUnclear() }])
      : pass;
  }
  return askResult(dutyId, { ...meeting, villagers: Number(typed) }, 0, scene);
}

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
function askResult(dutyId: string, meeting: MeetingDraft, index: number, scene: Scene): Turn {
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
    );
  });
}

function said(
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

const askMinutes = (
  dutyId: string,
  meeting: MeetingDraft,
  scene: Scene,
  lead: readonly Message[] = [],
): Turn => to({ step: 'minutes', dutyId, meeting }, ask(text.askMinutes(), back), scene, lead);

function minutes(
  state: Extract<MeetingState, { readonly step: (typeof steps)[number] }>,
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

const summary = (dutyId: string, meeting: MeetingDraft, scene: Scene): Turn =>
  withAgenda(dutyId, scene, ({ categoryTitles }) =>
    to(
      { step: 'summary', dutyId, meeting },
      ask(
        text.summary(meeting, categoryTitles, scene.facts.today),
        choice('submit', buttonLabels.submit),
        back,
      ),
      scene,
    ),
  );

function submit(dutyId: string, meeting: MeetingDraft, scene: Scene): Turn {
  const { heldOn, draftId, staff, villagers: villagersPresent, mediaIds } = meeting;
  if (heldOn === null) return askDay(dutyId, meeting, scene);
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

function ended(
  state: MeetingState,
  input: Extract<Input, { readonly kind: 'outcome' }>,
  scene: Scene,
): Turn {
  const leave = (words: string): Turn =>
    go('staff-duties', scene.conversation, { messages: [{ text: words }] });
  if (input.of === 'no-clues') {
    const { result } = input;
    if (result.ok) return leave(text.noCluesDone());
    return result.refusal.code === 'cases-waiting'
      ? openAgenda(state.dutyId, scene, 1, [{ text: text.casesWaiting(result.refusal.count) }])
      : leave(refusalText(result.refusal));
  }
  if (input.of !== 'record-meeting') return pass;
  const { result } = input;
  if (result.ok) return leave(text.recorded(result.value));
  const { refusal } = result;
  if (refusal.code === 'minutes-missing' && 'meeting' in state) {
    const lead = [{ text: text.minutesMissing() }];
    return askMinutes(state.dutyId, state.meeting, scene, lead);
  }
  return leave(refusal.code === 'minutes-missing' ? text.minutesMissing() : refusalText(refusal));
}

export const villageMeeting: Feature = { flows: [flow] };
