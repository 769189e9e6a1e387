/** What operations need, on a test database with the demo county: no channels, a standing clock. */
import { policyBook } from '#src/main/policy-book.ts';
import type { BackgroundDeps } from '#src/operations/duty/work-context.ts';
import type { PolicyBook } from '#src/operations/policy-book.ts';
import { seedDemoCounty } from '#src/operations/registry/demo-county.ts';
import { createFieldEncryption, type FieldEncryption } from '#src/platform/field-encryption.ts';
import { uuidV7 } from '#src/platform/ids.ts';
import { type KeyRing, parseKeyRing } from '#src/platform/secrets.ts';
import { loadPolicies } from '#src/policies/load.ts';
import { openDatabase } from '#src/store/database.ts';
import { clockAt, type SettableClock } from './clock.ts';
import { createTestDatabase } from './database.ts';

export type Office = BackgroundDeps & {
  readonly clock: SettableClock;
  readonly fields: FieldEncryption;
  readonly keys: KeyRing;
  readonly policies: PolicyBook;
  readonly ownerUrl: string;
  readonly appUrl: string;
  close(): Promise<void>;
};

/** A key of the tests' own; nothing else uses it. */
const KEY = `t1:${Buffer.alloc(32, 7).toString('base64')}`;

/** Opens an office at a moment, Monday morning unless told otherwise. */
export async function openOffice(
  options: { readonly at?: string; readonly demo?: boolean } = {},
): Promise<Office> {
  const database = await createTestDatabase();
  const opened = openDatabase(database.appUrl, { max: 8 });
  const keys = parseKeyRing(KEY);
  if (keys === undefined) throw new Error('the test key is malformed');
  const clock = clockAt(options.at ?? '2026-11-23T09:00:00+08:00');
  const fields = createFieldEncryption(keys);
  const office: Office = {
    db: opened.db,
    clock,
    newId: uuidV7(clock),
    fields,
    keys,
    policies: policyBook(await loadPolicies(), []),
    channels: new Map(),
    ownerUrl: database.ownerUrl,
    appUrl: database.appUrl,
    async close() {
      await opened.close();
      await database.drop();
    },
  };
  if (options.demo !== false) await seedDemoCounty(office);
  return office;
}
