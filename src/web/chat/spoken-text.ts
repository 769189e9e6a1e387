/** Plain words of a message as markup: paragraphs, line breaks, numbers kept whole, and phone numbers that can be tapped. */
import { type Html, html } from '../html.ts';

/** Mobile and fixed numbers and the short emergency numbers, standing alone between non-digits. */
const PHONE =
  /(?<![\d.])(1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}[ -]\d{7,8}|400[ -]?\d{3}[ -]?\d{4}|12[0-9]{3}|1(?:10|19|20|22))(?![\d.]|\s*(?:元|块|万|户|人|天|斤|亩|年|月|日|号|%))/g;

/** Text as paragraphs (a blank line parts them). `dial` makes numbers into links: in what we say, not in what others typed. */
export function spokenText(text: string, dial: boolean): readonly Html[] {
  return text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => {
      const lines = paragraph.split('\n').map((line) => (dial ? withPhones(line) : html`${line}`));
      if (lines.length === 1) return html`<p>${lines}</p>`;
      return html`<p>${lines.map((line) => html`<span class="said">${line}</span>`)}</p>`;
    });
}

function withPhones(line: string): Html {
  const parts = line.split(PHONE);
  return html`${parts.map((part, index) =>
    index % 2 === 1
      ? number(part, closingOf(parts[index + 1]))
      : withCodes(unclosed(part, index > 0)),
  )}`;
}

/** 受理号 and numbers of tickets with the mark behind them: read out and typed back, they stay on one line. */
const CODE = /((?<![\d-])(?:\d{3,}-\d{4}|[A-Z]-\d{5})(?![\d-])[，。、；：？！）”》]*)/u;

const withCodes = (words: string): Html =>
  html`${words.split(CODE).map((part, index) => (index % 2 === 1 ? html`<span class="kept">${part}</span>` : part))}`;

/** A number with the mark that closes it: no line begins with a closing mark. */
const number = (digits: string, closing: string): Html => {
  const link = html`<a class="tel" href="tel:${digits.replaceAll(/\D/g, '')}">${digits}</a>`;
  return closing === '' ? link : html`<span class="kept">${link}${closing}</span>`;
};

const CLOSING = /^[，。、；：？！）”》]+/u;

const closingOf = (after: string | undefined): string => CLOSING.exec(after ?? '')?.[0] ?? '';

/** What follows a number without the marks that went with it. */
const unclosed = (part: string, behindNumber: boolean): string =>
  behindNumber ? part.slice(closingOf(part).length) : part;
