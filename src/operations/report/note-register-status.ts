/**
 * What a department's list says of single people is kept with them, good news too: who is insured (潼南 2025（三）参保台账) and who is
 * employed (丰都 2024（九）每月组织数据比对). The comparison itself looks for risks only.
 */
import type { YearMonth } from '#src/domain/calendar/local-date.ts';
import { writeEmployment, writeInsured } from '#src/store/member-status.ts';
import type { Found } from '../alarm/match-rows.ts';
import type { WorkContext } from '../duty/work-context.ts';

/** Writes what rows of the medical and the labour department say of people. */
export async function noteRegisterStatus(
  { trx, today }: Pick<WorkContext, 'trx' | 'today'>,
  month: YearMonth,
  found: readonly Found[],
): Promise<void> {
  const insured = new Map<string, 'resident' | 'none'>();
  const employed = new Map<string, boolean>();
  for (const { memberId, row } of found) {
    const { facts } = row;
    if (facts.department === 'medical' && facts.insured !== null) {
      insured.set(memberId, facts.insured ? 'resident' : 'none');
    }
    if (facts.department === 'labour' && facts.employed !== null) {
      employed.set(memberId, facts.employed);
    }
  }
  await writeInsured(
    trx,
    [...insured].map(([memberId, state]) => ({ memberId, insured: state })),
    today,
  );
  await writeEmployment(
    trx,
    [...employed].map(([memberId, works]) => ({ memberId, employed: works })),
    month,
    today,
  );
}
