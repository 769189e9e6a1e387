/** What imports are given, and how a household passes through one. */
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import type { Db } from '#src/store/database.ts';
import type { Clock, NewId } from '../ports.ts';
import type { HouseholdColumn, HouseholdRow } from './household-row.ts';
import type { Tally } from './table-rows.ts';

export type ImportDeps = {
  readonly db: Db;
  readonly fields: FieldEncryption;
  readonly clock: Clock;
  readonly newId: NewId;
};

/** The rows of one household, in the order of the file. */
export type HouseholdGroup = readonly [HouseholdRow, ...HouseholdRow[]];

/** What a batch is written with. `has` tells which columns the file brings: what it does not bring stays as stored. */
export type BatchContext = ImportDeps & {
  readonly has: (column: HouseholdColumn) => boolean;
  readonly tallies: { readonly households: Tally; readonly members: Tally };
};
