/** Reads the policy packs and the holiday calendar that come with the program. Imported by the composition root only. */
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type HolidayCalendar, holidayCalendar } from '#src/domain/calendar/working-days.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import { type Mistake, PolicyMistakes } from './mistake.ts';
import { readHolidayYear } from './read-calendar.ts';
import { parentOf, readPack } from './read-pack.ts';

/** Everything the policy files say. */
export type Policies = {
  /** By id; always holds `default`. */
  readonly packs: ReadonlyMap<string, Pack>;
  readonly defaultPack: Pack;
  readonly calendar: HolidayCalendar;
};

/** The folder this file lies in: packs as `<id>.yaml`, holidays as `calendar/<year>.yaml`. */
const OWN_FOLDER = fileURLToPath(new URL('.', import.meta.url));

/** Loads all packs and published years. Throws `PolicyMistakes` naming every mistake with its line and remedy. */
export async function loadPolicies(folder: string = OWN_FOLDER): Promise<Policies> {
  const mistakes: Mistake[] = [];
  const packs = resolvePacks(await yamlFiles(folder), mistakes);
  const years = [];
  for (const { file, text } of await yamlFiles(`${folder}/calendar`)) {
    const year = readHolidayYear(`calendar/${file}`, text);
    if (year.ok) years.push(year.value);
    else mistakes.push(...year.refusal);
  }
  const defaultPack = packs.get('default');
  if (defaultPack === undefined && mistakes.length === 0) {
    mistakes.push(fileMistake('default.yaml', '没有默认政策包', '放回 default.yaml'));
  }
  if (mistakes.length > 0 || defaultPack === undefined) throw new PolicyMistakes(mistakes);
  return { packs, defaultPack, calendar: holidayCalendar(years) };
}

type PackText = { readonly file: string; readonly text: string };

/** Parents before children; what is left over extends something that is not there, or itself in a circle. */
function resolvePacks(files: readonly PackText[], mistakes: Mistake[]): ReadonlyMap<string, Pack> {
  const packs = new Map<string, Pack>();
  const failed = new Set<string>();
  let waiting = files;
  for (let progress = true; progress && waiting.length > 0; ) {
    progress = false;
    const later: PackText[] = [];
    for (const each of waiting) {
      const parentId = parentOf(each.text);
      const parent = parentId === null ? null : packs.get(parentId);
      if (parent === undefined) {
        later.push(each);
        continue;
      }
      progress = true;
      const pack = readPack(each.file, each.text, parent);
      if (!pack.ok) {
        failed.add(idOf(each.file));
        mistakes.push(...pack.refusal);
      } else if (pack.value.id !== idOf(each.file)) {
        mistakes.push(fileMistake(each.file, `id 与文件名不一致`, `改为 ${idOf(each.file)}`));
      } else {
        packs.set(pack.value.id, pack.value);
      }
    }
    waiting = later;
  }
  for (const { file, text } of waiting) {
    const parentId = parentOf(text) ?? '';
    if (failed.has(parentId)) continue;
    mistakes.push(fileMistake(file, `extends 的 ${parentId} 不存在或互相引用`, '改为 default'));
  }
  return packs;
}

async function yamlFiles(folder: string): Promise<readonly PackText[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  return Promise.all(
    names.map(async (file) => ({ file, text: await readFile(`${folder}/${file}`, 'utf8') })),
  );
}

const idOf = (file: string): string => file.replace(/\.yaml$/, '');

const fileMistake = (file: string, problem: string, remedy: string): Mistake => ({
  file,
  line: 1,
  where: '',
  problem,
  remedy,
});
