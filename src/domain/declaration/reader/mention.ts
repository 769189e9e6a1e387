/** A person a message speaks of. */
import type { Relation } from '../risk.ts';

/** A person named in the plain text. `outside`: not of the writer's family. */
export type Mention = {
  readonly start: number;
  readonly end: number;
  readonly relations: readonly Relation[];
  readonly outside: boolean;
  /** Named as somebody's burden or offspring (生娃, 带两个娃), so not the one of whom the clause speaks. */
  readonly object?: boolean;
  /** The person named before for whom a 他 or 她 stands here. */
  readonly standsFor?: Mention;
};
