/** The pack whose ladder a stored duty follows. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { Pack, PackVersion } from '#src/domain/policy/pack.ts';
import { Fault } from '#src/platform/faults.ts';
import type { PolicyBook } from '../policy-book.ts';

/** The pack named in the duty's details; today's default when this installation no longer has that wording: better reminded by another ladder than not at all. */
export function packOfDuty(
  policies: PolicyBook,
  details: { readonly pack?: PackVersion },
  today: LocalDate,
): Pack {
  if (details.pack === undefined) return policies.packFor(null, today);
  try {
    return policies.packOf(details.pack);
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.code === 'unknown-pack') {
      return policies.packFor(null, today);
    }
    throw thrown;
  }
}
