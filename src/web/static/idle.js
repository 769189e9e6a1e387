// A shared phone lets go of a person who went away. The server counts as well and decides.

import { byId, page } from './page-facts.js';
import { forgetPerson } from './unsent.js';

const IDLE_MS = 600000;
const WARN_MS = 540000;
/** The server hears of writing at most this often; sending tells it by itself. */
const TELL_MS = 60000;

const shared = page.shared !== undefined;
let lastUse = Date.now();
let lastTold = lastUse;

/** The person is there. */
export function used() {
  lastUse = Date.now();
  byId('idle').hidden = true;
  if (!shared || lastUse - lastTold < TELL_MS) return;
  lastTold = lastUse;
  fetch('/chat', { method: 'HEAD' }).catch(() => undefined);
}

/** Warns, then leaves. */
export function checkIdle() {
  if (!shared) return;
  const idle = Date.now() - lastUse;
  byId('idle').hidden = idle < WARN_MS;
  if (idle < IDLE_MS) return;
  forgetPerson();
  location.replace('/chat');
}

/** Begins to watch. */
export function watchIdle() {
  setInterval(checkIdle, 5000);
  byId('stay').addEventListener('click', () => {
    lastTold = 0;
    used();
  });
}
