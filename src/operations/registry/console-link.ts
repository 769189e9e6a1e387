/** A single-use way into the console for one staff member, given out by the operator at the machine. */
import { fromInstant, type LocalDate } from '#src/domain/calendar/local-date.ts';
import { sameName } from '#src/domain/people/person-name.ts';
import { type Role, roles } from '#src/domain/people/roles.ts';
import { accepted, refused, type Result } from '#src/domain/result.ts';
import { type Db, inScope, type Trx } from '#src/store/database.ts';
import { insertCode } from '#src/store/one-time-code.ts';
import { holdersOf, type PostHolder } from '#src/store/registry/posts.ts';
import { SYSTEM } from '#src/store/scope.ts';
import type { Clock, NewId } from '../ports.ts';

/** Whoever runs the command stands beside the browser. */
const VALID_MS = 10 * 60_000;

export type ConsoleLink = { readonly code: string; readonly name: string; readonly role: Role };

/** Issues the code. `name` null: an administrator, else a county officer, whoever has held the post longest. */
export async function issueConsoleLink(
  deps: {
    readonly db: Db;
    readonly clock: Clock;
    readonly newId: NewId;
    readonly newCode: () => string;
  },
  request: { readonly name: string | null },
): Promise<Result<ConsoleLink, { readonly code: 'nobody' | 'ambiguous' }>> {
  const now = deps.clock.now();
  return await inScope(deps.db, SYSTEM, async (trx) => {
    const found = await candidates(trx, request.name, fromInstant(now));
    const [first] = found;
    if (first === undefined) return refused({ code: 'nobody' } as const);
    if (found.some((holder) => holder.staffId !== first.staffId) && request.name !== null) {
      return refused({ code: 'ambiguous' } as const);
    }
    const code = deps.newCode();
    await insertCode(trx, {
      id: deps.newId(),
      code,
      for: { kind: 'console', staffId: first.staffId },
      now,
      validMs: VALID_MS,
    });
    return accepted({ code, name: first.name, role: first.role });
  });
}

async function candidates(
  trx: Trx,
  name: string | null,
  today: LocalDate,
): Promise<readonly PostHolder[]> {
  const wanted: readonly Role[] = name === null ? ['administrator', 'county-officer'] : roles;
  const holders = await holdersOf(trx, wanted, today);
  if (name !== null) return holders.filter((holder) => sameName(holder.name, name));
  const administrators = holders.filter((holder) => holder.role === 'administrator');
  return administrators.length > 0 ? administrators : holders;
}
