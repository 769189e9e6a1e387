/** A parameter somebody writes down is acted on, or it is said that it is only kept. */
import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { recordedSettings } from '#src/domain/policy/recorded-settings.ts';
import { fallback } from './packs.ts';

/** What reads packs to act on them; the pack's own files and its display do not count. */
const acting = globSync('{src,queues}/**/*.ts')
  .filter(
    (file) =>
      !/^src\/(?:policies\/(?!consistency)|cli\/policy\/|domain\/policy\/(?:settings|setting-titles|recorded-settings)\.ts)/.test(
        file,
      ),
  )
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

/** `settings['clock.plan']`, `limit: 'clock.plan'`; names without a dot also as `settings.toolbox` or taken apart. */
const isRead = (name: string): boolean =>
  name.includes('.')
    ? acting.includes(`'${name}'`)
    : new RegExp(`(?:settings\\??\\.|['"{,]\\s*)${name}\\b`).test(acting);

it('every parameter is acted on or said to be only recorded, and none is both', () => {
  const idle = Object.keys(fallback.settings).filter((name) => !isRead(name));
  expect(new Set(idle)).toEqual(recordedSettings);
});
