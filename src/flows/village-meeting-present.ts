/** Day, colleagues and villagers of a meeting. */
import {
  daysBetween,
  type LocalDate,
  localDateOf,
  partsOf,
  plusDays,
} from '#src/domain/calendar/local-date.ts';
import { ask, choice } from './choices.ts';
import { pass, type Scene, type Turn } from './feature.ts';
import { type Input, type Message, need } from './flow.ts';
import type { MeetingDraft } from './meeting-draft.ts';
import * as text from './text/village-meeting.ts';
import { back, to } from './village-meeting-agenda.ts';
import { askResult } from './village-meeting-results.ts';

const labels = text.meetingLabels;

/** Asks for the day of the meeting. */
export const askDay = (
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

/** The answer: pressed or typed. */
export function day(dutyId: string, meeting: MeetingDraft, input: Input, scene: Scene): Turn {
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

/** Asks which colleagues were there. */
export function askPresent(dutyId: string, meeting: MeetingDraft, scene: Scene): Turn {
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

/** Ticks a colleague on or off; goes on when all are there. */
export function present(dutyId: string, meeting: MeetingDraft, id: string, scene: Scene): Turn {
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

/** Asks how many villagers came. */
export const askVillagers = (
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

/** How many villagers came: pressed or typed. */
export function villagers(dutyId: string, meeting: MeetingDraft, input: Input, scene: Scene): Turn {
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
