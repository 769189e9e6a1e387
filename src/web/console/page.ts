/** Pages of the console: dense and quiet like a good ledger. Every number leads to the list it counts. */
import { daysBetween, fromInstant, type LocalDate } from '#src/domain/calendar/local-date.ts';
import { roleTitle } from '#src/domain/people/roles.ts';
import { daysLeft, formatDay, formatMoment } from '#src/flows/text/format.ts';
import { stateWords } from '#src/flows/text/notice-count.ts';
import { stateLabel } from '#src/flows/text/staff-case.ts';
import { dutyTitle, lateMark } from '#src/flows/text/staff-duty.ts';
import {
  type AreaOverview,
  isBeforeDecision,
  type OpenedArea,
} from '#src/operations/console/read-work.ts';
import type { ConsoleUser } from '#src/operations/console/session.ts';
import type { AlarmLine } from '#src/store/views/alarm-lines.ts';
import type { OpenDutyLine } from '#src/store/views/duty-lines.ts';
import type { NoticeLine } from '#src/store/views/notice-lines.ts';
import type { QuarantinedUpdate } from '#src/store/views/quarantine.ts';
import type { AreaWork, CaseLine } from '#src/store/views/work-overview.ts';
import type { Assets } from '../assets.ts';
import { FORM_FIELD } from '../forgery.ts';
import { type Html, html, type Part } from '../html.ts';
import { linkText } from '../text.ts';
import { publicityText } from './publicity-words.ts';
import { consoleText as words, standing } from './words.ts';

export type ConsoleFrame = {
  readonly assets: Assets;
  readonly user: ConsoleUser;
  readonly formToken: string;
  /** Address of the page, to mark it in the navigation. */
  readonly at: string;
  readonly maySeeQuarantine: boolean;
};

const document = (
  assets: Assets,
  title: string,
  body: Html,
  script: boolean,
): Html => html`<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · ${words.title}</title>
<link rel="icon" href="${assets.url('icon.svg')}" type="image/svg+xml">
<link rel="stylesheet" href="${assets.url('console.css')}">
${script && html`<script type="module" src="${assets.url('console.js')}"></script>`}
</head>
${body}
</html>`;

/** The page of a single-use link: looking at it changes nothing, its button uses it up. */
export const enterPage = (assets: Assets, formToken: string, code: string): Html =>
  document(
    assets,
    linkText.consoleTitle,
    html`<body class="enter"><main><h1>${linkText.consoleTitle}</h1><p>${linkText.consoleHint}</p>
<form method="post" action="/console/enter/${code}"><input type="hidden" name="${FORM_FIELD}" value="${formToken}">
<button class="go" type="submit">${linkText.consoleOpen}</button></form></main></body>`,
    false,
  );

/** Before a sheet is shown: a button, and nothing of anybody. */
export const openSheetPage = (assets: Assets, formToken: string, token: string): Html =>
  document(
    assets,
    publicityText.sheet,
    html`<body class="enter"><main><h1>${publicityText.sheet}</h1><p>${publicityText.openHint}</p>
<form method="post" action="/sheet/${token}"><input type="hidden" name="${FORM_FIELD}" value="${formToken}">
<button class="go" type="submit">${publicityText.open}</button></form></main></body>`,
    false,
  );

/** Says one sentence to somebody who is not let in. */
export const sentencePage = (assets: Assets, title: string, sentence: string): Html =>
  document(
    assets,
    title,
    html`<body class="enter"><main><h1>${title}</h1><p>${sentence}</p><p><a href="/chat">${words.chat}</a></p></main></body>`,
    false,
  );

/** A page with navigation; `sentence` says what it shows. */
export function consolePage(
  frame: ConsoleFrame,
  page: {
    readonly title: string;
    readonly sentence: string;
    readonly opened: OpenedArea | null;
    readonly content: Part;
    readonly live?: boolean;
  },
): Html {
  const area = page.opened?.area.code ?? '';
  const link = (path: string, label: string): Html =>
    html`<li><a href="${path}?area=${area}"${frame.at === path && html` aria-current="page"`}>${label}</a></li>`;
  return document(
    frame.assets,
    page.title,
    html`<body>
<nav aria-label="${words.title}"><p class="brand">${words.title}</p><ul>
${link('/console', words.overview)}${link('/console/cases', words.cases)}${link('/console/duties', words.duties)}${link('/console/notices', words.notices)}
${frame.maySeeQuarantine && link('/console/quarantine', words.quarantine)}
</ul>
<div class="me"><p>${frame.user.name}<br><small>${page.opened === null ? '' : `${roleTitle(page.opened.post.role)} · ${page.opened.post.areaName}`}</small></p>
<form method="post" action="/console/leave"><input type="hidden" name="${FORM_FIELD}" value="${frame.formToken}"><button type="submit">${words.leave}</button></form></div>
</nav>
<main${page.live === true && html` data-live="${frame.at}?area=${area}"`}>
${page.opened !== null && page.opened.trail.length > 1 && trail(page.opened, frame.at)}
<h1>${page.title}</h1>
<p class="sentence">${page.sentence}</p>
<div id="content" tabindex="0">${page.content}</div>
</main>
</body>`,
    page.live === true,
  );
}

const trail = (opened: OpenedArea, at: string): Html =>
  html`<p class="trail">${opened.trail.map((area, index) =>
    index === opened.trail.length - 1
      ? html`<span aria-current="location">${area.name}</span>`
      : html`<a href="${at}?area=${area.code}">${area.name}</a> › `,
  )}</p>`;

const count = (n: number, href: string, look = ''): Html =>
  n === 0
    ? html`<td class="n zero">0</td>`
    : html`<td class="n"><a class="${look}" href="${href}">${n}</a></td>`;

/** Alarms that are still going on: where, since when, with whom. What was said and by whom stays with those who were rung. */
function alarmTable(lines: readonly AlarmLine[], today: LocalDate): Html {
  if (lines.length === 0) return html``;
  return html`<section class="alarms" aria-label="${words.alarms}"><h2>${words.alarms}</h2>
<table class="ledger list">
<thead><tr><th scope="col">${words.area}</th><th scope="col">${words.since}</th><th scope="col">${words.takenBy}</th></tr></thead>
<tbody>${lines.map(
    (line) =>
      html`<tr><th scope="row">${line.areaName === '' ? words.placeUnknown : line.areaName}</th><td class="whole" data-label="${words.since}">${formatMoment(line.raisedAt, today)}</td><td data-label="${words.takenBy}">${line.takenByName === '' ? html`<span class="red">${words.notTaken}</span>` : line.takenByName}</td></tr>`,
  )}</tbody></table></section>`;
}

/** Open work by area, each number leading to its list. */
export function overviewContent(opened: OpenedArea, overview: AreaOverview): Html {
  const { area } = opened;
  const lines = overview.lines.filter(
    (line, index) =>
      index < overview.lines.length - 1 || hasWork(line) || overview.lines.length === 1,
  );
  const cells = (line: AreaWork): Part => {
    const cases = (state: string): string => `/console/cases?area=${line.code}&state=${state}`;
    const duties = (part: string): string => `/console/duties?area=${line.code}&part=${part}`;
    return [
      count(line.clue, cases('clue')),
      count(line.accepted, cases('accepted')),
      count(line.verified, cases('verified')),
      count(line.asked, cases('asked')),
      count(line.duties, duties('all')),
      count(line.soon, duties('soon')),
      count(line.orange, duties('orange'), 'orange'),
      count(line.red, duties('red'), 'red'),
    ];
  };
  const heads = [
    words.clue,
    words.accepted,
    words.verified,
    words.asked,
    words.dutyCount,
    words.soon,
    words.orange,
    words.red,
  ];
  return html`${alarmTable(overview.alarms, opened.today)}<table class="ledger">
<thead><tr><th scope="col">${words.area}</th>${heads.map((head) => html`<th scope="col" class="n">${head}</th>`)}</tr></thead>
<tbody>${lines.map((line) => {
    const own = line.code === area.code;
    const name = own
      ? overview.lines.length === 1
        ? line.name
        : words.own(line.name)
      : line.hasParts
        ? html`<a href="/console?area=${line.code}">${line.name}</a>`
        : line.name;
    return html`<tr><th scope="row">${name}</th>${cells(line)}</tr>`;
  })}</tbody>
<tfoot><tr><th scope="row">${words.total}</th>${cells(sumOf(overview.lines, area.code))}</tr></tfoot>
</table>
<h2>${words.longest}</h2>
${caseTable(overview.longest, opened.today)}`;
}

const hasWork = (line: AreaWork): boolean => line.duties + openCasesIn(line) > 0;
const openCasesIn = (line: AreaWork): number =>
  line.clue + line.accepted + line.verified + line.asked;

function sumOf(lines: readonly AreaWork[], code: string): AreaWork {
  const add = (pick: (line: AreaWork) => number): number =>
    lines.reduce((sum, line) => sum + pick(line), 0);
  return {
    name: '',
    code,
    hasParts: true,
    clue: add((line) => line.clue),
    accepted: add((line) => line.accepted),
    verified: add((line) => line.verified),
    asked: add((line) => line.asked),
    duties: add((line) => line.duties),
    soon: add((line) => line.soon),
    orange: add((line) => line.orange),
    red: add((line) => line.red),
  };
}

/** 云岭县现有 41 件在办个案，…… */
export function overviewSentence(opened: OpenedArea, overview: AreaOverview): string {
  const sum = sumOf(overview.lines, '');
  const [first] = overview.longest;
  const longestDays =
    first === undefined ? null : daysBetween(fromInstant(first.clueAt), opened.today);
  return standing(opened.area.name, {
    open: openCasesIn(sum),
    orange: sum.orange,
    red: sum.red,
    longestDays,
  });
}

/** Cases as lines of a ledger. */
export function caseTable(lines: readonly CaseLine[], today: LocalDate): Html {
  if (lines.length === 0) return html`<p class="none">${words.nothing}</p>`;
  return html`<table class="ledger list">
<thead><tr><th scope="col">${words.number}</th><th scope="col">${words.household}</th><th scope="col">${words.area}</th><th scope="col">${words.state}</th><th scope="col" class="n">${words.waits}</th><th scope="col">${words.due}</th></tr></thead>
<tbody>${lines.map(
    (line) =>
      html`<tr><td class="id" data-label="${words.number}">${line.number}${line.state === 'publicity' && html` <a href="/console/publicity/${line.caseId}">${words.publicitySheet}</a>`}</td><th scope="row">${line.headName}${line.urgent && html` <b class="tag">${words.urgent}</b>`}</th><td class="whole" data-label="${words.area}">${line.areaName}</td><td data-label="${words.state}">${stateLabel(line.state)}</td><td class="n" data-label="${words.waits}">${daysBetween(fromInstant(line.clueAt), today)}天</td><td class="whole" data-label="${words.due}">${isBeforeDecision(line.state) ? html`${formatDay(line.dueOn, today)} <span class="${line.dueOn < today ? 'red' : 'quiet'}">${daysLeft(line.dueOn, today)}</span>` : html`<span class="quiet">${words.identified}</span>`}</td></tr>`,
  )}</tbody></table>`;
}

/** Duties as lines of a ledger. */
export function dutyTable(lines: readonly OpenDutyLine[], today: LocalDate): Html {
  if (lines.length === 0) return html`<p class="none">${words.nothing}</p>`;
  return html`<table class="ledger list">
<thead><tr><th scope="col">${words.due}</th><th scope="col">${words.what}</th><th scope="col">${words.household}</th><th scope="col">${words.area}</th><th scope="col">${words.owner}</th><th scope="col">${words.clause}</th></tr></thead>
<tbody>${lines.map((line) => {
    const mark = lateMark(line, today);
    const look = mark === '' ? 'quiet' : mark === '【红】' ? 'red' : 'orange';
    return html`<tr><td class="whole" data-label="${words.due}">${formatDay(line.dueOn, today)} <span class="${look}">${mark}${daysLeft(line.dueOn, today)}</span></td><th scope="row">${dutyTitle(line.kind)}</th><td class="whole" data-label="${words.household}">${line.headName}</td><td class="whole" data-label="${words.area}">${line.areaName}</td><td class="whole" data-label="${words.owner}">${line.ownerName === '' ? words.nobody : line.ownerName} <span class="quiet">${roleTitle(line.ownerRole)}</span></td><td class="quiet" data-label="${words.clause}">${line.clause}</td></tr>`;
  })}</tbody></table>`;
}

/** Notices with bars of how far they have come; the numbers stand beside them. */
export function noticeTable(lines: readonly NoticeLine[], today: LocalDate): Html {
  if (lines.length === 0) return html`<p class="none">${words.nothing}</p>`;
  const heads = [words.open, words.sent, words.read, words.waiting, words.unreached, words.total];
  return html`<table class="ledger list">
<thead><tr><th scope="col">${words.notice}</th><th scope="col">${words.area}</th><th scope="col">${words.state}</th>${heads.map((head) => html`<th scope="col" class="n">${head}</th>`)}</tr></thead>
<tbody>${lines.map(
    (line) =>
      html`<tr><th scope="row">${line.title}<br><small class="quiet">${formatMoment(line.createdAt, today)}</small></th><td class="whole" data-label="${words.area}">${line.areaName}</td><td data-label="${words.state}">${stateWords(line.state)}<br><progress max="${Math.max(1, line.total)}" value="${line.total - line.open}" aria-label="${words.sent}"></progress></td>${[line.open, line.sent, line.read, line.waiting, line.unreached, line.total].map((n, at) => html`<td class="n${n === 0 && ' zero'}" data-label="${heads[at] ?? ''}">${n}</td>`)}</tr>`,
  )}</tbody></table>`;
}

/** Updates that were set aside; what was said is not shown. */
export function quarantineTable(lines: readonly QuarantinedUpdate[], today: LocalDate): Html {
  if (lines.length === 0) return html``;
  return html`<table class="ledger list">
<thead><tr><th scope="col">${words.number}</th><th scope="col">${words.when}</th><th scope="col">${words.channel}</th><th scope="col">${words.fault}</th></tr></thead>
<tbody>${lines.map(
    (line) =>
      html`<tr><th scope="row" class="id">${line.id}</th><td data-label="${words.when}">${formatMoment(line.receivedAt, today)}</td><td data-label="${words.channel}">${line.channel}</td><td class="id" data-label="${words.fault}">${line.faultCode}</td></tr>`,
  )}</tbody></table>`;
}

/** Links to the pages before and after, keeping the filters. */
export function pager(address: URLSearchParams, path: string, page: number, more: boolean): Html {
  const to = (n: number, label: string): Html => {
    const next = new URLSearchParams(address);
    next.set('page', String(n));
    return html`<a href="${path}?${next.toString()}">${label}</a> `;
  };
  return html`<p class="pager">${page > 0 && to(page - 1, words.previous)}${more && to(page + 1, words.next)}</p>`;
}
