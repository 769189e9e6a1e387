/** Decisions on elimination of the risk (陇县 2021 第4项): applied for, passed level by level, posted, marked; and the way back. */
import { eliminationFrom, publicityClosesAt } from '../duty/clocks.ts';
import { accepted, refused } from '../result.ts';
import { effectiveMeasures } from './assistance.ts';
import type { Case } from './case.ts';
import type { EliminationCommand } from './commands.ts';
import { type Decision, type DecisionContext, startUnder } from './decision.ts';
import { contradictedOf, type EliminationStage, rulesOf, unmetOf } from './elimination.ts';
import { decidePublicity, openObjections, openPublicity } from './publicity.ts';
import { wrongState } from './refusals.ts';

/**
 * Decides a command on the way to 风险消除: applying, passing village, town and county, the public notice, marking,
 * returning. Conditions and periods come from the case's pack.
 */
export function decideElimination(
  file: Case,
  command: EliminationCommand,
  context: DecisionContext,
): Decision {
  const { state, elimination } = file;
  const { today: on } = context;
  const { byStaffId } = command;
  const stage = state.tag === 'eliminating' ? state.stage : null;
  switch (command.kind) {
    case 'apply-elimination':
      return apply(file, command, context);

    case 'pass-elimination':
      if (stage !== command.stage) return wrongState(file);
      if (elimination?.passedBy.includes(byStaffId)) return refused({ code: 'own-work' });
      if (file.newClues.length > 0) return refused(UNHEARD);
      if (contradictedOf(command.checks).length > 0) {
        return refused({ code: 'conditions-unmet', unmet: contradictedOf(command.checks) });
      }
      return accepted([
        {
          kind: 'elimination-passed',
          byStaffId,
          stage: command.stage,
          on,
          rules: rulesOf(command.checks, elimination?.answer ?? null),
        },
      ]);

    case 'return-elimination': {
      if (stage === null) return wrongState(file);
      // Whoever objected is owed an answer before the notice comes down.
      const unanswered = openObjections(openPublicity(file));
      if (unanswered.length > 0) {
        return refused({ code: 'objections-open', count: unanswered.length });
      }
      return accepted([{ kind: 'elimination-returned', byStaffId, doubt: command.doubt, on }]);
    }

    case 'post-elimination':
      if (stage !== 'publicity') return wrongState(file);
      if (elimination !== null && elimination.publicity !== null) {
        return refused({ code: 'already-posted' });
      }
      return accepted([
        {
          kind: 'elimination-posted',
          byStaffId,
          noticeId: command.noticeId,
          on,
          mayCloseAt: publicityClosesAt(on, context.pack, context.calendar),
        },
      ]);

    case 'close-elimination-publicity':
      if (stage !== 'publicity') return wrongState(file);
      return decidePublicity(elimination?.publicity ?? null, context, (rules) => ({
        kind: 'elimination-publicity-closed',
        byStaffId,
        on,
        rules,
      }));

    case 'mark-eliminated':
      if (stage !== 'marking') return wrongState(file);
      // A report nobody has looked into would end with the case.
      if (file.newClues.length > 0) return refused(UNHEARD);
      if (contradictedOf(command.checks).length > 0) {
        return refused({ code: 'conditions-unmet', unmet: contradictedOf(command.checks) });
      }
      return accepted([
        {
          kind: 'eliminated',
          byStaffId,
          on,
          rules: rulesOf(command.checks, elimination?.answer ?? null),
        },
      ]);

    case 'reopen':
      if (state.tag !== 'eliminated') return wrongState(file);
      return accepted([
        {
          kind: 'reopened',
          byStaffId,
          declarationId: null,
          on,
          ...startUnder(context.packInForce, context.now, context.calendar),
        },
      ]);
  }
}

/** A report came since and still wants somebody to look. */
const UNHEARD = { code: 'conditions-unmet', unmet: ['new-clue'] } as const;

/** Both minimums block: the pack's months since enrolment and its number of measures that took effect. */
function apply(
  file: Case,
  command: Extract<EliminationCommand, { readonly kind: 'apply-elimination' }>,
  { today: on, pack, calendar }: DecisionContext,
): Decision {
  const { assistance, state } = file;
  if (state.tag !== 'assisting' || assistance === null) return wrongState(file);
  const from = eliminationFrom(assistance.enrolledOn, pack, calendar);
  if (on < from) return refused({ code: 'too-early', from });
  const wanted = pack.settings['elim.min_measures'].value;
  const measures = effectiveMeasures(assistance.measures).length;
  if (measures < wanted) return refused({ code: 'too-few-measures', wanted });
  if (file.newClues.length > 0) return refused(UNHEARD);
  const unmet = unmetOf(command.checks, 'hard');
  if (unmet.length > 0) return refused({ code: 'conditions-unmet', unmet });
  const toAnswer = unmetOf(command.checks, 'soft');
  if (toAnswer.length > 0 && command.answer === null) {
    return refused({ code: 'answer-missing', unmet: toAnswer });
  }
  const answer = toAnswer.length === 0 ? null : command.answer;
  return accepted([
    {
      kind: 'elimination-applied',
      byStaffId: command.byStaffId,
      way: command.way,
      answer,
      stages: pack.settings['elim.steps'].value.filter(
        (step): step is EliminationStage => step !== 'application',
      ),
      on,
      rules: [
        {
          rule: 'months-since-enrolment',
          met: true,
          inputs: { enrolledOn: assistance.enrolledOn, from, on },
        },
        { rule: 'measures-that-took-effect', met: true, inputs: { wanted, measures } },
        ...rulesOf(command.checks, answer),
      ],
    },
  ]);
}
