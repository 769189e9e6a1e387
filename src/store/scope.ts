/** In whose name a transaction acts. The only place where the settings of row-level security are written. */
import { type Kysely, sql } from 'kysely';
import type { DepartmentCode } from '#src/domain/policy/departments.ts';
import type { Database } from './schema.ts';

/**
 * `system`: workers, intake and matching. `staff`: one post of a staff member – its area and all below; a person with two
 * posts acts under one at a time. `person`: a farmer's account – its own rows and, from trust `phone-matched`, its household's.
 */
export type Scope =
  | { readonly kind: 'system' }
  | {
      readonly kind: 'staff';
      readonly staffId: string;
      readonly areaPath: string;
      /** A department officer's: only what is routed to that department (migration 09). */
      readonly department?: DepartmentCode | null;
    }
  | { readonly kind: 'person'; readonly accountId: string; readonly householdId: string | null };

export const SYSTEM: Scope = { kind: 'system' };

/** The end of the C-collation range of an area and all below it: a path ends in '/', and '0' is the next character. */
export const endOfArea = (areaPath: string): string => `${areaPath.slice(0, -1)}0`;

/** Sets the scope until the end of the transaction (set_config is local), replacing an earlier one. */
export async function setScope(trx: Kysely<Database>, scope: Scope): Promise<void> {
  const areaFrom = scope.kind === 'staff' ? scope.areaPath : '';
  const areaTo = scope.kind === 'staff' ? endOfArea(scope.areaPath) : '';
  const staff = scope.kind === 'staff' ? scope.staffId : '';
  const account = scope.kind === 'person' ? scope.accountId : '';
  const department = scope.kind === 'staff' ? (scope.department ?? '') : '';
  const household = scope.kind === 'person' ? (scope.householdId ?? '') : '';
  await sql`select set_config('app.kind', ${scope.kind}, true),
    set_config('app.area_from', ${areaFrom}, true), set_config('app.area_to', ${areaTo}, true),
    set_config('app.staff', ${staff}, true), set_config('app.account', ${account}, true),
    set_config('app.household', ${household}, true), set_config('app.department', ${department}, true)`.execute(
    trx,
  );
}

/** Begins a transaction in the system's name in one statement: most transactions are short, and each statement costs a round trip. */
export const beginAsSystem = (connection: Kysely<Database>): Promise<unknown> =>
  sql
    .raw(
      `begin; select set_config('app.kind', 'system', true), ${[
        'area_from',
        'area_to',
        'staff',
        'account',
        'household',
        'department',
      ]
        .map((name) => `set_config('app.${name}', '', true)`)
        .join(', ')}`,
    )
    .execute(connection);
