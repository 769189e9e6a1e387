/** How help and elimination change a case. */
import { withMeasures } from './assistance.ts';
import type { Case } from './case.ts';
import { type Elimination, nextStage } from './elimination.ts';
import type { CaseEvent } from './events.ts';
import { entered, posted } from './entered.ts';

const KINDS = [
  'responsible-named',
  'plan-adopted',
  'plan-confirmed',
  'assistance-begun',
  'measure-changed',
  'long-case-reviewed',
  'elimination-applied',
  'elimination-passed',
  'elimination-returned',
  'elimination-posted',
  'elimination-publicity-closed',
  'eliminated',
] as const;

type AssistanceEvent = Extract<CaseEvent, { readonly kind: (typeof KINDS)[number] }>;

/** Whether an event belongs to the time of help. */
export const isAssistanceEvent = (event: CaseEvent): event is AssistanceEvent =>
  KINDS.some((kind) => kind === event.kind);

/** The case after an event of the time of help; without help under way it stays as it is. */
export function evolveAssistance(file: Case, event: AssistanceEvent): Case {
  const { assistance, elimination } = file;
  if (assistance === null) return file;
  switch (event.kind) {
    case 'responsible-named':
      return {
        ...file,
        assistance: { ...assistance, responsibleStaffId: event.responsibleStaffId },
      };
    case 'plan-adopted':
      return {
        ...file,
        round: file.round + 1,
        assistance: {
          ...withMeasures(assistance, event.measures, event.on),
          planId: event.planId,
          round: file.round + 1,
          // A plan that changed is another plan: the household is asked again.
          confirmed: null,
        },
      };
    case 'plan-confirmed':
      return {
        ...file,
        assistance: { ...assistance, confirmed: { how: event.how, on: event.on } },
      };
    case 'assistance-begun':
      return entered(file, { tag: 'assisting', since: event.on });
    case 'measure-changed':
      return {
        ...file,
        assistance: withMeasures(
          assistance,
          assistance.measures.map((each) =>
            each.measureId === event.measureId ? { ...each, state: event.state } : each,
          ),
          event.on,
        ),
      };
    case 'long-case-reviewed':
      return { ...file, assistance: { ...assistance, reviewedOn: event.on } };
    case 'elimination-applied':
      return atNextStage(file, event.on, {
        way: event.way,
        appliedBy: event.byStaffId,
        appliedOn: event.on,
        answer: event.answer,
        steps: event.stages,
        passed: [],
        passedBy: [event.byStaffId],
        publicity: null,
      });
    case 'elimination-passed':
      return elimination === null
        ? file
        : atNextStage(file, event.on, {
            ...elimination,
            passed: [...elimination.passed, event.stage],
            passedBy: [...elimination.passedBy, event.byStaffId],
          });
    case 'elimination-returned':
      return entered({ ...file, elimination: null }, { tag: 'assisting', since: event.on });
    case 'elimination-posted':
      return elimination === null
        ? file
        : {
            ...file,
            elimination: { ...elimination, publicity: posted(event, assistance.category) },
          };
    case 'elimination-publicity-closed':
      return elimination === null || elimination.publicity === null
        ? file
        : atNextStage(file, event.on, {
            ...elimination,
            passed: [...elimination.passed, 'publicity'],
            publicity: { ...elimination.publicity, closedOn: event.on },
          });
    case 'eliminated':
      return entered(file, { tag: 'eliminated', on: event.on });
  }
}

function atNextStage(file: Case, on: Case['identifyDueOn'], elimination: Elimination): Case {
  const stage = nextStage(elimination);
  return stage === null
    ? { ...file, elimination }
    : entered({ ...file, elimination }, { tag: 'eliminating', stage, since: on });
}
