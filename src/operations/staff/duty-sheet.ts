/** One duty with everything needed to do it, for somebody who may. */
import { accepted, type Result } from '#src/domain/result.ts';
import type { Action } from '#src/domain/people/action.ts';
import type { ContactFacts } from '#src/flows/facts.ts';
import { daysBetween, fromInstant, type LocalDate } from '#src/domain/calendar/local-date.ts';
import { type Case, isUndecided, stateName } from '#src/domain/case/case.ts';
import { proposedSuspension, stoodStillDays } from '#src/domain/case/overlays.ts';
import type { StaffRefusal } from '#src/flows/staff.intents.ts';
import type {
  CallTopic,
  CaseAsked,
  DutySheet,
  HouseholdGlance,
  TicketSheet,
} from '#src/flows/staff.needs.ts';
import { logAccess } from '#src/store/access-log.ts';
import { accountById } from '#src/store/account.ts';
import { findCase } from '#src/store/case.ts';
import { findDeclaration } from '#src/store/declaration.ts';
import { dutyGlances, type DutyRow } from '#src/store/duty-list.ts';
import { dutyOfReport } from '#src/store/duty-of-report.ts';
import { findHousehold, householdPhone, searchHouseholds } from '#src/store/registry/households.ts';
import { findStaff, staffContact } from '#src/store/registry/staff.ts';
import { findTicket } from '#src/store/ticket.ts';
import type { Loader, TurnContext } from '../turn.ts';
import { allowed, inPost } from './as-post.ts';
import { postTitleIn } from './post-title.ts';
import { glance } from './duty-page.ts';
import { householdGlance } from './household-glance.ts';
import { recurringSheet } from './recurring-sheet.ts';
import { reportSheet } from './report-sheet.ts';
import { dutySubject } from './subjects.ts';

/** What a person must be allowed to do to open a duty of this kind. */
export const actionOf = (duty: Pick<DutyRow, 'kind'>): Action => {
  switch (duty.kind) {
    case 'answer-ticket':
      return 'answer-ticket';
    case 'answer-rights-request':
      return 'answer-rights-request';
    case 'call-farmer':
      return 'call-farmer';
    case 'check-registry-match':
      return 'match-person';
    case 'refer-relief':
      return 'refer-relief';
    case 'check-objection':
      return 'check-objection';
    case 'town-review':
      return 'review-case';
    case 'county-decision':
      return 'decide-case';
    case 'village-agenda':
      return 'record-review';
    case 'tell-refusal':
      return 'bring-re-review';
    case 'verify-issue':
    case 'fix-issue':
    case 'persuade-return':
    case 'call-back':
    case 'verify-alarm':
    case 'fix-alarm':
      return 'see-issue';
    case 'approve-notice':
    case 'resume-notice':
      return 'see-notice-progress';
    case 'month-zero':
    case 'data-comparison':
      return 'see-overview';
    case 'send-month-report':
      return 'send-report';
    case 'handle-referrals':
      return 'handle-referral';
    case 'joint-opinion':
    case 'joint-decision':
    case 'rectify':
    case 'confirm-rectification':
      return duty.kind;
    case 'recurring-work':
      return 'do-recurring-work';
    case 'monthly-visit':
    case 'door-to-door':
      return 'record-visit';
    default:
      return 'see-case';
  }
};

/** The desk of 台账和月报 a duty is worked off at, as its button names it. */
function deskOf({ kind, details }: DutyRow): string | null {
  const id = (key: string): string => {
    const value = details[key];
    return typeof value === 'string' ? value : '';
  };
  switch (kind) {
    case 'send-month-report':
      return `report:${id('reportId')}`;
    case 'handle-referrals':
      return 'referrals';
    case 'joint-opinion':
    case 'joint-decision':
      return `joint:${id('reviewId')}`;
    case 'rectify':
    case 'confirm-rectification':
      return `rectification:${id('rectificationId')}`;
    default:
      return null;
  }
}

/** The open duty with this id, if one of the person's posts may do it. System scope. */
export async function openableDuty(
  turn: TurnContext,
  dutyId: string,
): Promise<Result<{ readonly duty: DutyRow; readonly post: Post }, StaffRefusal> | null> {
  const [duty] = await dutyGlances(turn.trx, [dutyId]);
  if (duty === undefined || duty.state !== 'open') return null;
  const proof = await allowed(turn, actionOf(duty), await dutySubject(turn, duty));
  return proof.ok ? accepted({ duty, post: proof.value }) : proof;
}

type Post = Parameters<typeof inPost>[1];

/** A duty with everything needed to do it; null for who may not see it. */
export const dutySheet: Loader<'duty-sheet'> = async (turn, { dutyId }) => {
  const opened = await openableDuty(turn, dutyId);
  if (opened === null || !opened.ok) return null;
  const { duty, post } = opened.value;
  // Who can be phoned stands on accounts and staff rows outside the area too; it is read before the scope narrows.
  const phone = await phoneOf(turn, duty);
  return await inPost(turn, post, () => sheetOf(turn, duty, phone, post.area));
};

async function sheetOf(
  turn: TurnContext,
  duty: DutyRow,
  phone: ContactFacts | null,
  area: string,
): Promise<DutySheet | null> {
  const { trx } = turn;
  const file = duty.caseId === null ? null : ((await findCase(trx, duty.caseId))?.file ?? null);
  const declarationId = file?.declarationIds.at(-1) ?? duty.declarationId;
  const report = declarationId === null ? null : await reportSheet(turn, declarationId);
  const state = file?.state ?? null;
  if (report !== null) {
    // Words of a report are as private as a sheet: their opening is written down as well.
    const { staffId } = turn.account.staff ?? { staffId: '' };
    const { householdId } = report.stored;
    await logAccess(trx, { staffId, postId: null, householdId, what: 'report', at: turn.now });
  }
  const proposer =
    state?.tag === 'close-proposed' ? await findStaff(trx, state.byStaffId) : undefined;
  const breached = duty.details['breachedKind'];
  return {
    ...glance(duty),
    householdId: duty.householdId,
    caseId: duty.caseId,
    declarationId,
    ticketId: duty.ticketId,
    issueId: duty.issueId,
    alarmId: duty.alarmId,
    desk: deskOf(duty),
    noticeId: duty.noticeId,
    clause: duty.clause,
    caseState: file === null ? null : stateName(file.state),
    asked: file === null ? null : await askedOf(turn, file, duty.kind),
    stoodStill: file === null ? null : daysOf(file, turn.today),
    report: report?.sheet ?? null,
    otherReports: Math.max(0, (file?.declarationIds.length ?? 1) - 1),
    ticket: duty.ticketId === null ? null : await ticketSheet(turn, duty.ticketId),
    topic:
      duty.kind === 'call-farmer'
        ? topicOf(duty, state?.tag ?? null)
        : duty.kind === 'tell-refusal'
          ? 'refusal'
          : null,
    refusalReason: duty.kind === 'tell-refusal' && state?.tag === 'closed' ? state.reason : null,
    proposal:
      state?.tag === 'close-proposed'
        ? { ground: state.ground, reason: state.reason, byName: proposer?.name ?? '' }
        : null,
    breached: typeof breached === 'string' ? (breached as DutySheet['breached']) : null,
    phone,
    ...(duty.kind === 'recurring-work' ? { recurring: await recurringSheet(turn, duty) } : {}),
    candidates: duty.kind === 'check-registry-match' ? await candidatesFor(turn, duty, area) : [],
  };
}

/** What the duty's answer is about, for those who answer it. */
async function askedOf(
  { trx }: TurnContext,
  file: Case,
  kind: DutyRow['kind'],
): Promise<CaseAsked | null> {
  const suspension = proposedSuspension(file.suspensions);
  if (kind === 'approve-suspension' && suspension !== null) {
    const { reason, until } = suspension;
    const byName = (await findStaff(trx, suspension.proposedBy))?.name ?? '';
    return { kind: 'suspension', reason, until, byName };
  }
  const { fastTrack } = file;
  const helpFirst = kind === 'approve-fast-track' || kind === 'give-relief';
  if (!helpFirst || fastTrack === null) return null;
  const byName = (await findStaff(trx, fastTrack.proposedBy))?.name ?? '';
  return { kind: 'fast-track', ground: fastTrack.ground, byName };
}

/** Gross and net days of an identification whose clock stood still. */
function daysOf(file: Case, today: LocalDate): DutySheet['stoodStill'] {
  const still = stoodStillDays(file.suspensions, today);
  if (still === 0 || !isUndecided(file)) return null;
  const grossDays = daysBetween(fromInstant(file.clueAt), today);
  return { grossDays, netDays: grossDays - still };
}

const CALL_TOPICS = ['draft', 'unseen', 'result', 'promise', 'set-aside'] as const;

/** What a call is about: written on the duty, or told by the state of its case. */
export function topicOf(duty: Pick<DutyRow, 'details'>, state: string | null): CallTopic {
  if (duty.details['held'] === true) return 'held';
  if (state === 'withdrawal-requested') return 'withdrawal';
  const { topic } = duty.details as { readonly topic?: unknown };
  return CALL_TOPICS.find((each) => each === topic) ?? 'other';
}

async function ticketSheet(turn: TurnContext, ticketId: string): Promise<TicketSheet | null> {
  const ticket = await findTicket(turn.trx, turn.fields, ticketId);
  if (ticket === null) return null;
  return {
    number: ticket.number,
    kind: ticket.kind,
    words: ticket.words,
    askerName: ticket.askerName,
  };
}

/** Households of the registry that bear the name of one made from what a person said. */
async function candidatesFor(
  turn: TurnContext,
  duty: DutyRow,
  area: string,
): Promise<readonly HouseholdGlance[]> {
  if (duty.headName === '') return [];
  const found = await searchHouseholds(turn.trx, area, duty.headName, 8);
  return found
    .filter((each) => each.origin === 'registry' && each.householdId !== duty.householdId)
    .slice(0, 4)
    .map((each) => householdGlance({ ...each, dueOn: null }));
}

/** The person to phone: the one who spoke to us, else the household's own number. */
async function phoneOf(turn: TurnContext, duty: DutyRow): Promise<ContactFacts | null> {
  const { trx, fields } = turn;
  const accountId = await accountBehind(turn, duty);
  const account = accountId === null ? null : await accountById(trx, accountId);
  if (account !== null && account.phone_enc !== null) {
    const phone = fields.decrypt('account.phone', account.id, account.phone_enc);
    return { title: '', name: account.name, phone };
  }
  if (duty.declarationId !== null) {
    const report = await findDeclaration(trx, fields, duty.declarationId);
    const subject = report?.content.subject ?? null;
    if (subject !== null && subject.phone !== '') {
      return { title: '', name: subject.name, phone: subject.phone };
    }
    if (report?.filedByStaff != null) {
      const contact = await staffContact(trx, fields, report.filedByStaff);
      if (contact !== undefined && contact.phone !== '') {
        const title = await postTitleIn(turn, 'village-officer', duty.areaPath);
        return { title, name: contact.name, phone: contact.phone };
      }
    }
  }
  if (duty.householdId === null) return null;
  const household = await findHousehold(trx, duty.householdId);
  const phone = await householdPhone(trx, fields, duty.householdId);
  return household === undefined || phone === ''
    ? null
    : { title: '', name: household.headName, phone };
}

async function accountBehind(turn: TurnContext, duty: DutyRow): Promise<string | null> {
  const { accountId } = duty.details as { readonly accountId?: unknown };
  if (typeof accountId === 'string') return accountId;
  if (duty.ticketId !== null) {
    return (await findTicket(turn.trx, turn.fields, duty.ticketId))?.accountId ?? null;
  }
  if (duty.declarationId === null) return null;
  const report = await findDeclaration(turn.trx, turn.fields, duty.declarationId);
  return report === null || report.filedByStaff !== null ? null : report.accountId;
}

/** A lasting 打开 button names a report; the person opens it through the nearest open duty they may do. */
export const dutyOfReportFor: Loader<'duty-of-report'> = async (turn, { declarationId }) => {
  for (const dutyId of await dutyOfReport(turn.trx, declarationId, turn.account.staff?.staffId)) {
    const opened = await openableDuty(turn, dutyId);
    if (opened?.ok === true) return dutyId;
  }
  return null;
};
