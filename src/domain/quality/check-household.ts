/**
 * The data checks that national and provincial checkers run over the collected forms, run here on every save and every night, so
 * that a village mends its data before somebody else finds it. Rules as published with a set of checker scripts (数据质量校验脚本);
 * they name no document of their own.
 */
import { daysBetween, type LocalDate, plusMonths } from '../calendar/local-date.ts';
import {
  hasLabour,
  isEmployed,
  isStudent,
  ofWorkingAge,
  workforceOf,
} from '../assessment/workforce.ts';
import type { RiskType } from '../declaration/risk.ts';
import { answersRisk, hasBegun, isDevelopment, isLive } from '../plan/measure.ts';
import type { FindingCode, QualityFinding } from './finding.ts';
import type { CheckedMember, HouseholdSnapshot } from './snapshot.ts';

/** Everything to be looked at again, each code and subject once. */
export function checkHousehold(household: HouseholdSnapshot): readonly QualityFinding[] {
  return [
    ...memberFindings(household),
    ...identificationFindings(household),
    ...helpFindings(household),
    ...eliminationFindings(household),
  ];
}

const of = (code: FindingCode, subject = ''): QualityFinding => ({ code, subject });
const when = (holds: boolean, code: FindingCode): readonly QualityFinding[] =>
  holds ? [of(code)] : [];

function memberFindings(household: HouseholdSnapshot): readonly QualityFinding[] {
  const { members } = household;
  const each = members.flatMap((member) => [
    ...(numberWrong(member, household) ? [of('id-number', member.memberId)] : []),
    ...(member.disabilityCard === null ? [] : [of('disability-card', member.memberId)]),
    // 健康、16–59岁、非在校 marked 弱劳动力, 丧失 or 无.
    ...(ofWorkingAge(member) &&
    !isStudent(member) &&
    member.health.length === 1 &&
    member.health[0] === 'healthy' &&
    (member.labour === 'weak' || member.labour === 'lost' || member.labour === 'none')
      ? [of('able-marked-weak', member.memberId)]
      : []),
    ...(member.insuranceDoubted ? [of('insurance-differs', member.memberId)] : []),
    ...(member.jobDoubted ? [of('job-differs', member.memberId)] : []),
    ...(isStudent(member) && isEmployed(member) ? [of('student-with-job', member.memberId)] : []),
  ]);
  const unmarked =
    household.monitored !== null && !household.markedNoLabour && workforceOf(members) === 'none';
  return [...each, ...when(unmarked, 'no-labour-not-marked')];
}

/** A missing number is asked for when the family is monitored; nobody else needs to be in the register with one. */
const numberWrong = (member: CheckedMember, { monitored }: HouseholdSnapshot): boolean =>
  member.idNumber === 'missing' ? monitored !== null : member.idNumber !== null;

function identificationFindings(household: HouseholdSnapshot): readonly QualityFinding[] {
  if (household.monitored === null) return [];
  const { risks, members, before } = household;
  const named = (risk: RiskType): boolean => risks.includes(risk);
  const spent = before === null ? undefined : before.sheet.illness;
  const withLabour = members.filter(hasLabour).length;
  return [
    // 因病 but 合规自付支出 0: either the bills were not asked for or the risk is another.
    ...when(named('因病') && spent === 0, 'illness-without-cost'),
    ...when(named('因自然灾害') && household.disaster === null, 'disaster-without-kind'),
    // 缺劳动力 although half of the members have labour.
    ...when(
      named('因缺劳动力') && members.length > 0 && withLabour * 2 >= members.length,
      'lack-of-labour-doubtful',
    ),
    ...when(
      named('因务工就业不稳') && !members.some((member) => hasLabour(member) && isEmployed(member)),
      'unstable-work-without-worker',
    ),
  ];
}

/** Months the checkers allow until a first measure, and until a 开发式 one where somebody can work. */
const MONTHS_TO_MEASURE = 1;
const MONTHS_TO_DEVELOPMENT = 6;

const monthsSince = (day: LocalDate, months: number, today: LocalDate): boolean =>
  daysBetween(plusMonths(day, months), today) >= 0;

function helpFindings(household: HouseholdSnapshot): readonly QualityFinding[] {
  const { enrolledOn, today } = household;
  if (enrolledOn === null || household.eliminated !== null) return [];
  const live = household.measures.filter(isLive);
  const able = workforceOf(household.members) === 'able';
  const develops = live.filter(isDevelopment);
  const waits = live.filter((measure) => measure.state === 'planned');
  return [
    ...when(live.length === 0 && monthsSince(enrolledOn, MONTHS_TO_MEASURE, today), 'no-measure'),
    ...when(
      able &&
        live.length > 0 &&
        develops.length === 0 &&
        monthsSince(enrolledOn, MONTHS_TO_DEVELOPMENT, today),
      'no-development-measure',
    ),
    ...when(
      able && live.length > 0 && live.every((measure) => measure.class === 'safety-net'),
      'only-safety-net',
    ),
    ...waits
      .filter(
        (measure) =>
          isDevelopment(measure) && monthsSince(measure.plannedOn, MONTHS_TO_MEASURE, today),
      )
      .map((measure) => of('development-not-started', measure.measureId)),
    ...wageFindings(household),
  ];
}

/** 就业 or 公益岗 help has begun and the sheet made after it says 工资性收入 0. */
function wageFindings(household: HouseholdSnapshot): readonly QualityFinding[] {
  const jobs = household.measures.filter(
    (measure) =>
      (measure.class === 'employment' || measure.class === 'public-post') && hasBegun(measure),
  );
  return when(jobs.length > 0 && household.after?.sheet.wage === 0, 'job-measure-without-wage');
}

/** 帮扶消除 within two months of 纳入 is flagged, whatever minimum a pack has. */
const TOO_SOON_MONTHS = 2;

const ANSWERED: readonly (readonly [RiskType, FindingCode])[] = [
  ['因病', 'illness-not-helped'],
  ['因学', 'schooling-not-helped'],
  ['住房安全', 'housing-not-helped'],
  ['饮水安全', 'water-not-helped'],
];

function eliminationFindings(household: HouseholdSnapshot): readonly QualityFinding[] {
  const { eliminated, enrolledOn, after, lineYuan } = household;
  if (eliminated === null) return [];
  const helped = eliminated.way === 'assisted';
  const begun = household.measures.filter(hasBegun);
  const perPerson = after?.netPerPerson ?? null;
  return [
    ...when(
      helped &&
        enrolledOn !== null &&
        daysBetween(eliminated.on, plusMonths(enrolledOn, TOO_SOON_MONTHS)) > 0,
      'eliminated-too-soon',
    ),
    ...when(
      helped && perPerson !== null && lineYuan !== null && perPerson < lineYuan,
      'eliminated-below-line',
    ),
    ...when(after?.complete !== true, 'eliminated-not-assessed'),
    ...(helped
      ? ANSWERED.filter(
          ([risk]) =>
            household.risks.includes(risk) && !begun.some((measure) => answersRisk(measure, risk)),
        ).map(([, code]) => of(code))
      : []),
    ...(household.enrolledOn === null ? [] : wageFindings(household)),
  ];
}
