// The chat page at work. Lines are drawn by the server; the script sends what a person says exactly once, however bad the signal,
// and shows what comes back. Without it the page works as plain forms.

import { page, byId, post, showElderMode, tell, words } from './page-facts.js';
import { checkIdle, used, watchIdle } from './idle.js';
import { look, markDays, offerEarlier, put, seen, upTo } from './lines.js';
import { hasUnsent, hurry, resume, say } from './sending.js';
import { canRecord, offerSpeaking } from './speaking.js';
import { begun, forgetPerson, kept } from './unsent.js';
import { showLatest, watchScrolling } from './view.js';

const POLL_MS = 5000;
/** Even an open stream may be held up on its way; a look now and then costs little. */
const LOOK_MS = 60000;

const talk = byId('talk');
const text = byId('text');
let events;

offerElderMode();
if (byId('leave') !== null) await warnOfUnsent();
if (talk !== null) await converse();

async function converse() {
  markDays();
  await resume();
  offerWriting();
  offerChoices();
  offerSpeaking(used);
  offerEarlier();
  watchScrolling();
  watchIdle();
  showLatest();
  seen();
  listen();
  watchSignal();
  document.documentElement.dataset.ready = '';
}

function offerElderMode() {
  const form = document.querySelector('[data-elder]');
  if (page.token === undefined) return;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const on = form.elements.on.value === '1';
    showElderMode(on);
    post('/chat/elder', new URLSearchParams({ on: on ? '1' : '0' })).catch(() => undefined);
    showLatest();
  });
}

/** 换人使用: what was not sent would be lost. */
async function warnOfUnsent() {
  byId('lost').hidden = (await kept()).length === 0;
  byId('leave').addEventListener('submit', forgetPerson);
}

function offerWriting() {
  const form = byId('say');
  const fit = () => {
    const writing = text.value.trim() !== '';
    byId('send').hidden = !writing;
    byId('record').hidden = writing || !canRecord;
    byId('voice-label').hidden = writing || canRecord;
    text.style.height = '';
    if (writing) text.style.height = `${text.scrollHeight + 2}px`;
  };
  // Somebody quick may have begun to type before the page was ready.
  if (text.value === '') text.value = begun.read();
  fit();
  text.addEventListener('input', () => {
    fit();
    used();
    begun.write(text.value);
  });
  text.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const said = text.value.trim();
    if (said === '') return;
    text.value = '';
    begun.write('');
    fit();
    used();
    void say({ said: { kind: 'text', text: said } });
  });
}

/** The first press takes the buttons away, so a second one finds none. */
function offerChoices() {
  talk.addEventListener('click', (event) => {
    const button = event.target.closest('button[name=choice]');
    if (button === null) return;
    event.preventDefault();
    used();
    const [, kind, second, rest] = /^(press|action):([^:]*):(.*)$/s.exec(button.value);
    const label = button.textContent;
    if (kind === 'action') {
      button.disabled = true;
      button.classList.add('done');
    }
    const said =
      kind === 'press'
        ? { kind, token: Number(second), choice: rest, label }
        : { kind, action: second, ref: rest, label };
    void say({ said, label });
  });
}

function listen() {
  events?.close();
  if (!('EventSource' in window)) return;
  events = new EventSource(`/chat/events?after=${upTo()}`);
  events.addEventListener('open', () => hasUnsent() || tell(''));
  events.addEventListener('message', (event) => {
    const { lines, cursor } = JSON.parse(event.data);
    put(lines, cursor);
  });
  events.addEventListener('error', () => navigator.onLine || tell(words.offlineHere));
  events.addEventListener('ended', () => location.reload());
}

async function catchUp() {
  if (!(await look())) location.reload();
  else if (events?.readyState === EventSource.CLOSED) listen();
}

function watchSignal() {
  let since = 0;
  setInterval(() => {
    since += POLL_MS;
    const streaming = events?.readyState === EventSource.OPEN;
    if (document.visibilityState !== 'visible' || (streaming && since < LOOK_MS)) return;
    since = 0;
    void catchUp();
  }, POLL_MS);
  addEventListener('online', () => {
    tell(hasUnsent() ? words.online : '');
    hurry();
    listen();
  });
  addEventListener('offline', () => tell(hasUnsent() ? words.offline : words.offlineHere));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible') return;
    seen();
    checkIdle();
    void catchUp();
  });
}
