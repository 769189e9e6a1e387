// Sends what a person says: one thing after another, each under a name of its own, again and again until the server has it.
// The server counts a name once, so an answer lost on its way costs nothing.

import { clearQuestion, put, upTo } from './lines.js';
import { byId, page, showElderMode, tell, words } from './page-facts.js';
import { smaller } from './photo.js';
import { forget, forgetPerson, keep, kept } from './unsent.js';
import { showFrom } from './view.js';

const FIRST_WAIT_MS = 2000;
const LONGEST_WAIT_MS = 30000;
const PATIENCE_MS = 20000;
const UPLOAD_PATIENCE_MS = 180000;
const LIMIT_BYTES = 20 * 1024 * 1024;

const queue = [];
let order = 0;
let busy = false;
let retry;
let wait = FIRST_WAIT_MS;

/** Takes up what was kept; what has arrived after all is in the page already, under its name. */
export async function resume() {
  for (const item of await kept()) {
    order = Math.max(order, item.order);
    if (byId(`p-${item.id}`) === null) queue.push(item);
    else void forget(item.id);
  }
  if (queue.length > 0) clearQuestion();
  for (const item of queue) draw(item);
  void pump();
}

/**
 * `{ said, label }` for words and presses, `{ media, blob, seconds }` for a photo or voice message. A photo is kept as
 * it was taken and made smaller when its turn comes: that takes seconds on a cheap phone, and nothing chosen may be
 * lost or overtaken meanwhile.
 */
export async function say(what) {
  order += 1;
  const item = { id: newId(), order, ...what };
  clearQuestion();
  queue.push(item);
  draw(item);
  showFrom(byId(`p-${item.id}`));
  await keep(item);
  void pump();
}

export const hasUnsent = () => queue.length > 0;

/** The signal is back. */
export function hurry() {
  wait = FIRST_WAIT_MS;
  void pump();
}

const newId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(20)), (n) => (n % 36).toString(36)).join('');

async function pump() {
  if (busy) return;
  busy = true;
  clearTimeout(retry);
  while (queue.length > 0) {
    const [item] = queue;
    showState(item, words.sending);
    if (item.asTaken) await makeSmaller(item);
    const end = await send(item);
    if (end === 'later') {
      for (const each of queue) offerAgain(each);
      retry = setTimeout(() => void pump(), wait);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
      break;
    }
    wait = FIRST_WAIT_MS;
    queue.shift();
    await forget(item.id);
    if (end === 'too-big') {
      byId(`p-${item.id}`)?.classList.remove('pending');
      showState(item, words.tooBig);
    }
  }
  busy = false;
}

async function makeSmaller(item) {
  item.blob = await smaller(item.blob);
  item.asTaken = false;
  await keep(item);
}

async function send(item) {
  const upload = item.blob !== undefined;
  if (upload && item.blob.size > LIMIT_BYTES) return 'too-big';
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), upload ? UPLOAD_PATIENCE_MS : PATIENCE_MS);
  try {
    const answer = await fetch(`/chat/send?after=${upTo()}`, {
      method: 'POST',
      signal: giveUp.signal,
      headers: {
        accept: 'application/json',
        'x-form-token': page.token,
        ...(upload ? {} : { 'content-type': 'application/json' }),
      },
      body: upload ? asForm(item) : JSON.stringify({ id: item.id, said: item.said }),
    });
    if (answer.status === 401) location.reload();
    if (answer.status === 413) return 'too-big';
    if (answer.status === 429) tell(words.tooFast);
    if (!answer.ok) return 'later';
    const { lines, cursor, ended, elder } = await answer.json();
    if (ended) {
      forgetPerson();
      location.replace('/chat?left=1');
    }
    showElderMode(elder);
    tell('');
    put(lines, cursor);
    return 'sent';
  } catch {
    tell(words.offline);
    return 'later';
  } finally {
    clearTimeout(timer);
  }
}

function asForm(item) {
  const form = new FormData();
  form.append('id', item.id);
  form.append('seconds', String(item.seconds ?? 0));
  form.append(item.media, item.blob, item.media);
  return form;
}

function draw(item) {
  const line = document.createElement('li');
  line.className = 'you pending';
  line.id = `p-${item.id}`;
  const bubble = document.createElement('div');
  bubble.className = 'bubble';
  bubble.append(content(item));
  const state = document.createElement('p');
  state.className = 'state';
  line.append(bubble, state);
  byId('talk').append(line);
  showState(item, words.sending);
}

function content(item) {
  if (item.blob === undefined) {
    const said = document.createElement('p');
    said.textContent = item.label ?? item.said.text;
    return said;
  }
  const medium = document.createElement(item.media === 'photo' ? 'img' : 'audio');
  medium.src = URL.createObjectURL(item.blob);
  if (item.media === 'photo') medium.alt = words.photo;
  else medium.controls = true;
  return medium;
}

const stateOf = (item) => byId(`p-${item.id}`)?.querySelector('.state');

function showState(item, label) {
  const state = stateOf(item);
  if (state) state.textContent = label;
}

function offerAgain(item) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'again';
  button.textContent = words.unsent;
  button.addEventListener('click', () => void pump());
  stateOf(item)?.replaceChildren(button);
}
