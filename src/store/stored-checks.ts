/** Rule results as they stand with a report, of these or older rules. */
import { z } from 'zod';

const storedChecks = z.array(
  z.object({
    code: z.string(),
    severity: z.enum(['block', 'ask', 'note']),
    inputs: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
  }),
);

export type StoredCheck = z.infer<typeof storedChecks>[number];

/** Reads the JSON of `declaration.checks`; empty before the checks ran and for what cannot be read. */
export function readChecks(stored: unknown): readonly StoredCheck[] {
  const read = storedChecks.safeParse(stored);
  return read.success ? read.data : [];
}
