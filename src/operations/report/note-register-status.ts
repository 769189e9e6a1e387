/**
 * What a department's list says of single people is kept with them, good news too: who is insured (潼南 2025（三）参保台账) and who is
 * employed (丰都 2024（九）每月组织数据比对). The comparison itself looks for risks only.
 */
import type { YearMonth } from '#src/domain/calendar/local-date.ts';
import { householdsInDoubt, writeEmployment, writeInsured } from '#src/store/member-status.ts';
import type { Found } from '../alarm/match-rows.ts';
import type { WorkContext } from '../duty/work-context.ts';
import { checkHouseholds } from '../quality/check-households.ts';

/**
 * Writes what rows of the medical and the labour department say of people. Where they say otherwise than an officer entered, the
 * household gets a finding (数据体检) at once.
 */
export async function noteRegisterStatus(
  context: WorkContext,
  month: YearMonth,
  found: readonly Found[],
): Promise<void> {
  const { trx, today } = context;
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
  const people = [...new Set([...insured.keys(), ...employed.keys()])];
  await checkHouseholds(context, await householdsInDoubt(trx, people));
}
