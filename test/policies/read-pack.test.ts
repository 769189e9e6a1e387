import { describe, expect, it } from 'vitest';
import type { Pack } from '#src/domain/policy/pack.ts';
import { mistakeText } from '#src/policies/mistake.ts';
import { parentOf, readPack, restorePack } from '#src/policies/read-pack.ts';
import { defaultPack } from '../domain/policy/default-pack.ts';

const head = `id: banan
title: 巴南区 2022
edition: '2022'
extends: default
effective_from: 2022-05-01
documents:
  banan: { title: 《巴南区坚决防止规模性返贫的具体措施》（2022） }
settings:
`;
const soft = `  clock.identify:
    value: 15
    unit: calendar-days
    strength: soft
    source: { document: banan, article: 第18项, quote: 监测对象的认定，原则上不超过15天 }
`;

const read = (settings: string, before = head): Pack => {
  const result = readPack([{ file: 'banan.yaml', text: before + settings }], defaultPack);
  if (!result.ok) throw new Error(result.refusal.map(mistakeText).join('\n'));
  return result.value;
};
const mistakes = (settings: string, before = head): readonly string[] => {
  const result = readPack([{ file: 'banan.yaml', text: before + settings }], defaultPack);
  return result.ok ? [] : result.refusal.map(mistakeText);
};

describe('a county pack over the default', () => {
  it('states its own values with their clause and marks the others as inherited', () => {
    const pack = read(soft);
    expect(pack).toMatchObject({ id: 'banan', extends: 'default', title: '巴南区 2022' });
    expect(pack.settings['clock.identify']).toMatchObject({
      strength: 'soft',
      source: { kind: 'clause', document: '《巴南区坚决防止规模性返贫的具体措施》（2022）' },
    });
    expect(pack.settings['publicity.min_days']).toMatchObject({
      value: 5,
      source: { kind: 'inherited', from: 'default', source: { kind: 'clause' } },
    });
  });

  it('keeps the first origin of a value inherited twice', () => {
    const village = readPack(
      [
        {
          file: 'town.yaml',
          text: 'id: town\ntitle: 镇\nedition: a\nextends: banan\neffective_from: 2026-01-01\nsettings: {}\n',
        },
      ],
      read(soft),
    );
    if (!village.ok) throw new Error('expected a pack');
    expect(village.value.settings['clock.identify'].source).toMatchObject({ from: 'banan' });
    expect(village.value.settings['clock.plan'].source).toMatchObject({ from: 'default' });
  });

  it('has a version of its content: another wording another version, other spacing or order the same', () => {
    const digest = `  reminder.digest: { value: '08:30', source: { reason: 上班时间 } }\n`;
    const pack = read(soft + digest);
    expect(pack.version).toMatch(/^2022-[0-9a-f]{12}$/);
    expect(read(digest + soft).version).toBe(pack.version);
    expect(read(`${soft}\n# 说明\n${digest}`).version).toBe(pack.version);
    expect(read(soft).version).not.toBe(pack.version);
    expect(read(soft.replace('value: 15', 'value: 16') + digest).version).not.toBe(pack.version);
    expect(read(soft.replace('第18项', '第19项') + digest).version).not.toBe(pack.version);
  });

  it('survives being stored with a case: same id, version and values, whatever the program knows later', () => {
    const pack = read(soft);
    const stored: unknown = JSON.parse(JSON.stringify(pack));
    expect(restorePack(stored, defaultPack)).toEqual(pack);

    const { 'alert.chain': _later, ...then } = pack.settings;
    const older = { ...pack, settings: { ...then, 'clock.abolished': { value: 1 } } };
    const restored = restorePack(JSON.parse(JSON.stringify(older)), defaultPack);
    expect(restored).toMatchObject({ id: 'banan', version: pack.version });
    expect(restored?.settings['alert.chain'].source.kind).toBe('inherited');
    expect(restorePack({ id: 'banan' }, defaultPack)).toBeNull();
  });

  it('is restored with what is still readable: a setting that was written in another shape is inherited', () => {
    const pack = read(soft);
    const older = {
      ...pack,
      settings: {
        ...pack.settings,
        'suspension.reasons': {
          value: ['灾害封路'],
          source: { kind: 'own-default', reason: '旧写法' },
        },
      },
    };
    const restored = restorePack(JSON.parse(JSON.stringify(older)), defaultPack);
    expect(restored).toMatchObject({ id: 'banan', version: pack.version });
    expect(restored?.settings['clock.identify'].strength).toBe('soft');
    expect(restored?.settings['suspension.reasons']).toMatchObject({
      value: ['away', 'road-closed', 'appraisal-pending'],
      source: { kind: 'inherited' },
    });
  });

  it('says which pack it extends before it is read', () => {
    expect(parentOf(head)).toBe('default');
    expect(parentOf('id: default\n')).toBeNull();
    expect(parentOf(': {')).toBeNull();
  });
});

describe('mistakes in a pack file', () => {
  it('are named with line, setting and remedy', () => {
    expect(mistakes(soft.replace('value: 15', 'value: 15天'))).toEqual([
      'banan.yaml 第 10 行 clock.identify.value：类型不对。改法：写成数字。',
    ]);
    expect(mistakes(soft.replace('soft', 'medium'))).toEqual([
      'banan.yaml 第 12 行 clock.identify.strength：不是允许的写法。改法：写成其中之一：hard、soft。',
    ]);
    expect(mistakes(soft.replace('document: banan', 'document: bannan'))[0]).toContain(
      'clock.identify.source：documents 里没有 bannan',
    );
  });

  it('an unknown setting is told its likely name', () => {
    const [first] = mistakes(soft.replace('clock.identify', 'clock.identfy'));
    expect(first).toContain('第 9 行');
    expect(first).toContain('改为 clock.identify，或删去');
    expect(mistakes(soft.replace('clock.identify', 'deadline'))[0]).toContain('没有这一项');
  });

  it('a value without a source is refused', () => {
    expect(mistakes('  alert.repeat_minutes: { value: 20 }\n')[0]).toContain(
      '第 9 行 alert.repeat_minutes.source：没有写',
    );
    expect(mistakes('  alert.repeat_minutes: { value: 20, source: {} }\n')[0]).toContain(
      '写明文件和条款（document、article），或写明理由（reason）',
    );
  });

  it('a minimum cannot be made a mere reminder, nor a maximum a block', () => {
    const publicity = `  publicity.min_days: { value: 5, unit: calendar-days, strength: soft, source: { reason: x } }\n`;
    expect(mistakes(publicity)[0]).toContain('写成其中之一：block');
    expect(mistakes(soft.replace('soft', 'block'))[0]).toContain('写成其中之一：hard、soft');
  });

  it('a public notice can show no field outside the closed list', () => {
    const fields = `  publicity.fields: { value: [head-name, phone], source: { reason: x } }\n`;
    expect(mistakes(fields)[0]).toContain('head-name、village-group、household-size、category');
  });

  it('settings that contradict one another are refused', () => {
    const reason = 'source: { reason: x }';
    expect(mistakes(`  reminder.digest: { value: '22:00', ${reason} }\n`)[0]).toContain(
      '免打扰时间',
    );
    expect(
      mistakes(`  reminder.ladder: { value: [{ level: due, at: 0 }], ${reason} }\n`)[0],
    ).toContain('缺少超期后的 red 级');
    expect(
      mistakes(
        `  case.steps: { value: [village-review, publicity, authorisation, town-review, county-decision], ${reason} }\n`,
      ),
    ).toEqual([
      'banan.yaml 第 9 行 case.steps：承诺授权必须在公示之前。改法：把 authorisation 放到 publicity 前面。',
    ]);
    expect(
      mistakes(`  case.steps: { value: [authorisation, county-decision], ${reason} }\n`)[0],
    ).toContain('缺少公示');
  });

  it('LX-05 a case could never end under steps that lack or misplace what recognition rests on', () => {
    const reason = 'source: { reason: 测试 }';
    const found = (steps: string) =>
      mistakes(`  case.steps: { value: [${steps}], ${reason} }\n`).map((each) =>
        each.replace(/^.*case\.steps：|。改法.*$/g, ''),
      );
    expect(found('village-review, publicity, town-review, county-decision')).toEqual([
      '承诺授权必须在公示之前',
    ]);
    expect(found('authorisation, publicity, county-decision')).toEqual([
      '缺少村级研判',
      '缺少镇街审核',
    ]);
    expect(found('authorisation, publicity, village-review, town-review, county-decision')).toEqual(
      ['村级研判必须在公示之前'],
    );
    expect(
      mistakes(`  elim.steps: { value: [application, village, town], ${reason} }\n`)[0],
    ).toContain('以标注结束');
  });

  it('all are reported at once', () => {
    const two =
      soft.replace('value: 15', 'value: -1') +
      `  reminder.digest: { value: '8点', source: { reason: x } }\n`;
    expect(mistakes(two)).toHaveLength(2);
  });

  it('a file that is no YAML, and one whose head is wrong, are explained', () => {
    expect(mistakes('  a: [1\n')[0]).toContain('写法有误');
    expect(
      mistakes('', head.replace('effective_from: 2022-05-01', 'effective_from: 五月'))[0],
    ).toContain('YYYY-MM-DD');
    expect(mistakes(soft, head.replace('effective_from', 'efective_from')).join()).toContain(
      '改为 effective_from',
    );
  });

  it('a pack without a parent must state every setting', () => {
    const alone = readPack(
      [{ file: 'x.yaml', text: head.replace('extends: default\n', '') + soft }],
      null,
    );
    expect(alone.ok).toBe(false);
    if (!alone.ok) {
      expect(alone.refusal).toHaveLength(Object.keys(defaultPack.settings).length - 1);
    }
  });
});
