/** What of a report is private: it stands encrypted in one row of its own, so that erasing the row erases all of it. */
import { z } from 'zod';
import type { Subject } from '#src/domain/declaration/declaration.ts';
import type { MemberAffected } from '#src/domain/declaration/reader/reading.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';

/** Words, whom the report is about, and who of the household is affected. */
type PrivatePart = {
  readonly words: readonly string[];
  readonly subject: Subject | null;
  readonly members: readonly MemberAffected[];
};

/** The parts of a report that were written as JSON by us; checked for shape, the lists inside stay as they were. */
const privatePart = z.object({
  words: z.array(z.string()),
  subject: z
    .object({
      name: z.string(),
      areaId: z.string(),
      phone: z.string(),
      householdId: z.string().nullable(),
    })
    .nullable(),
  members: z.array(
    z.custom<MemberAffected>((value) => typeof value === 'object' && value !== null),
  ),
});

/** The private part of a report as it is kept; bound to the report's id. */
export const sealPrivate = (
  fields: FieldEncryption,
  declarationId: string,
  { words, subject, members }: PrivatePart,
): string =>
  fields.encrypt(
    'declaration_private.body_enc',
    declarationId,
    JSON.stringify({ words, subject, members }),
  );

/** The private part of a stored report; empty where it was erased (null). */
export const openPrivate = (
  fields: FieldEncryption,
  declarationId: string,
  sealed: string | null,
): PrivatePart =>
  sealed === null
    ? { words: [], subject: null, members: [] }
    : privatePart.parse(
        JSON.parse(fields.decrypt('declaration_private.body_enc', declarationId, sealed)),
      );
