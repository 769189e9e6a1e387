/** 明确帮扶责任人 (巴南 2022 第18项: 纳入10个工作日内): the town names who answers for the household; the household hears who and the phone. */
import { accepted, refused } from '#src/domain/result.ts';
import { responsibleNamed } from '#src/flows/text/case-work-news.ts';
import { youAreResponsible } from '#src/flows/text/case-work-staff-news.ts';
import { findCase } from '#src/store/case.ts';
import { handOverDuties } from '#src/store/duty.ts';
import { dueDayOf } from '#src/store/duty-list.ts';
import { setResponsible } from '#src/store/plan.ts';
import { assignResponsible } from '#src/store/registry/assignments.ts';
import { findHousehold } from '#src/store/registry/households.ts';
import { tellStaff } from '../duty/tell-staff.ts';
import { canHandle, commandCase, contactFor } from '../staff/case-actions.ts';
import type { Handler } from '../turn.ts';
import { tellHousehold } from './step-news.ts';

/** Names who sees a household's help through (帮扶责任人) and tells them. */
export const nameResponsible: Handler<'name-responsible'> = async (turn, { caseId, staffId }) => {
  const stored = await findCase(turn.trx, caseId);
  if (stored === null) return refused({ code: 'gone' });
  const { area, householdId } = stored.file;
  if (!(await canHandle(turn, staffId, caseId, area, householdId))) {
    return refused({ code: 'own-interest' });
  }
  const changed = await commandCase(turn, 'name-responsible', caseId, (byStaffId) => ({
    kind: 'name-responsible',
    byStaffId,
    responsibleStaffId: staffId,
  }));
  if (!changed.ok) return changed;
  // 包户: monthly visits and what is to be started go to this person from now on.
  await assignResponsible(turn.trx, {
    id: turn.newId(),
    staffId,
    householdId,
    areaPath: area,
    on: turn.today,
  });
  await setResponsible(turn.trx, householdId, staffId);
  const theirs = ['start-measure', 'monthly-visit'] as const;
  await handOverDuties(turn.trx, { householdId, kinds: theirs }, { staffId, role: 'helper' });
  const planBy = await dueDayOf(turn.trx, caseId, 'make-plan');
  const contact = await contactFor(turn, staffId);
  await tellHousehold(turn, caseId, () => responsibleNamed(contact));
  const household = await findHousehold(turn.trx, householdId);
  const headName = household?.headName ?? '';
  await tellStaff(turn, staffId, 'to-do', youAreResponsible(caseId, headName, planBy, turn.today));
  return accepted({ name: contact.name, planBy });
};
