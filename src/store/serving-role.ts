/** Whether the role we serve as obeys row-level security. */
import { sql } from 'kysely';
import type { Db } from './database.ts';

/** `role-bypasses-rls` when it is a superuser or has BYPASSRLS, or owns the tables; null when all is well. */
export async function servingRoleProblem(db: Db): Promise<'role-bypasses-rls' | null> {
  const { rows } = await sql<{ bypasses: boolean }>`
    select r.rolsuper or r.rolbypassrls or exists (
      select from pg_class c where c.relname = 'household' and c.relowner = r.oid) as bypasses
    from pg_roles r where r.rolname = current_user`.execute(db);
  return rows[0]?.bypasses === true ? 'role-bypasses-rls' : null;
}
