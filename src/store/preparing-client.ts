/**
 * A database connection that prepares the statements it sees again. Row-level security makes planning the larger part of our
 * short statements (measured: three quarters of a report's way through the worker), and a prepared one is planned once.
 */
import { createHash } from 'node:crypto';
import pg from 'pg';

/** Statements prepared per connection; what comes after runs unprepared. Lists of varying length would otherwise pile up. */
const MOST = 400;
/** Longer ones are inserts of many rows, each with a text of its own. */
const LONGEST = 6_000;

/** A client of pg that gives a statement it sees again a name, so that Postgres parses and plans it once a connection. */
export class PreparingClient extends pg.Client {
  readonly #seen = new Map<string, string | null>();

  /** Kysely calls with text and values; every other way of calling goes through unchanged. */
  override query(...args: unknown[]): never {
    const [text, values, ...rest] = args;
    const named =
      typeof text === 'string' && Array.isArray(values) && values.length > 0
        ? this.#nameOf(text)
        : null;
    const call = named === null ? args : [{ name: named, text, values }, ...rest];
    // One of pg's overloads fits whatever Kysely passes; which one, types cannot say here.
    return super.query(...(call as Parameters<pg.Client['query']>)) as never;
  }

  /** A name from the second time on: a statement seen once is not worth a plan. */
  #nameOf(text: string): string | null {
    if (text.length > LONGEST) return null;
    const known = this.#seen.get(text);
    if (known !== undefined && known !== null) return known;
    if (known === undefined) {
      if (this.#seen.size < MOST) this.#seen.set(text, null);
      return null;
    }
    const name = createHash('sha1').update(text).digest('base64url');
    this.#seen.set(text, name);
    return name;
  }
}
