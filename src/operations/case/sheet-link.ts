/** The button in an officer's chat that opens the notice to be printed (公示单): only for who may post it, asked again when it is opened. */
import { allowed } from '../staff/as-post.ts';
import { caseSubject } from '../staff/subjects.ts';
import type { Loader } from '../turn.ts';

/** The link to a case's notice as it is printed (公示单); null for who may not post it, and where no web is reached from. */
export const sheetLink: Loader<'sheet-link'> = async (turn, { caseId }) => {
  const asked = await caseSubject(turn, caseId);
  if (asked === null || turn.sheetLink === null) return null;
  const proof = await allowed(turn, 'post-publicity', asked.subject);
  return proof.ok ? turn.sheetLink({ staffId: proof.value.staffId, caseId }, turn.now) : null;
};
