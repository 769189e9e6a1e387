/** `fangpin policy diff`: where two packs differ, group by group, item by item in lists. */
import type { Pack } from '#src/domain/policy/pack.ts';
import { settingsInOrder } from '#src/domain/policy/setting-titles.ts';
import type { SettingName } from '#src/domain/policy/settings.ts';
import { settingNames } from './show.ts';
import { type ListLine, listLines, sourceText, valueText } from './value-text.ts';

/** The lines, and how many settings differ. */
export function diffLines(
  a: Pack,
  b: Pack,
): { readonly lines: readonly string[]; readonly count: number } {
  const lines: string[] = [];
  let group: string | null = '';
  let count = 0;
  for (const each of settingsInOrder(settingNames(a))) {
    const changed = settingDiff(a, b, each.name);
    if (changed.length === 0) continue;
    count += 1;
    if (each.group !== group) lines.push('', `【${each.group ?? '其他'}】`);
    group = each.group;
    lines.push(`${each.title} ${each.name}`, ...changed);
  }
  return { lines: lines.slice(1), count };
}

function settingDiff(a: Pack, b: Pack, name: SettingName): readonly string[] {
  const ours = listLines(name, a.settings);
  const theirs = listLines(name, b.settings);
  if (ours !== null && theirs !== null) return listDiff(a, ours, b, theirs);
  const [mine, other] = [a.settings[name], b.settings[name]];
  if (valueText(name, mine) === valueText(name, other)) return [];
  return [mine, other].map(
    (setting, at) =>
      `  ${(at === 0 ? a : b).id}：${valueText(name, setting)}（${sourceText(setting.source)}）`,
  );
}

function listDiff(
  a: Pack,
  ours: readonly ListLine[],
  b: Pack,
  theirs: readonly ListLine[],
): readonly string[] {
  const missing = (pack: Pack, lines: readonly ListLine[], from: readonly ListLine[]) => {
    const there = new Set(from.map(({ text }) => text));
    return lines.filter(({ text }) => !there.has(text)).map(({ text }) => `  ${pack.id}：${text}`);
  };
  return [...missing(a, ours, theirs), ...missing(b, theirs, ours)];
}
