// What has not been sent yet, kept in the browser under the person's name until the server has it.

import { page } from './page-facts.js';

const name = `fangpin-${page.person}`;
const database = await new Promise((resolve) => {
  try {
    const opening = indexedDB.open(name, 1);
    opening.addEventListener('upgradeneeded', () =>
      opening.result.createObjectStore('unsent', { keyPath: 'id' }),
    );
    opening.addEventListener('success', () => resolve(opening.result));
    opening.addEventListener('error', () => resolve(null));
  } catch {
    resolve(null);
  }
});

// A browser that stores nothing (private window) still sends; only a reload would lose what is unsent.
const within = (mode, act) =>
  new Promise((resolve) => {
    if (database === null) {
      resolve(undefined);
      return;
    }
    const doing = database.transaction('unsent', mode);
    const asked = act(doing.objectStore('unsent'));
    doing.addEventListener('complete', () => resolve(asked.result));
    doing.addEventListener('error', () => resolve(undefined));
    doing.addEventListener('abort', () => resolve(undefined));
  });

export const keep = (item) => within('readwrite', (unsent) => unsent.put(item));
export const forget = (id) => within('readwrite', (unsent) => unsent.delete(id));
export async function kept() {
  const items = (await within('readonly', (unsent) => unsent.getAll())) ?? [];
  return items.sort((a, b) => a.order - b.order);
}

/** Words begun but not sent. */
export const begun = {
  read: () => localStorage.getItem(name) ?? '',
  write: (text) => (text === '' ? localStorage.removeItem(name) : localStorage.setItem(name, text)),
};

/** Another person takes the phone: nothing of this one stays in it. */
export function forgetPerson() {
  database?.close();
  indexedDB.deleteDatabase(name);
  begun.write('');
}
