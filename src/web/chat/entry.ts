/** One line of the conversation as markup. The server alone draws lines, so that a page looks the same however it got them. */
import { webchatBody, type WebchatBody } from '#src/channels/webchat/body.ts';
import type { Instant } from '#src/domain/calendar/instant.ts';
import { fromInstant, type LocalDate, minuteOfDay } from '#src/domain/calendar/local-date.ts';
import { standsOut } from '#src/flows/choices.ts';
import type { Attachment, Choice, Message } from '#src/flows/flow.ts';
import { formatDay } from '#src/flows/text/format.ts';
import type { HistoryEntry } from '#src/operations/webchat/history.ts';
import { type Html, html } from '../html.ts';
import { chatText } from '../text.ts';
import { spokenText } from './spoken-text.ts';

/** One drawn line. `key` is its id in the page: a line that is there already is not put there twice. */
export type DrawnLine = { readonly key: string; readonly at: Instant; readonly html: string };

type Ours = Extract<HistoryEntry, { readonly from: 'us' }> & { readonly message: Message };
type Theirs = {
  readonly from: 'person';
  readonly key: string;
  readonly at: Instant;
  readonly said: Exclude<WebchatBody, { kind: 'command' }>;
};

/** What the conversation itself says. Everything else (reminders, notices, alerts) may stand between a question and its answer. */
const TURN_KINDS: readonly string[] = ['reply', 'receipt', 'danger', 'apology'];

/**
 * Draws lines, oldest first. Only the last question of the conversation carries its buttons; buttons that stay valid for ever stay
 * with their message. `noticeWords` holds the words of notices by message id.
 */
export function drawLines(
  entries: readonly HistoryEntry[],
  noticeWords: ReadonlyMap<string, Message>,
  today: LocalDate,
): readonly DrawnLine[] {
  const lines = entries.flatMap((entry) => understood(entry, noticeWords));
  const question = lines.findLast((line): line is Ours => line.from === 'us' && asks(line));
  const done = new Set(
    lines.flatMap((line) => (line.from === 'person' ? [doneBy(line.said)] : [])),
  );
  return lines.map((line) => ({
    key: keyOf(line),
    at: line.at,
    html:
      line.from === 'us'
        ? drawOurs(line, line === question || !isTurn(line), done, today).markup
        : drawTheirs(line, labelOf(line.said, lines), today).markup,
  }));
}

const isTurn = (line: Ours): boolean => TURN_KINDS.includes(line.kind);
const asks = (line: Ours): boolean => isTurn(line) && (line.message.choices ?? []).length > 0;
const keyOf = (line: Ours | Theirs): string =>
  line.from === 'us' ? messageKey(line.id) : line.key;
/** Key of one of our messages. */
export const messageKey = (messageId: string): string => `m-${messageId}`;
/** Key of a person's own line, from the id their page gave it. */
export const ownKey = (clientId: string): string => `p-${clientId}`;

function understood(
  entry: HistoryEntry,
  noticeWords: ReadonlyMap<string, Message>,
): readonly (Ours | Theirs)[] {
  if (entry.from === 'us') {
    const message = entry.message ?? noticeWords.get(entry.id);
    return message === undefined ? [] : [{ ...entry, message }];
  }
  const said = webchatBody.safeParse(entry.body);
  // Commands stand for a scanned code or an opened link; the person said nothing.
  if (!said.success || said.data.kind === 'command') return [];
  const clientId = entry.updateId.slice(entry.updateId.lastIndexOf('.') + 1);
  return [{ from: 'person', key: ownKey(clientId), at: entry.at, said: said.data }];
}

const doneBy = (said: Theirs['said']): string =>
  said.kind === 'action' ? `${said.action} ${said.ref}` : '';

/** The words of a button that was pressed, looked up in the question it belonged to. */
function labelOf(said: Theirs['said'], lines: readonly (Ours | Theirs)[]): string {
  const matches = (choice: Choice, token: number): boolean => {
    if (said.kind === 'press')
      return token === said.token && 'id' in choice && choice.id === said.choice;
    if (said.kind !== 'action' || !('action' in choice)) return false;
    return choice.action === said.action && choice.ref === said.ref;
  };
  for (const line of lines) {
    if (line.from !== 'us') continue;
    const found = line.message.choices?.flat().find((choice) => matches(choice, line.token));
    if (found !== undefined) return found.label;
  }
  return ('label' in said ? said.label : undefined) ?? chatText.pressed;
}

function drawOurs(
  line: Ours,
  withChoices: boolean,
  done: ReadonlySet<string>,
  today: LocalDate,
): Html {
  const { message } = line;
  const choices = withChoices ? (message.choices ?? []).filter((row) => row.length > 0) : [];
  return html`<li class="us${line.kind === 'danger' && ' danger'}" id="${keyOf(line)}" data-at="${line.at}"
 data-day="${dayOf(line.at, today)}"${isTurn(line) && html` data-turn`}${!line.shown && html` data-new`}${message.ask !== undefined && html` data-ask="${message.ask}"`}>
<div class="bubble"><span class="sr">${chatText.us}：</span>${spokenText(message.text, true)}${(message.attachments ?? []).map((each) => drawAttachment(each, line.id))}</div>
${choices.length > 0 && drawChoices(choices, line, done)}
</li>`;
}

function drawChoices(
  rows: readonly (readonly Choice[])[],
  line: Ours,
  done: ReadonlySet<string>,
): Html {
  return html`<div class="choices" role="group" aria-label="${chatText.answerHere}">${rows.map(
    (row, index) =>
      html`<div class="row">${row.map((choice) => drawChoice(choice, index === 0 && standsOut(choice), line.token, done))}</div>`,
  )}</div>`;
}

function drawChoice(
  choice: Choice,
  primary: boolean,
  token: number,
  done: ReadonlySet<string>,
): Html {
  const look = primary ? 'choice primary' : 'choice';
  if ('url' in choice) {
    return html`<a class="${look}" href="${choice.url}" target="_blank" rel="noopener noreferrer">${choice.label}<span class="sr">${chatText.opensPage}</span></a>`;
  }
  const value =
    'id' in choice ? `press:${token}:${choice.id}` : `action:${choice.action}:${choice.ref}`;
  const isDone = 'action' in choice && done.has(`${choice.action} ${choice.ref}`);
  return html`<button class="${look}${isDone && ' done'}" type="submit" form="say" name="choice" value="${value}"${isDone && html` disabled`}>${isDone && '✓ '}${choice.label}</button>`;
}

function drawAttachment(attachment: Attachment, messageId: string): Html {
  return drawMedia(attachment.kind, `/chat/media/${attachment.mediaId}/${messageId}`);
}

function drawMedia(kind: Attachment['kind'], url: string): Html {
  switch (kind) {
    case 'photo':
      return html`<a class="photo" href="${url}" target="_blank" rel="noopener"><img src="${url}" alt="${chatText.photoSent}" loading="lazy"></a>`;
    case 'voice':
      return html`<audio controls preload="none" src="${url}" aria-label="${chatText.voiceSent}"></audio>`;
    case 'video':
      return html`<video controls preload="none" src="${url}"></video>`;
    case 'document':
      return html`<a href="${url}" target="_blank" rel="noopener">${chatText.fileSent}</a>`;
  }
}

function drawTheirs(line: Theirs, label: string, today: LocalDate): Html {
  return html`<li class="you" id="${line.key}" data-at="${line.at}" data-day="${dayOf(line.at, today)}">
<div class="bubble"><span class="sr">${chatText.you}：</span>${drawSaid(line.said, label)}</div>
<p class="state">${chatText.arrived} <time>${clockTime(line.at)}</time></p>
</li>`;
}

function drawSaid(said: Theirs['said'], label: string): readonly Html[] | Html {
  switch (said.kind) {
    case 'text':
      return spokenText(said.text, false);
    case 'press':
    case 'action':
      return html`<p>${label}</p>`;
    case 'location':
      return html`<p>📍 ${chatText.myPlace}</p>`;
    case 'media':
      return [
        drawMedia(said.media, `/chat/media/${said.mediaId}`),
        ...(said.caption === '' ? [] : spokenText(said.caption, false)),
      ];
    case 'refused-media':
      return html`<p>${chatText.refusedFile}</p>`;
  }
}

const dayOf = (at: Instant, today: LocalDate): string => formatDay(fromInstant(at), today);

function clockTime(at: Instant): string {
  const minutes = minuteOfDay(at);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}
