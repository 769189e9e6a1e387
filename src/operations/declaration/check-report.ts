/** From a stored report to the facts of the rule checks. */
import { fromInstant, type LocalDate } from '#src/domain/calendar/local-date.ts';
import { checkDeclaration } from '#src/domain/declaration/checks/rules.ts';
import type { CheckFacts, CheckResult } from '#src/domain/declaration/checks/check.ts';
import { readMessage } from '#src/domain/declaration/reader/read.ts';
import { ageOn, readIdentityNumber } from '#src/domain/people/identity-number.ts';
import type { Pack } from '#src/domain/policy/pack.ts';
import type { GatheredFacts } from '#src/store/check-facts.ts';
import type { StoredDeclaration } from '#src/store/declaration.ts';

/** Runs the checks on a report. `openCaseDays`: since when the household has an open case. */
export function checkReport(
  report: StoredDeclaration,
  gathered: GatheredFacts,
  pack: Pack,
  openCaseDays: number | null,
): readonly CheckResult[] {
  const submittedOn = fromInstant(report.submittedAt);
  const identity =
    gathered.idNumber === '' ? null : readIdentityNumber(gathered.idNumber, submittedOn);
  const bornOn = identity?.birthDate ?? null;
  const facts: CheckFacts = {
    content: report.content,
    today: submittedOn,
    consent:
      report.filedByStaff !== null
        ? 'paper'
        : gathered.accountConsent === 'given'
          ? 'given'
          : 'missing',
    areaLevel: gathered.areaLevel,
    registry: registryOf(report, gathered),
    identityFlag: identity?.verdict === 'flagged' ? identity.flag : null,
    openCaseDays,
    earlierReports: gathered.earlierReports,
    reportsToday: gathered.reportsToday,
    reporterAge: bornOn === null ? null : ageOn(bornOn, submittedOn),
    household:
      gathered.household === null
        ? null
        : {
            exitedPoverty: gathered.household.exitedPoverty,
            monitored: gathered.household.monitored,
            members: gathered.members.map((m) => memberFacts(m, submittedOn)),
          },
    othersPersonalData: othersNamed(report, gathered.accountName),
    packRiskTypes: pack.settings.risk_types.value,
  };
  return checkDeclaration(facts);
}

function registryOf(
  report: StoredDeclaration,
  { household }: GatheredFacts,
): CheckFacts['registry'] {
  if (household === null || household.origin === 'claimed') return 'unmatched';
  return household.areaPath === report.areaPath ? 'matched' : 'elsewhere';
}

const WITH_LABOUR = new Set(['普通劳动力', '技能劳动力', '弱劳动力或半劳动力']);
const WITHOUT_LABOUR = new Set(['丧失劳动力', '无劳动力']);

const memberFacts = (m: GatheredFacts['members'][number], today: LocalDate) => ({
  age: m.bornOn === null ? null : ageOn(m.bornOn, today),
  student: m.schooling !== null && m.schooling !== '' && m.schooling !== '学龄前儿童',
  labour:
    m.labour === null
      ? null
      : WITH_LABOUR.has(m.labour)
        ? true
        : WITHOUT_LABOUR.has(m.labour)
          ? false
          : null,
  disabled: m.disabled || m.health.includes('残疾'),
  gravelyIll: m.health.includes('患有大病'),
});

/** Names and numbers in the words that are not the reporter's own. */
function othersNamed(report: StoredDeclaration, ownName: string): number {
  const subject = report.content.subject?.name ?? '';
  return report.content.words
    .map((words) => readMessage(words).pii)
    .reduce(
      (sum, pii) =>
        sum +
        pii.idCards.length +
        pii.names.filter((name) => name !== ownName && name !== subject).length,
      0,
    );
}
