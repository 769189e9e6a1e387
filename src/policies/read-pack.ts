/** Turns the text of pack files, and packs stored with cases, into resolved packs. Touches no disk. */
import { createHash } from 'node:crypto';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { nearestOf } from '#src/domain/nearest-name.ts';
import type { Pack, PackVersion } from '#src/domain/policy/pack.ts';
import type { PolicySettings } from '#src/domain/policy/settings.ts';
import { accepted, refused, type Result } from '#src/domain/result.ts';
import { consistencyProblems } from './consistency.ts';
import { inherited, mergedSettings, type RawSettings, type ReadSettings } from './inheritance.ts';
import {
  type FileFinder,
  type Mistake,
  mistakeAt,
  type ParsedFile,
  shapeMistakes,
  syntaxMistakes,
} from './mistake.ts';
import { settingShapes } from './setting-shapes.ts';
import { dayShape, type Documents, documentsShape } from './source-shape.ts';

const headShape = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: z.string().min(1),
  edition: z.string().min(1),
  extends: z.string().exactOptional(),
  effective_from: dayShape,
  effective_to: dayShape.exactOptional(),
  note: z.string().min(1).exactOptional(),
  documents: documentsShape.default({}),
  settings: z.record(z.string(), z.unknown()).default({}),
});

/** What of a faulty head lets the rest be checked; without its documents no source can be. */
const legibleHead = z
  .object({
    documents: documentsShape.default({}).nullable().catch(null),
    settings: z.record(z.string(), z.unknown()).catch({}),
  })
  .catch({ documents: null, settings: {} });

/** One file of a pack. The first has the head; others have `settings` only. */
export type PackPart = { readonly file: string; readonly text: string };

const partShape = z.strictObject({ settings: z.record(z.string(), z.unknown()) });

/** The id a pack file extends, null when it extends none or cannot be read; tells in which order files are to be resolved. */
export const parentOf = (text: string): string | null =>
  // Read off the line: parsing every file twice would be felt at each start.
  /^extends:[ \t]*['"]?([a-z][a-z0-9-]*)/m.exec(text)?.[1] ?? null;

/**
 * Reads one pack over its parent. Without a parent every setting must be there; with one, a silent setting takes the parent's
 * value and says so (“本文件未规定，采用默认值”). Never throws; refuses with every mistake found.
 */
export function readPack(
  parts: readonly [PackPart, ...PackPart[]],
  parent: Pack | null,
): Result<Pack, readonly Mistake[]> {
  const [first, ...others] = parts;
  const main = parsedFile(first);
  const rest = others.map(parsedFile);
  const syntax = [main, ...rest].flatMap(syntaxMistakes);
  if (syntax.length > 0) return refused(syntax);

  const head = headShape.safeParse(main.document.toJS());
  const mistakes: Mistake[] = head.success
    ? []
    : [...shapeMistakes(() => main, head.error, nearestOf(Object.keys(headShape.shape)))];
  // Whoever mends a file wants all its mistakes at once: what follows goes on with what could be read.
  const { documents, settings: inHead } = head.success
    ? head.data
    : legibleHead.parse(main.document.toJS());
  if (documents === null) return refused(mistakes);
  const own = ownSettings(inHead, rest);
  mistakes.push(...own.mistakes);
  const fileOf: FileFinder = (path) =>
    [main, ...rest].find(({ document }) => document.hasIn(path.slice(0, 2))) ?? main;

  const merged = mergedSettings(own.settings, parent, fileOf);
  mistakes.push(...merged.mistakes);
  const settings = readSettings(merged.settings, documents);
  mistakes.push(
    ...(settings.ok
      ? consistencyProblems(settings.value, parent === null).map(({ setting, problem, remedy }) =>
          mistakeAt(fileOf(['settings', setting]), ['settings', setting], problem, remedy),
        )
      : shapeMistakes(fileOf, settings.refusal, nearestSetting)),
  );
  if (!head.success || !settings.ok || mistakes.length > 0) return refused(mistakes);
  const about = head.data;
  return accepted({
    id: about.id,
    version: `${about.edition}-${contentHash(settings.value)}`,
    title: about.title,
    extends: parent?.id ?? null,
    effectiveFrom: about.effective_from,
    effectiveTo: about.effective_to ?? null,
    note: about.note ?? null,
    settings: settings.value,
  });
}

function parsedFile({ file, text }: PackPart): ParsedFile {
  const lines = new LineCounter();
  return { file, document: parseDocument(text, { lineCounter: lines }), lines };
}

/** The settings of all parts that could be read; a setting may stand in one of them only. */
function ownSettings(inHead: RawSettings, rest: readonly ParsedFile[]): ReadSettings {
  const mistakes: Mistake[] = [];
  const all: Record<string, unknown> = { ...inHead };
  for (const parsed of rest) {
    const part = partShape.safeParse(parsed.document.toJS());
    if (!part.success) {
      mistakes.push(...shapeMistakes(() => parsed, part.error, nearestOf(['settings'])));
      continue;
    }
    for (const [name, setting] of Object.entries(part.data.settings)) {
      if (Object.hasOwn(all, name)) {
        const remedy = '一项参数只写在一个文件里';
        mistakes.push(mistakeAt(parsed, ['settings', name], '在另一个文件里已经写过', remedy));
      }
      all[name] = setting;
    }
  }
  return { settings: all, mistakes };
}

const storedShape = z.object({
  id: z.string(),
  version: z.string(),
  title: z.string(),
  extends: z.string().nullable(),
  effectiveFrom: dayShape,
  effectiveTo: dayShape.nullable(),
  note: z.string().nullable().default(null),
  settings: z.record(z.string(), z.unknown()),
});

/** Which wording a stored pack is; null when the JSON is no pack. */
export function storedVersion(json: unknown): PackVersion | null {
  const stored = z.object({ id: z.string(), version: z.string() }).safeParse(json);
  return stored.success ? stored.data : null;
}

/**
 * A pack stored as JSON with the cases that began under it. Settings this program no longer knows, or writes in another shape,
 * are left out; those and what it did not have then are inherited from `fallback`; id and version stay what they were. Null when
 * the JSON is no pack.
 */
export function restorePack(json: unknown, fallback: Pack): Pack | null {
  const stored = storedShape.safeParse(json);
  if (!stored.success) return null;
  const readable = Object.entries(stored.data.settings).filter(
    ([name, setting]) => shapeOf(name)?.safeParse(setting).success === true,
  );
  const settings = readSettings({ ...inherited(fallback), ...Object.fromEntries(readable) }, {});
  return settings.ok ? { ...stored.data, settings: settings.value } : null;
}

const STORED_SHAPES = new Map<string, z.ZodType>(Object.entries(settingShapes({})));
const shapeOf = (name: string): z.ZodType | undefined => STORED_SHAPES.get(name);

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

/** Twelve hex digits over values and sources in a fixed order: two packs with the same hash say the same. */
const contentHash = (settings: PolicySettings): string =>
  createHash('sha256').update(canonical(settings)).digest('hex').slice(0, 12);

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`;
}

const nearestSetting = nearestOf([
  ...STORED_SHAPES.keys(),
  ...['value', 'unit', 'strength', 'source', 'roll', 'from', 'to', 'without'],
]);
