import type { Evidence } from './cue.ts';
import type { Danger } from './danger-told.ts';
import type { Mention } from './mention.ts';
import type { Clause } from './scope.ts';

/** Everything found in a text, before it is weighed. */
export type Findings = {
  readonly text: string;
  readonly clauses: readonly Clause[];
  readonly evidence: readonly Evidence[];
  readonly dangers: readonly Danger[];
  readonly mentions: readonly Mention[];
  /** The household told of is not the writer's family. */
  readonly thirdParty: boolean;
};
