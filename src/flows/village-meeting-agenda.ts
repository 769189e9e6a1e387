/** The agenda of a village (研判清单): what waits, by the page, and 本周没有要议的线索 where nothing does. */
import type { VillageAgenda } from './case-step.needs.ts';
import { ask, choice } from './choices.ts';
import { at } from './conversation.ts';
import { go, type Scene, type Turn } from './feature.ts';
import { done, type Intent, type Message, need } from './flow.ts';
import { buttonLabels } from './text/engine.ts';
import { shortened } from './text/format.ts';
import { pageLabels } from './text/paging.ts';
import { refusalText } from './text/staff-case.ts';
import * as text from './text/village-meeting.ts';
import type { MeetingStep } from './village-meeting-state.ts';

export const back = choice('back', buttonLabels.back);

/** Asks a question of a step. */
export const to = (
  step: MeetingStep,
  question: Message,
  scene: Scene,
  lead: readonly Message[] = [],
): Turn => done(at(scene.conversation, { flow: 'village-meeting', ...step }), [...lead, question]);

/** The agenda; the to-do list again when it is nobody's any more. */
export function withAgenda(
  dutyId: string,
  scene: Scene,
  then: (agenda: VillageAgenda) => Turn,
): Turn {
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
      ...(cases.length === 0 ? nothing : [choice('record', text.meetingLabels.record)]),
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

/** States an intent and waits for what becomes of it. */
export const act = (dutyId: string, intent: Intent, scene: Scene): Turn =>
  done(at(scene.conversation, { flow: 'village-meeting', step: 'waiting', dutyId }), [], [intent]);
