/** Reads the policy packs and the holiday calendar that come with the program, and a county's own packs beside them. */
import { readdir, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { holidayCalendar, type HolidayCalendar } from '#src/domain/calendar/working-days.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import { type Mistake, PolicyMistakes } from './mistake.ts';
import { readHolidayYear } from './read-calendar.ts';
import { type PackPart, parentOf, readPack } from './read-pack.ts';

/** Everything the policy files say. */
export type Policies = {
  /** By id, parents before children; always holds `default`. */
  readonly packs: ReadonlyMap<string, Pack>;
  readonly defaultPack: Pack;
  /** The years published in files; more may be stored in the database. */
  readonly calendar: HolidayCalendar;
};

/**
 * The folder this file lies in. A pack is a file `<id>.yaml` or a folder `<id>/` with `pack.yaml` and any other `*.yaml`;
 * holidays are `calendar/<year>.yaml`.
 */
const OWN_FOLDER = fileURLToPath(new URL('.', import.meta.url));

/** Where packs are read from. */
export type PolicyFolders = {
  readonly own?: string;
  /** A county's own packs (`FANGPIN_DATA_DIR/policies`); need not exist. */
  readonly extra?: string;
};

/** Loads all packs and published years. Throws `PolicyMistakes` naming every mistake with its line and remedy. */
export async function loadPolicies(folders: PolicyFolders = {}): Promise<Policies> {
  const own = folders.own ?? OWN_FOLDER;
  const mistakes: Mistake[] = [];
  const shipped = await packTexts(own);
  const extra = folders.extra === undefined ? [] : await packTextsIfAny(folders.extra);
  const taken = new Set(shipped.map(({ id }) => id));
  for (const { id, parts } of extra.filter((each) => taken.has(each.id))) {
    mistakes.push(
      fileMistake(parts[0].file, `已有叫 ${id} 的政策包`, '换一个 id 和文件名，用 extends 引用它'),
    );
  }
  const packs = new Map<string, Pack>();
  resolvePacks([...shipped, ...extra.filter(({ id }) => !taken.has(id))], packs, mistakes);
  const years = [];
  for (const { file, text } of await yamlFiles(`${own}/calendar`)) {
    const year = readHolidayYear(`calendar/${file}`, text);
    if (year.ok) years.push(year.value);
    else mistakes.push(...year.refusal);
  }
  const defaultPack = packs.get('default');
  if (defaultPack === undefined && mistakes.length === 0) {
    mistakes.push(fileMistake('default', '没有默认政策包', '放回 default 文件夹'));
  }
  if (mistakes.length > 0 || defaultPack === undefined) throw new PolicyMistakes(mistakes);
  return { packs, defaultPack, calendar: holidayCalendar(years) };
}

/**
 * Checks one pack of the user's own, a file or a folder anywhere, over the packs that are there. Throws `PolicyMistakes`, a
 * place that cannot be read included.
 */
export async function checkPackAt(path: string, packs: ReadonlyMap<string, Pack>): Promise<Pack> {
  const mistakes: Mistake[] = [];
  const found = await packTextAt(path);
  if (found === null) {
    throw new PolicyMistakes([
      fileMistake(path, '读不到', '写成一个 .yaml 文件，或里面有 pack.yaml 的文件夹'),
    ]);
  }
  const known = new Map([...packs].filter(([id]) => id !== found.id));
  resolvePacks([found], known, mistakes);
  const pack = known.get(found.id);
  if (mistakes.length > 0 || pack === undefined) throw new PolicyMistakes(mistakes);
  return pack;
}

/** A pack's files as text. */
type PackText = { readonly id: string; readonly parts: readonly [PackPart, ...PackPart[]] };

/** Adds to `packs`, parents before children; what is left over extends something that is not there, or itself in a circle. */
function resolvePacks(
  texts: readonly PackText[],
  packs: Map<string, Pack>,
  mistakes: Mistake[],
): void {
  const failed = new Set<string>();
  let waiting = texts;
  for (let progress = true; progress && waiting.length > 0; ) {
    progress = false;
    const later: PackText[] = [];
    for (const each of waiting) {
      const parentId = parentOf(each.parts[0].text);
      const parent = parentId === null ? null : packs.get(parentId);
      if (parent === undefined) {
        later.push(each);
        continue;
      }
      progress = true;
      const pack = readPack(each.parts, parent);
      if (!pack.ok) {
        failed.add(each.id);
        mistakes.push(...pack.refusal);
      } else if (pack.value.id !== each.id) {
        mistakes.push(fileMistake(each.parts[0].file, `id 与文件名不一致`, `改为 ${each.id}`));
      } else {
        packs.set(pack.value.id, pack.value);
      }
    }
    waiting = later;
  }
  for (const { parts } of waiting) {
    const parentId = parentOf(parts[0].text) ?? '';
    if (failed.has(parentId)) continue;
    mistakes.push(
      fileMistake(parts[0].file, `extends 的 ${parentId} 不存在或互相引用`, '改为 default'),
    );
  }
}

/** All packs of a folder: files and folders side by side, by name. */
async function packTexts(folder: string): Promise<readonly PackText[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((each) => (each.isDirectory() ? each.name !== 'calendar' : each.name.endsWith('.yaml')))
    .map(({ name }) => name)
    .sort();
  const texts = await Promise.all(names.map((name) => packTextAt(`${folder}/${name}`)));
  return texts.flatMap((text) => (text === null ? [] : [text]));
}

async function packTextsIfAny(folder: string): Promise<readonly PackText[]> {
  try {
    return await packTexts(folder);
  } catch {
    return []; // most counties have no packs of their own
  }
}

/** One pack's files, the one with the head first; null where there is nothing to read. */
async function packTextAt(path: string): Promise<PackText | null> {
  const name = basename(path);
  try {
    if (name.endsWith('.yaml')) {
      const text = await readFile(path, 'utf8');
      return { id: name.replace(/\.yaml$/, ''), parts: [{ file: name, text }] };
    }
    const files = await yamlFiles(path);
    const head = files.find(({ file }) => file === 'pack.yaml');
    if (head === undefined) return null;
    const within = ({ file, text }: PackPart): PackPart => ({ file: `${name}/${file}`, text });
    return {
      id: name,
      parts: [within(head), ...files.filter((each) => each !== head).map(within)],
    };
  } catch {
    return null;
  }
}

async function yamlFiles(folder: string): Promise<readonly PackPart[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  return Promise.all(
    names.map(async (file) => ({ file, text: await readFile(`${folder}/${file}`, 'utf8') })),
  );
}

const fileMistake = (file: string, problem: string, remedy: string): Mistake => ({
  file,
  line: 1,
  where: '',
  problem,
  remedy,
});
