/** The month's report in an officer's chat, with those of the places below it. */
import { choice } from './choices.ts';
import { pass, type Scene, type Turn } from './feature.ts';
import { type Message, need } from './flow.ts';
import {
  type DeskOutcome,
  deskMenu,
  deskQuestion,
  toDesk,
  deskTold,
  deskWaiting,
} from './desk-page.ts';
import type { DeskPlace } from './ledger-desk-state.ts';
import { noReport, reportLabels, reportSent } from './text/month-report.ts';
import { pageLabels } from './text/paging.ts';

/** A month's report in one message; the places below it by the page. */
export function report(
  wanted: { readonly reportId: string | null; readonly page: number },
  scene: Scene,
  lead: readonly Message[] = [],
): Turn {
  const sheet = scene.facts.answers['month-report'];
  if (sheet === undefined) return need({ need: 'month-report', ...wanted });
  if (sheet === null) return deskMenu(scene, [...lead, { text: noReport() }]);
  const choices = [
    ...(sheet.maySend ? [choice('send', reportLabels.send)] : []),
    ...sheet.below.map((each) => choice(`below-${each.reportId}`, each.areaName)),
    ...(sheet.page > 1 ? [choice('page-back', pageLabels.before)] : []),
    ...(sheet.page < sheet.pages ? [choice('page-on', pageLabels.after)] : []),
  ];
  const place: DeskPlace = { step: 'report', reportId: sheet.reportId, page: sheet.page };
  return toDesk(place, deskQuestion(sheet.body, choices), scene, lead);
}

/** Sends it on, turns the page, or opens a place below. */
export function fromReport(
  state: { readonly reportId: string; readonly page: number },
  id: string,
  scene: Scene,
): Turn {
  const { reportId, page } = state;
  if (id === 'back') return deskMenu(scene);
  if (id === 'page-on') return report({ reportId, page: page + 1 }, scene);
  if (id === 'page-back') return report({ reportId, page: page - 1 }, scene);
  if (id === 'send') return deskWaiting({ intent: 'send-month-report', reportId }, scene);
  return id.startsWith('below-')
    ? report({ reportId: id.slice('below-'.length), page: 1 }, scene)
    : pass;
}

/** What came of sending it on. */
export const reportWorked = (
  { result }: Extract<DeskOutcome, { readonly of: 'send-month-report' }>,
  scene: Scene,
): Turn =>
  deskMenu(
    scene,
    deskTold(result, ({ areaName }) => reportSent(areaName)),
  );
