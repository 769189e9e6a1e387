// Lines of the conversation as the server drew them, each put into the page once, and the proof that they were seen.

import { byId, get, page, post } from './page-facts.js';
import { keepInPlace, showFrom } from './view.js';

const talk = byId('talk');
let cursor = page.cursor;

/** Up to where the page has everything. */
export const upTo = () => cursor;

/** Takes the buttons of the last question away: it is answered, or another one has come. */
export function clearQuestion() {
  for (const choices of talk.querySelectorAll('[data-turn] .choices')) choices.remove();
}

/** Puts lines into the page; one that is there already only loses its waiting mark. */
export function put(lines, next) {
  const fresh = [];
  for (const line of lines) {
    const item = drawn(line);
    const there = byId(line.key);
    if (there !== null) {
      arrived(there, item.querySelector('.state'));
      continue;
    }
    if (item.matches('[data-turn]') && item.querySelector('.choices') !== null) clearQuestion();
    talk.insertBefore(item, talk.querySelector('.pending'));
    fresh.push(item);
  }
  if (next !== '' && Number(next) > Number(cursor || 0)) cursor = next;
  if (fresh.length === 0) return;
  markDays();
  showFrom(fresh.find((item) => item.matches('.us')) ?? fresh[0]);
  seen();
  ask(fresh.filter((item) => item.matches('[data-turn]')).pop());
}

/** Fetches what came meanwhile. Answers whether the session still lives. */
export async function look() {
  const answer = await get(`/chat/lines?after=${cursor}`);
  if (answer?.status === 401) return false;
  if (answer?.ok) {
    const { lines, cursor: next } = await answer.json();
    put(lines, next);
  }
  return true;
}

/** Fetches earlier lines on request. */
export function offerEarlier() {
  const link = byId('earlier');
  const fetchEarlier = async () => {
    const before = new URL(link.href).searchParams.get('before');
    const answer = await get(`/chat/lines?before=${before}`);
    if (!answer?.ok) return;
    const { lines, earlier } = await answer.json();
    const first = talk.firstElementChild;
    keepInPlace(first, () => {
      for (const line of lines) {
        if (byId(line.key) !== null) continue;
        const item = drawn(line);
        item.querySelector('[data-turn] .choices')?.remove();
        talk.insertBefore(item, first);
      }
      markDays();
    });
    if (earlier === null) link.parentElement.remove();
    else link.href = `/chat?before=${earlier}`;
  };
  link?.addEventListener('click', (event) => {
    event.preventDefault();
    void fetchEarlier();
  });
}

function drawn(line) {
  const box = document.createElement('template');
  box.innerHTML = line.html;
  return box.content.firstElementChild;
}

function arrived(item, state) {
  if (!item.matches('.pending') || state === null) return;
  item.classList.remove('pending');
  item.querySelector('.state').replaceWith(state);
}

/** The day stands above the first line of it. */
export function markDays() {
  let day;
  for (const item of talk.children) {
    item.classList.toggle('newday', item.dataset.day !== undefined && item.dataset.day !== day);
    day = item.dataset.day ?? day;
  }
}

/** A number is asked for: the phone shows its number keys. Whoever pressed a button by keyboard goes on from the next ones. */
function ask(item) {
  if (item === undefined) return;
  byId('text').inputMode = item.dataset.ask === 'contact' ? 'tel' : 'text';
  const choices = item.querySelector('.choices');
  if (choices === null || document.activeElement !== document.body) return;
  choices.tabIndex = -1;
  choices.focus({ preventScroll: true });
}

let seeing;
/** Tells the server what stands before the person's eyes; a page in the background proves nothing. */
export function seen() {
  clearTimeout(seeing);
  if (document.visibilityState === 'visible') seeing = setTimeout(() => void acknowledge(), 300);
}
async function acknowledge() {
  const items = [...talk.querySelectorAll('[data-new]')];
  if (items.length === 0) return;
  const body = JSON.stringify({ ids: items.map((item) => item.id.slice(2)) });
  const json = { 'content-type': 'application/json' };
  const answer = await post('/chat/seen', body, json).catch(() => null);
  if (answer?.ok) for (const item of items) delete item.dataset.new;
}
