/** `fangpin kpi`: what the targets of the county's documents stand at. */
import type { Kpi } from '#src/domain/policy/kpi.ts';
import { type KpiLine, kpiBoards } from '#src/operations/report/kpi-board.ts';
import { type Command, readArgs, UsageError } from './command.ts';

export const kpiCommand: Command = {
  name: 'kpi',
  summary: '看县里政策包的考核指标现在是多少',
  help: `用法：fangpin kpi

按县列出政策包里的每一项指标、要求和现在的数。没有数据的写“没有数据”，和上年比的写出现在的数。
这些数只看全县，不作为哪一户能不能认定、能不能消除的理由。`,
  async run(args, deps) {
    if (readArgs(args, {}).positionals.length > 0) throw new UsageError('kpi 后面不用写别的。');
    const service = await deps.open();
    const boards = await kpiBoards({
      db: service.db,
      clock: service.clock,
      policies: service.book,
    });
    for (const { countyName, packTitle, lines } of boards) {
      deps.terminal.out(`${countyName}（${packTitle}）`);
      if (lines.length === 0) deps.terminal.out('  政策包里没有考核指标。');
      for (const line of lines) deps.terminal.out(`  ${lineText(line)}`);
    }
    return 0;
  },
};

const lineText = ({ kpi, value, met }: KpiLine): string => {
  const mark = met === null ? '  ' : met ? '达到' : '未达';
  const now = value === null ? '没有数据' : amount(value, kpi.unit);
  return `${mark}  ${kpi.title}：${now}（要求${TARGETS[kpi.comparison]}${kpi.value === null ? '' : ` ${amount(kpi.value, kpi.unit)}`}）`;
};

const TARGETS: Readonly<Record<Kpi['comparison'], string>> = {
  'at-least': '不低于',
  'at-most': '不高于',
  equals: '等于',
  up: '比上年提高',
  down: '比上年减少',
  'not-lower': '不低于上年',
};

const UNITS: Readonly<Record<Exclude<Kpi['unit'], 'share'>, string>> = {
  'yuan-per-person-year': '元',
  yuan: '元',
  persons: '人',
  households: '户',
  issues: '件',
  sites: '个',
  'per-household': '人/户',
  'per-village': '个/村',
};

const amount = (value: number, unit: Kpi['unit']): string =>
  unit === 'share' ? `${Math.round(value * 1000) / 10}%` : `${value} ${UNITS[unit]}`;
