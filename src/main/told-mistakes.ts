/** Mistakes in policy files, told to whoever edits them. */
import { Fault } from '#src/platform/faults.ts';
import { PolicyMistakes } from '#src/policies/mistake.ts';

/** Turns mistakes in policy files into a fault whose message lists them with line and remedy. */
export async function withMistakesTold<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (!(thrown instanceof PolicyMistakes)) throw thrown;
    throw new Fault('policy-mistakes', { retry: false, cause: thrown, message: thrown.message });
  }
}
