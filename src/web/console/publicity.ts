/** The sheet for the village's notice board (公示单): the fields of the notice in large type, made to be printed. */
import { plusDays } from '#src/domain/calendar/local-date.ts';
import { publicityFields } from '#src/domain/case/public-notice.ts';
import { fieldLabel } from '#src/flows/text/case-step.ts';
import { formatDay } from '#src/flows/text/format.ts';
import type { PublicitySheet } from '#src/operations/console/read-publicity.ts';
import type { Assets } from '../assets.ts';
import { type Html, html } from '../html.ts';
import { publicityText as words } from './publicity-words.ts';

/** A page of its own without navigation: what is seen is what hangs. */
export function publicityPage(assets: Assets, sheet: PublicitySheet): Html {
  const { fields, from, closesOn } = sheet;
  const last = plusDays(closesOn, -1);
  return html`<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${words.title(sheet.kind, sheet.term)}</title>
<link rel="icon" href="${assets.url('icon.svg')}" type="image/svg+xml">
<link rel="stylesheet" href="${assets.url('console.css')}">
</head>
<body class="sheet"><main>
<h1>${words.title(sheet.kind, sheet.term)}</h1>
<p>${words.lead(sheet.kind)}</p>
<table><tbody>${publicityFields.map((field) => {
    const value = fields[field];
    return (
      value !== undefined &&
      html`<tr><th scope="row">${fieldLabel(field)}</th><td>${value}</td></tr>`
    );
  })}</tbody></table>
<p>${words.period(formatDay(from, from), formatDay(last, from), sheet.days)}</p>
<p>${words.objections(sheet.office, sheet.phone)}</p>
<p class="hint">${sheet.postedOn === null ? words.notPosted : words.posted}</p>
</main></body>
</html>`;
}
