/** Which handler carries out which intent. The type demands one for every intent. */
import type { Intent } from '#src/flows/flow.ts';
import type { IntentTable } from '#src/flows/intents.ts';
import { recordAssessment } from '../assessment/record-assessment.ts';
import { farmerHandlers } from '../farmer/intents.ts';
import { caseStepHandlers } from '../case/tables.ts';
import { caseWorkHandlers } from '../case/work-handlers.ts';
import { issueHandlers } from '../ticket/intents.ts';
import { ledgerHandlers } from '../report/tables.ts';
import { noticeHandlers } from '../notice/intents.ts';
import { staffHandlers } from '../staff/intents.ts';
import { planHandlers } from '../plan/intents.ts';
import type { Handlers, TurnContext } from '../turn.ts';

const handlers: Handlers<IntentTable> = {
  ...caseStepHandlers,
  ...caseWorkHandlers,
  ...farmerHandlers,
  ...staffHandlers,
  ...noticeHandlers,
  ...issueHandlers,
  ...ledgerHandlers,
  ...planHandlers,
  'record-assessment': recordAssessment,
};

/** Carries out an intent in the turn's transaction. */
export function handleIntent(turn: TurnContext, intent: Intent): Promise<unknown> {
  // The table pairs each name with its own ask; the compiler cannot follow that through an index.
  const handle = handlers[intent.intent] as (turn: TurnContext, ask: Intent) => Promise<unknown>;
  return handle(turn, intent);
}
