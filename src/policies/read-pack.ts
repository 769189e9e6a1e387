/** Turns the text of pack files, and packs stored with cases, into resolved packs. Touches no disk. */
import { createHash } from 'node:crypto';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { parseLocalDate } from '#src/domain/calendar/local-date.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import type { GivenSource, Source } from '#src/domain/policy/setting.ts';
import type { PolicySettings } from '#src/domain/policy/settings.ts';
import { accepted, refused, type Result } from '#src/domain/result.ts';
import { consistencyProblems } from './consistency.ts';
import {
  type Mistake,
  mistakeAt,
  type ParsedFile,
  shapeMistakes,
  syntaxMistakes,
} from './mistake.ts';
import { type Documents, documentsShape, settingShapes } from './setting-shapes.ts';

const day = z.string().transform((text, context) => {
  const date = parseLocalDate(text);
  if (date !== null) return date;
  context.addIssue({ code: 'custom', message: '不是日期，应写成 YYYY-MM-DD' });
  return z.NEVER;
});

const headShape = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: z.string().min(1),
  edition: z.string().min(1),
  extends: z.string().exactOptional(),
  effective_from: day,
  effective_to: day.exactOptional(),
  documents: documentsShape.default({}),
  settings: z.record(z.string(), z.unknown()),
});

/** The id a pack file extends, null when it extends none or cannot be read; tells in which order files are to be resolved. */
export function parentOf(text: string): string | null {
  const head = z.object({ extends: z.string() }).safeParse(parseDocument(text).toJS());
  return head.success ? head.data.extends : null;
}

/**
 * Reads one pack file over its parent. Without a parent every setting must be there; with one, a silent setting takes the
 * parent's value and says so (“本文件未规定，采用默认值”). Never throws; refuses with every mistake found.
 */
export function readPack(
  file: string,
  text: string,
  parent: Pack | null,
): Result<Pack, readonly Mistake[]> {
  const lines = new LineCounter();
  const parsed: ParsedFile = { file, document: parseDocument(text, { lineCounter: lines }), lines };
  const syntax = syntaxMistakes(parsed);
  if (syntax.length > 0) return refused(syntax);

  const head = headShape.safeParse(parsed.document.toJS());
  if (!head.success) {
    return refused(shapeMistakes(parsed, head.error, nearestOf(Object.keys(headShape.shape))));
  }
  const { documents, settings: own, ...about } = head.data;
  const settings = readSettings(
    { ...(parent === null ? {} : inherited(parent)), ...own },
    documents,
  );
  if (!settings.ok) return refused(shapeMistakes(parsed, settings.refusal, nearestSetting));

  const problems = consistencyProblems(settings.value);
  if (problems.length > 0) {
    return refused(
      problems.map(({ setting, problem, remedy }) =>
        mistakeAt(parsed, ['settings', setting], problem, remedy),
      ),
    );
  }
  return accepted({
    id: about.id,
    version: `${about.edition}-${contentHash(settings.value)}`,
    title: about.title,
    extends: parent?.id ?? null,
    effectiveFrom: about.effective_from,
    effectiveTo: about.effective_to ?? null,
    settings: settings.value,
  });
}

const storedShape = z.object({
  id: z.string(),
  version: z.string(),
  title: z.string(),
  extends: z.string().nullable(),
  effectiveFrom: day,
  effectiveTo: day.nullable(),
  settings: z.record(z.string(), z.unknown()),
});

/**
 * A pack stored as JSON with the cases that began under it. Settings this program no longer knows are left out, those it did not
 * have then are inherited from `fallback`; id and version stay what they were. Null when the JSON is no pack.
 */
export function restorePack(json: unknown, fallback: Pack): Pack | null {
  const stored = storedShape.safeParse(json);
  if (!stored.success) return null;
  const known = new Set(Object.keys(fallback.settings));
  const kept = Object.entries(stored.data.settings).filter(([name]) => known.has(name));
  const settings = readSettings({ ...inherited(fallback), ...Object.fromEntries(kept) }, {});
  return settings.ok ? { ...stored.data, settings: settings.value } : null;
}

function readSettings(
  raw: Readonly<Record<string, unknown>>,
  documents: Documents,
): Result<PolicySettings, z.ZodError> {
  const read = z.strictObject(settingShapes(documents)).safeParse(raw);
  if (read.success) return accepted(read.data);
  // Paths below the file's `settings:`, so that a line can be found.
  return refused(
    new z.ZodError(
      read.error.issues.map((issue) => ({ ...issue, path: ['settings', ...issue.path] })),
    ),
  );
}

/** The parent's settings as a child takes them over: same value, source marked as inherited from where it was first given. */
const inherited = (parent: Pack): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(parent.settings).map(([name, setting]) => [
      name,
      { ...setting, source: inheritedSource(setting.source, parent.id) },
    ]),
  );

function inheritedSource(source: Source, from: string): Source {
  if (source.kind === 'inherited') return source;
  const given: GivenSource = source;
  return { kind: 'inherited', from, source: given };
}

/** Twelve hex digits over values and sources in a fixed order: two packs with the same hash say the same. */
const contentHash = (settings: PolicySettings): string =>
  createHash('sha256').update(canonical(settings)).digest('hex').slice(0, 12);

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`;
}

const nearestSetting = (name: string): string | null =>
  nearestOf([...Object.keys(settingShapes({})), 'value', 'unit', 'strength', 'source', 'roll'])(
    name,
  );

/** The one known name within two slips of the finger, null when there is none. */
function nearestOf(known: readonly string[]): (name: string) => string | null {
  return (name) => {
    const close = known
      .map((each) => ({ each, distance: editDistance(name, each) }))
      .filter(({ distance }) => distance <= 2)
      .sort((a, b) => a.distance - b.distance);
    return close[0]?.each ?? null;
  };
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
