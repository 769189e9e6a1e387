/** Two small changes that identification and elimination share. */
import type { Instant } from '../calendar/instant.ts';
import type { LocalDate } from '../calendar/local-date.ts';
import type { Case, WorkingState } from './case.ts';
import type { Category, Publicity } from './dossier.ts';

/** Work enters another state: whatever is due there is due anew. */
export const entered = (file: Case, state: WorkingState): Case => ({
  ...file,
  entry: file.entry + 1,
  state,
});

/** A notice as it hangs from its first day. */
export const posted = (
  event: { readonly noticeId: string; readonly on: LocalDate; readonly mayCloseAt: Instant },
  category: Category,
): Publicity => ({
  noticeId: event.noticeId,
  category,
  postedOn: event.on,
  mayCloseAt: event.mayCloseAt,
  objections: [],
  closedOn: null,
});
