/** The data checks over some households: findings are opened, and closed when they are gone. */
import { checkHousehold } from '#src/domain/quality/check-household.ts';
import { monitoringLine } from '#src/domain/policy/income.ts';
import { alignFindings } from '#src/store/quality.ts';
import { snapshotsOf } from '#src/store/quality-snapshot.ts';
import { areaPacks } from '../duty/area-packs.ts';
import type { WorkContext } from '../duty/work-context.ts';

/** Idempotent. Run after every save of a household, assessment, plan or measure, and every night. System scope. */
export async function checkHouseholds(
  context: WorkContext,
  householdIds: readonly string[],
): Promise<void> {
  const { trx, fields, today } = context;
  const found = await snapshotsOf(trx, fields, householdIds, today);
  const packOf = await areaPacks(
    context,
    found.map((each) => each.areaPath),
  );
  await alignFindings(
    trx,
    context.newId,
    found.map(({ householdId, areaId, areaPath, snapshot }) => {
      const line = monitoringLine(packOf(areaPath));
      const lineYuan = line.kind === 'fixed' ? line.yuan : null;
      return {
        householdId,
        areaId,
        areaPath,
        findings: checkHousehold({ ...snapshot, lineYuan }),
      };
    }),
    today,
  );
}
