/** 代农户申报: an officer files for a household of their area; from there on it is a report like any other. */
import { areaPath } from '#src/domain/people/areas.ts';
import type { Subject } from '#src/domain/people/permissions.ts';
import { accepted, refused } from '#src/domain/result.ts';
import { findArea } from '#src/store/registry/areas.ts';
import { submitReport } from '../farmer/submit-report.ts';
import type { Handler, TurnContext } from '../turn.ts';
import { allowed } from './as-post.ts';
import { householdSubject } from './subjects.ts';

/** Files a report for somebody else, as an officer (代为申报). */
export const fileReport: Handler<'file-report'> = async (turn, ask) => {
  const subject = await subjectOf(turn, ask.content.subject);
  if (subject === null || ask.content.reporter !== 'staff') return refused({ code: 'gone' });
  const proof = await allowed(turn, 'file-for-farmer', subject);
  if (!proof.ok) return proof;
  return accepted(await submitReport(turn, ask));
};

async function subjectOf(
  turn: TurnContext,
  named: { readonly householdId: string | null; readonly areaId: string } | null,
): Promise<Subject | null> {
  if (named === null) return null;
  if (named.householdId !== null) {
    return (await householdSubject(turn, named.householdId))?.subject ?? null;
  }
  const area = await findArea(turn.trx, named.areaId);
  if (area === undefined) return null;
  return {
    id: area.areaId,
    area: areaPath(area.areaPath),
    householdId: null,
    authors: [],
    concerned: [],
  };
}
