import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localDate } from '#src/domain/calendar/local-date.ts';
import { addWorkingDays, isWorkingDay } from '#src/domain/calendar/working-days.ts';
import { loadPolicies } from '#src/policies/load.ts';
import { PolicyMistakes } from '#src/policies/mistake.ts';
import { readHolidayYear } from '#src/policies/read-calendar.ts';

let folder = '';
const ownDefault = fileURLToPath(new URL('../../src/policies/default', import.meta.url));
const county = (id: string, parent: string): string =>
  `id: ${id}\ntitle: 某县\nedition: '1'\nextends: ${parent}\neffective_from: 2026-01-01\nsettings: {}\n`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fangpin-policies-test-'));
  await mkdir(join(folder, 'calendar'));
  await cp(ownDefault, join(folder, 'default'), { recursive: true });
});
afterAll(() => rm(folder, { recursive: true }));

/** Loads the folder with these files besides the default pack, and takes them away again. */
async function loadWith(files: Readonly<Record<string, string>>) {
  const names = Object.keys(files);
  await Promise.all(names.map((name) => writeFile(join(folder, name), files[name] ?? '')));
  try {
    return await loadPolicies({ own: folder });
  } finally {
    await Promise.all(names.map((name) => rm(join(folder, name))));
  }
}

describe('the policies that come with the program', () => {
  it('load, with a default pack in which no value lacks its source', async () => {
    const { packs, defaultPack, calendar } = await loadPolicies();
    expect(packs.get('default')).toBe(defaultPack);
    for (const [name, { source }] of Object.entries(defaultPack.settings)) {
      expect(source.kind, name).not.toBe('inherited');
    }
    expect([...calendar.published].sort((a, b) => a - b)).toEqual([2023, 2024, 2025, 2026]);
  });

  it('the holiday files agree with the calendar: rest days off, make-up days on weekends only', async () => {
    const { calendar } = await loadPolicies();
    for (const day of calendar.off) expect(isWorkingDay(day, calendar), day).toBe(false);
    const without = { ...calendar, work: new Set<never>() };
    for (const day of calendar.work) {
      expect(isWorkingDay(day, calendar), day).toBe(true);
      expect(isWorkingDay(day, without), `${day} is no weekend`).toBe(false);
    }
    // A year has about 250 working days; a mistyped range would show here.
    for (const year of [2023, 2024, 2025, 2026]) {
      const end = addWorkingDays(localDate(`${year - 1}-12-31`), 248, calendar).date;
      expect(end.slice(0, 7), String(year)).toBe(`${year}-12`);
    }
  });
});

describe('loading a folder', () => {
  it('resolves parents before children, whatever the order of their names', async () => {
    const { packs } = await loadWith({
      'aaa.yaml': county('aaa', 'zzz'),
      'zzz.yaml': county('zzz', 'default'),
    });
    expect([...packs.keys()]).toEqual(['default', 'zzz', 'aaa']);
    expect(packs.get('aaa')?.settings['clock.plan'].source).toMatchObject({ from: 'default' });
  });

  it('names a parent that is not there, a circle, and an id unlike its file', async () => {
    await expect(loadWith({ 'a.yaml': county('a', 'nowhere') })).rejects.toThrow(/nowhere 不存在/);
    await expect(
      loadWith({ 'a.yaml': county('a', 'b'), 'b.yaml': county('b', 'a') }),
    ).rejects.toThrow(/互相引用/);
    await expect(loadWith({ 'a.yaml': county('b', 'default') })).rejects.toThrow(/改为 a/);
  });

  it('reports the mistakes of all files together, and none for children of a faulty parent', async () => {
    const faulty = county('a', 'default').replace('settings: {}', 'settings: { nothing: 1 }');
    const loading = loadWith({
      'a.yaml': faulty,
      'b.yaml': county('b', 'a'),
      'calendar/2030.yaml': 'year: 2030\nsource: x\noff: [2030-13-01]\nwork: []\n',
    });
    await expect(loading).rejects.toThrow(PolicyMistakes);
    await loading.catch((error: unknown) => {
      const found = error instanceof PolicyMistakes ? error.mistakes : [];
      expect(found.map(({ file }) => file)).toEqual(['a.yaml', 'calendar/2030.yaml']);
    });
  });
});

describe('a holiday file', () => {
  it('writes a range for days in a row', () => {
    const year = readHolidayYear(
      '2030.yaml',
      'year: 2030\nsource: x\noff: [2030-01-31..2030-02-02]\nwork: []\n',
    );
    expect(year).toMatchObject({
      ok: true,
      value: { off: ['2030-01-31', '2030-02-01', '2030-02-02'], work: [] },
    });
  });

  it('refuses days of another year, make-up days in the week, and a day both off and worked', () => {
    const problem = (off: string, work: string) => {
      const year = readHolidayYear('x', `year: 2030\nsource: x\noff: [${off}]\nwork: [${work}]\n`);
      return year.ok ? '' : year.refusal.map(({ problem: each }) => each).join('；');
    };
    expect(problem('2029-12-31..2030-01-02', '2030-02-09')).toBe('');
    expect(problem('2031-05-01', '')).toContain('不是 2030 年的日子');
    expect(problem('', '2030-02-11')).toContain('调休上班的日子应是周六或周日');
    expect(problem('2030-02-09', '2030-02-09')).toContain('这天又写成了放假');
  });

  it('refuses a range that runs backwards or for months', () => {
    for (const range of ['2030-02-02..2030-01-31', '2030-01-01..2030-06-01', '2030-01-01..']) {
      const year = readHolidayYear('x', `year: 2030\nsource: x\noff: [${range}]\nwork: []\n`);
      expect(year.ok, range).toBe(false);
    }
  });
});
