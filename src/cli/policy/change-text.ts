/** What would be different about a past case, in words. */
import { type Change, type TroubleCode, troubleCodes } from '#src/domain/simulation/replay.ts';
import { WORDS } from './words.ts';

const TITLES: Readonly<Record<TroubleCode, string>> = {
  'identify-late': '识别认定超期（原则上）',
  'identify-breach': '识别认定超过硬性时限',
  'verify-late': '入户核实超期',
  'too-few-verifiers': '入户核实人数不够',
  'step-missing': '缺步骤',
  'step-order': '步骤先后不对',
  'publicity-short': '公示天数不够',
  'category-unknown': '没有这一类监测对象',
  'refused-within-line': '没有纳入，收入在监测范围内',
  'enrolled-above-line': '已纳入，收入高于监测范围',
  'plan-late': '明确责任人和措施超期（原则上）',
  'plan-breach': '明确责任人和措施超过硬性时限',
  'elimination-early': '风险消除过早',
  'elimination-few-measures': '风险消除前措施不够',
  'elimination-publicity-short': '风险消除公示天数不够',
};

/** A code's title; a code nobody knows stays itself. */
export function troubleTitle(code: string): string {
  const known = troubleCodes.find((each) => each === code);
  return known === undefined ? code : TITLES[known];
}

/** One change in one line. */
export function changeText({ kind, trouble }: Change): string {
  const { code, step, day, number } = trouble;
  const details = [
    ...(step === null ? [] : [WORDS[step] ?? step]),
    ...(day === null ? [] : [EARLIEST.has(code) ? `不早于 ${day}` : `应在 ${day} 前`]),
    ...(number === null ? [] : [`要求 ${number}${UNIT[code] ?? ''}`]),
  ];
  const more = details.length === 0 ? '' : `：${details.join('，')}`;
  return `${kind === 'new' ? '会出现' : '不再有'}“${TITLES[code]}”${more}`;
}

const EARLIEST: ReadonlySet<TroubleCode> = new Set<TroubleCode>([
  'publicity-short',
  'elimination-early',
  'elimination-publicity-short',
]);

const UNIT: Readonly<Partial<Record<TroubleCode, string>>> = {
  'too-few-verifiers': ' 人',
  'publicity-short': ' 天',
  'refused-within-line': ' 元',
  'enrolled-above-line': ' 元',
  'elimination-few-measures': ' 项',
  'elimination-publicity-short': ' 天',
};
