/** `fangpin kpi`: what the targets of the county's documents stand at. */
import { type KpiBase, knownEnough } from '#src/domain/ledger/kpi-base.ts';
import type { KpiSource } from '#src/domain/ledger/kpi-figure.ts';
import type { Kpi } from '#src/domain/policy/kpi.ts';
import { type KpiLine, kpiBoards } from '#src/operations/report/kpi-board.ts';
import { type Command, readArgs, UsageError } from './command.ts';

export const kpiCommand: Command = {
  name: 'kpi',
  summary: '看县里政策包的考核指标现在是多少',
  help: `用法：fangpin kpi

按县列出政策包里的每一项指标、要求和现在的数。还没有数的，写明导入什么以后显示；和上年比的，写出上年的数。
系统里有的数自己算；满意度、贷款发放这些算不出来的，用 fangpin import figures 导入。
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

const lineText = ({ kpi, value, asOf, base, before, met, missing }: KpiLine): string => {
  const mark = met === null ? '  ' : met ? '达到' : '未达';
  const now =
    value === null
      ? missing === null
        ? ''
        : MISSING[missing]
      : `${amount(value, kpi.unit)}${asOf === null ? '' : `（${asOf} 的数）`}${base === null ? '' : known(base)}`;
  const last = before === null ? '' : `，上年 ${amount(before, kpi.unit)}`;
  return `${mark}  ${kpi.title}：${now}（要求${TARGETS[kpi.comparison]}${kpi.value === null ? '' : ` ${amount(kpi.value, kpi.unit)}`}${last}）`;
};

/** A share is of those of whom it is known. */
const known = (base: KpiBase): string =>
  `（已知 ${base.known} 人，共 ${base.of} 人${knownEnough(base) ? '' : '，知道的太少，先不下结论'}）`;

/** What has to come in, and how. */
const MISSING: Readonly<Record<KpiSource, string>> = {
  insurance:
    '导入医保名单后显示（fangpin import register 文件 --department medical），村里逐人记参保也行',
  sheets: '村里填了收支后显示',
  'city-income': '政策包里填了全市农村居民人均可支配收入后显示',
  line: '政策包里填了低收入线后显示',
  monitored: '有了监测户后显示',
  figures: '导入考核数据后显示（fangpin import figures 文件）',
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
