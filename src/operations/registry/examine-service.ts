/** Looks over what the database says of the service, for `doctor`. Reads only. */
import { fromInstant } from '#src/domain/calendar/local-date.ts';
import type { DepartmentCode } from '#src/domain/policy/departments.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import { type Db, inScope, type Trx } from '#src/store/database.ts';
import { SYSTEM } from '#src/store/scope.ts';
import { lastSeal, settledTx } from '#src/store/seal.ts';
import {
  keysFit,
  livingRoles,
  type ServiceHealth,
  serviceHealth,
  type StaffingGap,
  staffingGaps,
  departmentsUnreached,
} from '#src/store/views/service-health.ts';
import type { Clock } from '../ports.ts';

export type Examination = {
  readonly health: ServiceHealth;
  readonly gaps: readonly StaffingGap[];
  /** Departments tickets are routed to without anybody who can be reached: the county's officer gets them. */
  readonly departments: readonly DepartmentCode[];
  /** The transaction numbers of the server began anew after a restore: nothing is sealed until they are raised. */
  readonly sealingStopped: boolean;
  /** Null when nothing is encrypted yet. */
  readonly keysFit: boolean | null;
};

type Examining = { readonly db: Db; readonly clock: Clock; readonly fields: FieldEncryption };

/** The roles that run somewhere: their hearts beat in the last two minutes. */
export const rolesAlive = ({ db, clock }: Omit<Examining, 'fields'>): Promise<readonly string[]> =>
  inScope(db, SYSTEM, (trx) => livingRoles(trx, clock.now()));

/** Whether what is encrypted here opens with our keys; null when nothing is encrypted yet. */
export const keysOpen = ({ db, fields }: Omit<Examining, 'clock'>): Promise<boolean | null> =>
  inScope(db, SYSTEM, (trx) => keysFit(trx, fields));

/** Reads everything in one transaction. `needed`: officers a village, town and county must have (BN-53). */
export async function examineService(
  deps: Examining,
  needed: Readonly<Record<'village' | 'town' | 'county', number>>,
  routed: readonly DepartmentCode[],
): Promise<Examination> {
  const now = deps.clock.now();
  const today = fromInstant(now);
  return await inScope(deps.db, SYSTEM, async (trx) => ({
    health: await serviceHealth(trx, now, today),
    gaps: await staffingGaps(trx, today, needed),
    departments: await departmentsUnreached(trx, today, routed),
    sealingStopped: await sealingStopped(trx),
    keysFit: await keysFit(trx, deps.fields),
  }));
}

async function sealingStopped(trx: Trx): Promise<boolean> {
  const last = await lastSeal(trx);
  return last !== null && BigInt(await settledTx(trx)) < BigInt(last.upToTx);
}
