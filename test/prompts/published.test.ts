/** A published version of a prompt never changes: words and output are pinned by hash. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readPrompt } from '#prompts/read-prompt.ts';
import { CURRENT } from '#src/assistant/prompts.ts';
import {
  amountKinds,
  amountPeriods,
  guaranteeIssues,
  intents,
  memberFlags,
  relations,
  reporters,
  riskTypes,
  secondaryIntents,
  subIntents,
  urgencies,
} from '#src/domain/declaration/risk.ts';

const folder = join(import.meta.dirname, '../../prompts');

/** Add a line for a new version; a line never changes. */
const PUBLISHED: Readonly<Record<string, string>> = {
  'understand/v1.md': '47fcf92b812df65ecf3f3930fbcb632a6244ae61973e42caa7766e3b283ec196',
  'understand/v1.output.ts': '556d4a90dfea75ed43bf34e147ade257369c8c92aed73940be679e9754a92f6b',
};

const versions = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap((entry) => readdirSync(join(folder, entry.name)).map((file) => `${entry.name}/${file}`));

describe('published versions', () => {
  it.each(versions)('%s is as it was published', (file) => {
    const hash = createHash('sha256')
      .update(readFileSync(join(folder, file)))
      .digest('hex');
    expect(PUBLISHED[file], `${file} is new or was changed: ${hash}`).toBe(hash);
  });

  it('none has gone', () => {
    expect(versions.toSorted()).toEqual(Object.keys(PUBLISHED).toSorted());
  });

  it.each(versions.filter((file) => file.endsWith('.md')))(
    '%s names itself and its inputs',
    (file) => {
      const [id = '', name = ''] = file.split('/');
      const prompt = readPrompt(id, name.replace('.md', ''));
      expect(prompt.purpose).not.toBe('');
      expect(prompt.since).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(prompt.contentHash).toBe(PUBLISHED[file]);
    },
  );
});

describe('the version in use', () => {
  const { prompt, output } = CURRENT.understand;
  const schema = JSON.stringify(z.toJSONSchema(output));
  const closed = [
    ...intents,
    ...Object.values(subIntents).flat(),
    ...secondaryIntents,
    ...riskTypes,
    ...guaranteeIssues,
    ...urgencies,
    ...reporters,
    ...relations,
    ...memberFlags,
    ...amountKinds,
    ...amountPeriods,
  ];

  it.each([...new Set(closed)])('%s can be answered and stands in the instructions', (word) => {
    expect(schema).toContain(`"${word}"`);
    expect(prompt.system).toContain(word);
  });

  it('every field is required and no other is taken, as strict servers demand', () => {
    expect(z.toJSONSchema(output)).toMatchObject({ type: 'object', additionalProperties: false });
    const { properties, required } = z.toJSONSchema(output);
    expect([...(required ?? [])].toSorted()).toEqual(Object.keys(properties ?? {}).toSorted());
  });

  it('never says 贫困户', () => {
    expect(prompt.system).not.toContain('贫困户');
  });
});
