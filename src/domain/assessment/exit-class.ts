/** The three classes of households that left poverty (建档立卡户分类) after which visits differ: 西咸 二(1)2 “回头看、回头帮”. */
import { type HouseholdMember, isEmployed, workforceOf } from './workforce.ts';

/** 稳定脱贫户, 重点提升户, 兜底保障户. */
export type ExitClass = 'stable' | 'to-lift' | 'safety-net';

/**
 * The class the facts suggest: nobody can work → 兜底保障; income within the line or unknown, or workers without work → 重点提升;
 * otherwise 稳定脱贫. The document names the classes and no test for them; the test is this system's own.
 */
export function suggestExitClass(
  members: readonly HouseholdMember[],
  perPersonYuan: number | null,
  lineYuan: number | null,
): ExitClass {
  const workforce = workforceOf(members);
  if (workforce === 'none') return 'safety-net';
  const low = perPersonYuan === null || (lineYuan !== null && perPersonYuan <= lineYuan);
  return low || (workforce === 'able' && !members.some(isEmployed)) ? 'to-lift' : 'stable';
}
