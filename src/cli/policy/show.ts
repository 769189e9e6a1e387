/** `fangpin policy show`: every value of a pack with where it comes from, names first. */
import type { Pack } from '#src/domain/policy/pack.ts';
import { recordedSettings } from '#src/domain/policy/recorded-settings.ts';
import { settingsInOrder } from '#src/domain/policy/setting-titles.ts';
import type { SettingName } from '#src/domain/policy/settings.ts';
import { listLines, sourceText, valueText } from './value-text.ts';

/** The lines of a whole pack. */
export function packLines(pack: Pack): readonly string[] {
  const ended = pack.effectiveTo === null ? '' : `，到 ${pack.effectiveTo} 止`;
  const lines = [
    `${pack.title}（${pack.id}，版本 ${pack.version}）`,
    `${pack.effectiveFrom} 起${ended}`,
    ...(pack.note === null ? [] : [`说明：${pack.note}`]),
  ];
  let group: string | null = '';
  for (const each of settingsInOrder(settingNames(pack))) {
    if (each.group !== group) lines.push('', `【${each.group ?? '其他'}】`);
    group = each.group;
    lines.push(...settingLines(pack, each.name, each.title));
  }
  return lines;
}

/** The names of a pack's settings. */
export const settingNames = ({ settings }: Pick<Pack, 'settings'>): readonly SettingName[] =>
  Object.keys(settings) as SettingName[]; // a pack has its settings and no other keys

function settingLines(pack: Pack, name: SettingName, title: string): readonly string[] {
  const setting = pack.settings[name];
  const mark = recordedSettings.has(name) ? '（只作登记）' : '';
  const items = listLines(name, pack.settings);
  if (items === null) {
    return [
      `${title}${mark} ${name} = ${valueText(name, setting)}`,
      `  出处：${sourceText(setting.source)}`,
    ];
  }
  return [
    `${title}${mark} ${name}：${items.length} 项`,
    `  出处：${sourceText(setting.source)}`,
    ...items.flatMap(({ text, source }) => [
      `  · ${text}`,
      ...(source === null ? [] : [`    ${sourceText(source)}`]),
    ]),
  ];
}
