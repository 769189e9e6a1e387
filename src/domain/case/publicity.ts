/** Taking a public notice down: a minimum that blocks (巴南 2022 第18项: 村内公示不少于5天), for enrolment and elimination alike. */
import { accepted, refused } from '../result.ts';
import { type Case, isUndecided, workingStateOf } from './case.ts';
import type { Decision, DecisionContext } from './decision.ts';
import type { Objection, Publicity } from './dossier.ts';
import type { CaseEvent } from './events.ts';
import type { RuleResult } from './rule-result.ts';

/** The notice that hangs now, whatever is proposed or asked for meanwhile; null when none does. */
export function openPublicity(file: Case): Publicity | null {
  const publicity =
    workingStateOf(file.state)?.tag === 'eliminating'
      ? (file.elimination?.publicity ?? null)
      : isUndecided(file)
        ? file.dossier.publicity
        : null;
  return publicity === null || publicity.closedOn !== null ? null : publicity;
}

/** Objections nobody has looked into yet. */
export const openObjections = (publicity: Publicity | null): readonly Objection[] =>
  publicity === null ? [] : publicity.objections.filter((each) => each.check === null);

/** Whether a posted notice may come down now, with the rules that were asked. */
export function decidePublicity(
  publicity: Publicity | null,
  { now }: DecisionContext,
  closed: (rules: readonly RuleResult[]) => CaseEvent,
): Decision {
  if (publicity === null || publicity.closedOn !== null) {
    return refused({ code: 'publicity-missing' });
  }
  if (now < publicity.mayCloseAt) {
    return refused({ code: 'publicity-too-short', earliest: publicity.mayCloseAt });
  }
  const open = openObjections(publicity);
  if (open.length > 0) {
    return refused({ code: 'objections-open', count: open.length });
  }
  return accepted([
    closed([
      {
        rule: 'publicity-of-full-length',
        met: true,
        inputs: { postedOn: publicity.postedOn, mayCloseAt: publicity.mayCloseAt, now },
      },
      {
        rule: 'objections-checked',
        met: true,
        inputs: { objections: publicity.objections.length },
      },
    ]),
  ]);
}
