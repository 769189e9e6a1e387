/** Decisions on help for a recognised household: who answers for it, with which plan, and how far the measures are. */
import { accepted, refused } from '../result.ts';
import type { Assistance, CaseMeasure, MeasureState } from './assistance.ts';
import type { Case } from './case.ts';
import type { AssistanceCommand } from './commands.ts';
import type { Decision, DecisionContext } from './decision.ts';
import type { CaseEvent } from './events.ts';
import { wrongState } from './refusals.ts';

/** From which states a measure can go where; 教育 measures go on to the end of a stage of schooling, after elimination too. */
const MEASURE_PATHS: Readonly<Record<MeasureState, readonly MeasureState[]>> = {
  planned: ['in-progress', 'done', 'stopped'],
  'in-progress': ['done', 'stopped'],
  done: [],
  stopped: ['in-progress'],
};

/**
 * Decides a command of the time of help (帮扶): who is responsible, the plan, its measures and their effect. Refused
 * before recognition and after the end.
 */
export function decideAssistance(
  file: Case,
  command: AssistanceCommand,
  { today: on }: DecisionContext,
): Decision {
  const { assistance, state } = file;
  if (assistance === null) return wrongState(file);
  const helping = ['enrolled', 'assisting', 'eliminating'].includes(state.tag);
  switch (command.kind) {
    case 'name-responsible': {
      if (!helping) return wrongState(file);
      const { byStaffId, responsibleStaffId } = command;
      if (responsibleStaffId === assistance.responsibleStaffId) {
        return refused({ code: 'same-person' });
      }
      return accepted(
        withBeginning(file, { ...assistance, responsibleStaffId }, on, {
          kind: 'responsible-named',
          byStaffId,
          responsibleStaffId,
        }),
      );
    }

    case 'adopt-plan': {
      if (state.tag !== 'enrolled' && state.tag !== 'assisting') return wrongState(file);
      if (command.blocking.length > 0 || command.measures.length === 0) {
        const findings = command.measures.length === 0 ? ['no-measure'] : command.blocking;
        return refused({ code: 'plan-incomplete', findings });
      }
      const known = new Map(assistance.measures.map((each) => [each.measureId, each.state]));
      const adopted = command.measures.map(
        (each): CaseMeasure => ({ ...each, state: known.get(each.measureId) ?? 'planned' }),
      );
      // What is done has helped, though the next plan need not say it again.
      const finished = assistance.measures.filter(
        ({ measureId, state: reached }) =>
          reached === 'done' && !adopted.some((each) => each.measureId === measureId),
      );
      return accepted([
        {
          kind: 'plan-adopted',
          byStaffId: command.byStaffId,
          planId: command.planId,
          measures: [...finished, ...adopted],
          on,
          rules: [
            { rule: 'plan-complete', met: true, inputs: { measures: command.measures.length } },
          ],
        },
      ]);
    }

    case 'confirm-plan': {
      if (!helping || assistance.planId === null) return wrongState(file);
      if (assistance.confirmed !== null) return refused({ code: 'already-proposed' });
      const { how, byStaffId } = command;
      return accepted(
        withBeginning(file, { ...assistance, confirmed: { how, on } }, on, {
          kind: 'plan-confirmed',
          how,
          byStaffId,
          on,
        }),
      );
    }

    case 'change-measure': {
      if (state.tag === 'closed') return wrongState(file);
      const measure = assistance.measures.find((each) => each.measureId === command.measureId);
      if (measure === undefined) return refused({ code: 'unknown-measure' });
      if (!MEASURE_PATHS[measure.state].includes(command.state)) return wrongState(file);
      const { byStaffId, measureId } = command;
      return accepted([
        { kind: 'measure-changed', byStaffId, measureId, state: command.state, on },
      ]);
    }

    case 'review-long-case':
      if (!helping) return wrongState(file);
      return accepted([
        {
          kind: 'long-case-reviewed',
          byStaffId: command.byStaffId,
          result: command.result,
          on,
        },
      ]);
  }
}

/** K3 is over when a responsible person, a plan and the household's word are all there, in whatever order they came. */
function withBeginning(
  file: Case,
  after: Assistance,
  on: Case['identifyDueOn'],
  event: CaseEvent,
): readonly CaseEvent[] {
  const complete =
    after.responsibleStaffId !== null && after.planId !== null && after.confirmed !== null;
  return file.state.tag === 'enrolled' && complete
    ? [event, { kind: 'assistance-begun', on }]
    : [event];
}
