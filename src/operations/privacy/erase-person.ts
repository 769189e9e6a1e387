/**
 * Erasure on a granted request (个人信息保护法第四十七条): what a person said and what says who they are leaves every table and, by
 * queue work, the disk. Numbers, codes, dates, cases and the log of events stay, for they rest on the office's duty (第十三条（三）).
 */
import type { Instant } from '#src/domain/calendar/instant.ts';
import { accepted, refused, type Result } from '#src/domain/result.ts';
import { restoreConversation, startConversation } from '#src/flows/conversation.ts';
import { erasedMention } from '#src/flows/text/privacy.ts';
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import { findOrMakeAccount } from '#src/store/account.ts';
import { eraseAlertWords, findAlert } from '#src/store/alert.ts';
import { type Db, inScope, type Trx } from '#src/store/database.ts';
import { findDeclaration } from '#src/store/declaration.ts';
import { promiseWork } from '#src/store/outbox.ts';
import { eraseFromSteps, eraseNotices, objectionsOf } from '#src/store/privacy/case-steps.ts';
import * as erase from '#src/store/privacy/erase.ts';
import {
  replaceMentions,
  rewriteConversations,
  staffWhoMayHaveSeen,
} from '#src/store/privacy/mentions.ts';
import { eraseHelp, planObjectionsOf } from '#src/store/privacy/help.ts';
import * as person from '#src/store/privacy/person.ts';
import { eraseToldJobs } from '#src/store/privacy/status.ts';
import { SYSTEM } from '#src/store/scope.ts';
import {
  copyOfIssues,
  eraseIssues,
  issuesOfPerson,
  photosOfIssues,
} from '#src/store/privacy/issues.ts';
import { findTicket } from '#src/store/ticket.ts';
import { transcriptOf } from '#src/store/transcript.ts';
import type { Clock, NewId } from '../ports.ts';

/** A transaction in the system scope, and what it needs. */
export type PrivacyContext = {
  readonly trx: Trx;
  readonly now: Instant;
  readonly newId: NewId;
  readonly fields: FieldEncryption;
};

export type EraseRefusal = {
  readonly code:
    | 'unknown'
    /** One of the accounts is an officer's: their work is not theirs to erase; the post must end first. */
    | 'is-staff'
    /** An alarm is going on: whoever helps needs the words and the phone. */
    | 'alarm-going-on';
};

export type Erased = {
  readonly accounts: number;
  readonly reports: number;
  readonly media: number;
  /** Messages to staff that spoke of the person. */
  readonly mentions: number;
  /** The chat the request came from, as the stranger's it is now: the answer goes there. */
  readonly freshAccountId: string;
};

/** The same in a transaction of its own, for an operator who made sure of the person. */
export const erasePersonNow = (
  deps: {
    readonly db: Db;
    readonly clock: Clock;
    readonly newId: NewId;
    readonly fields: FieldEncryption;
  },
  accountId: string,
): Promise<Result<Erased, EraseRefusal>> =>
  inScope(deps.db, SYSTEM, (trx) =>
    erasePerson({ trx, now: deps.clock.now(), newId: deps.newId, fields: deps.fields }, accountId),
  );

/** Erases the person behind an account, with all accounts joined to it, in the caller's transaction: all of it or nothing. */
export async function erasePerson(
  context: PrivacyContext,
  accountId: string,
): Promise<Result<Erased, EraseRefusal>> {
  const { trx, fields, now } = context;
  const accounts = await person.accountsOfPerson(trx, accountId);
  const asked = accounts.find((each) => each.accountId === accountId);
  if (asked === undefined) return refused({ code: 'unknown' });
  if (accounts.some((each) => each.staffId !== null)) return refused({ code: 'is-staff' });
  const ids = accounts.map((each) => each.accountId);
  await person.lockConversations(trx, ids);
  const alerts = await person.alertsOfPerson(trx, ids);
  if (alerts.some((each) => !each.closed)) return refused({ code: 'alarm-going-on' });

  const found = {
    accounts,
    reportIds: await person.reportsOfPerson(trx, ids),
    alertIds: alerts.map((each) => each.alertId),
    ticketIds: await person.ticketsOfPerson(trx, ids),
    issueIds: [] as readonly string[],
    mediaIds: [] as readonly string[],
    claimed: [] as readonly string[],
  };
  found.issueIds = await issuesOfPerson(trx, ids, found.reportIds);
  found.mediaIds = [
    ...new Set([
      ...(await person.mediaOfPerson(trx, ids, found.reportIds)),
      ...(await photosOfIssues(trx, found.issueIds)),
    ]),
  ];
  found.claimed = await person.claimedHouseholdsOf(trx, ids, found.reportIds);
  const mentions = await eraseMentions(context, found);

  await erase.eraseReports(trx, found.reportIds);
  await erase.eraseMedia(trx, found.mediaIds);
  for (const mediaId of found.mediaIds) {
    await promiseWork(trx, context.newId(), { queue: 'media', payload: { mediaId } }, now);
  }
  await erase.eraseTickets(trx, fields, found.ticketIds);
  await eraseIssues(trx, found.issueIds);
  for (const alertId of found.alertIds) await eraseAlertWords(trx, fields, alertId);
  await erase.releaseAlerts(trx, found.alertIds);
  await eraseFromSteps(trx, ids);
  await eraseNotices(trx, found.claimed);
  await erase.eraseMessages(trx, ids, now);
  for (const account of accounts) await erase.eraseInbound(trx, account);
  await eraseHelp(trx, ids, found.claimed);
  await eraseToldJobs(trx, ids);
  await erase.eraseAccounts(trx, ids, now);
  await erase.eraseHouseholds(trx, found.claimed);

  const fresh = await findOrMakeAccount(trx, asked.channel, asked.chat, context.newId, now);
  for (const { accountId: from } of accounts) await erase.moveSessions(trx, from, fresh.id);
  return accepted({
    accounts: accounts.length,
    reports: found.reportIds.length,
    media: found.mediaIds.length,
    mentions,
    freshAccountId: fresh.id,
  });
}

type Found = {
  readonly accounts: readonly person.PersonAccount[];
  readonly reportIds: readonly string[];
  readonly alertIds: readonly string[];
  readonly ticketIds: readonly string[];
  readonly issueIds: readonly string[];
  readonly mediaIds: readonly string[];
  readonly claimed: readonly string[];
};

/** Shorter words (好, 嗯) would be found in anybody's messages. In UTF-16 units. */
const SHORTEST_TRACE = 6;

/**
 * Officers were shown reports, alarms and questions in their own chats; what stood there of this person goes as well. Found by the
 * traces below in messages of staff over the person's areas, read page by page.
 */
async function eraseMentions(context: PrivacyContext, found: Found): Promise<number> {
  const { trx, fields } = context;
  const { traces, areas } = await tracesOf(context, found);
  const since = found.accounts.map((each) => each.createdAt).reduce((a, b) => (a < b ? a : b));
  const mentions = (text: string): boolean => traces.some((trace) => text.includes(trace));
  const staff = await staffWhoMayHaveSeen(trx, areas, found.alertIds);
  const instead = { text: erasedMention() };
  const replaced = await replaceMentions(trx, fields, staff, since, mentions, instead);
  await rewriteConversations(trx, fields, staff, mentions, (stored) => {
    const { token, draft, kept } = restoreConversation(stored);
    const free = (of: unknown): boolean => !mentions(JSON.stringify(of));
    // Half-written work about other households stays where it is.
    return {
      ...startConversation(),
      token,
      draft: draft !== null && free(draft) ? draft : null,
      kept: kept.filter(free),
    };
  });
  return replaced;
}

/** What gives the person away in a text: numbers of their reports, phones, identity numbers, their own words. */
async function tracesOf(
  { trx, fields }: PrivacyContext,
  found: Found,
): Promise<{ readonly traces: readonly string[]; readonly areas: readonly string[] }> {
  const traces = new Set<string>();
  const areas = new Set<string>();
  const said = (words: string): void => {
    for (const line of words.split('\n')) if (line.length >= SHORTEST_TRACE) traces.add(line);
  };
  for (const account of found.accounts) {
    const id = account.accountId;
    if (account.areaPath !== null) areas.add(account.areaPath);
    if (account.phoneEnc !== null) {
      traces.add(fields.decrypt('account.phone', id, account.phoneEnc));
    }
    if (account.idNumberEnc !== null) {
      traces.add(fields.decrypt('account.id_number', id, account.idNumberEnc));
    }
    // A name of the registry is the office's; one that only the person told is theirs.
    if (found.claimed.includes(account.householdId ?? '') && account.name.length > 1) {
      traces.add(account.name);
    }
  }
  for (const id of found.reportIds) {
    const report = await findDeclaration(trx, fields, id);
    if (report === null) continue;
    areas.add(report.areaPath);
    traces.add(report.receiptNumber).add(id);
    for (const words of report.content.words) said(words);
    if (report.content.subject !== null) {
      traces.add(report.content.subject.phone).add(report.content.subject.name);
    }
  }
  for (const id of found.alertIds) {
    traces.add(id);
    for (const words of (await findAlert(trx, fields, id))?.said ?? []) said(words);
  }
  for (const id of found.ticketIds) {
    const ticket = await findTicket(trx, fields, id);
    if (ticket !== null) traces.add(ticket.number);
    said(ticket?.words ?? '');
  }
  for (const issue of await copyOfIssues(trx, fields, found.issueIds)) {
    traces.add(issue.number);
    said(issue.words);
  }
  const accountIds = found.accounts.map((each) => each.accountId);
  for (const { words } of await objectionsOf(trx, fields, accountIds)) said(words);
  for (const words of await planObjectionsOf(trx, fields, accountIds)) said(words);
  for (const id of found.mediaIds) said((await transcriptOf(trx, fields, id)) ?? '');
  // They are looked for in JSON, where quotation marks stand with a stroke before them.
  const written = [...traces].map((trace) => JSON.stringify(trace).slice(1, -1));
  return { traces: written.filter((trace) => trace.length > 1), areas: [...areas] };
}
