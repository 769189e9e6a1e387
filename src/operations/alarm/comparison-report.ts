/** The month's comparison as a report: what each list brought, and whose is missing. */
import type { RegisterDepartment } from '#src/domain/alarm/register-risk.ts';
import type { YearMonth } from '#src/domain/calendar/local-date.ts';
import { type ComparisonRun, comparisonsOf } from '#src/store/comparison.ts';
import { topAreaPath } from '#src/store/registry/top-area.ts';
import { packInForce } from '../duty/area-packs.ts';
import { type BackgroundDeps, inBackground } from '../duty/work-context.ts';
import { departmentsMissing } from './comparison-duty.ts';

export type ComparisonReport = {
  readonly month: YearMonth;
  readonly runs: readonly ComparisonRun[];
  readonly missing: readonly RegisterDepartment[];
};

/** Reads the report of a month as it stands. */
export async function comparisonReport(
  deps: BackgroundDeps,
  month: YearMonth,
): Promise<ComparisonReport> {
  const { value } = await inBackground(deps, async (context) => {
    const { trx, policies, today } = context;
    const pack = await packInForce({ trx, policies, today }, await topAreaPath(trx));
    return {
      month,
      runs: await comparisonsOf(trx, month),
      missing: await departmentsMissing(context, pack, month),
    };
  });
  return value;
}
