// What the server wrote into the page for its script, and small reachers.

export const page = document.body.dataset;
export const words = JSON.parse(page.words ?? '{}');
export const byId = (id) => document.getElementById(id);

/** Sends something small to the server, with the token that shows that it comes from a page of ours. */
export const post = (url, body, headers) =>
  fetch(url, {
    method: 'POST',
    body,
    headers: { accept: 'application/json', 'x-form-token': page.token, ...headers },
  });
export const get = (url) =>
  fetch(url, { headers: { accept: 'application/json' } }).catch(() => null);

/** Says something above the conversation; '' takes it away. */
export function tell(message) {
  const line = byId('line');
  line.textContent = message;
  line.hidden = message === '';
}

/** Large type on or off, and the switch that says so. */
export function showElderMode(on) {
  const form = document.querySelector('[data-elder]');
  document.documentElement.classList.toggle('elder', on);
  form.querySelector('button').setAttribute('aria-pressed', String(on));
  form.elements.on.value = on ? '0' : '1';
}
