/** Reads a prompt file: front matter, instructions, and the words that carry a person's text. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const frontMatter = z.strictObject({
  id: z.string(),
  version: z.string(),
  purpose: z.string(),
  inputs: z.array(z.string()),
  since: z.string(),
});

/** One version of a prompt. */
export type Prompt = z.output<typeof frontMatter> & {
  /** SHA-256 of the file in hex; stands in `prompt_run`. */
  readonly contentHash: string;
  readonly system: string;
  /** With a `{{name}}` for each input. */
  readonly user: string;
};

const FILE = /^---\n(?<front>.*?)\n---\n\s*# system\n(?<system>.*?)\n# user\n(?<user>.*)$/s;

/**
 * Reads `prompts/<id>/<version>.md`. Throws when the file does not name itself, or when its inputs and its `{{name}}`s differ:
 * a mistake of ours that must stop the start, not a call.
 */
export function readPrompt(id: string, version: string): Prompt {
  const text = readFileSync(join(import.meta.dirname, id, `${version}.md`), 'utf8');
  const { front = '', system = '', user = '' } = FILE.exec(text)?.groups ?? {};
  const prompt = {
    ...frontMatter.parse(parse(front)),
    contentHash: createHash('sha256').update(text).digest('hex'),
    system: system.trim(),
    user: user.trim(),
  };
  const used = [...`${prompt.system}${prompt.user}`.matchAll(/\{\{(\w+)\}\}/g)].map(
    ([, name]) => name,
  );
  const bound =
    used.every((name) => name !== undefined && prompt.inputs.includes(name)) &&
    prompt.inputs.every((name) => used.includes(name));
  if (prompt.id !== id || prompt.version !== version) {
    throw new Error(`${id}/${version} names another prompt`);
  }
  if (!bound) throw new Error(`${id}/${version}: inputs and placeholders differ`);
  return prompt;
}

/** The words of the `user` part with every input put in. */
export const fillPrompt = (prompt: Prompt, inputs: Readonly<Record<string, string>>): string =>
  prompt.user.replaceAll(/\{\{(\w+)\}\}/g, (_whole, name: string) => inputs[name] ?? '');
