// The chat page at work: sends what a person says exactly once, however bad the signal, and shows what comes back.
// Lines are drawn by the server; this script only draws what is still on its way. Without it the page works as plain forms.

const page = document.body.dataset;
const words = JSON.parse(page.words ?? '{}');
const byId = (id) => document.getElementById(id);
const draftKey = `fangpin-${page.person}`;

// ── What has not been sent yet, kept in the browser until the server has it ────────────────────────────────────────

const openUnsent = () =>
  new Promise((resolve) => {
    try {
      const opening = indexedDB.open(draftKey, 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore('unsent', { keyPath: 'id' });
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => resolve(null);
    } catch {
      resolve(null);
    }
  });
const database = await openUnsent();
// A browser that stores nothing (private window) still sends; only a reload would lose what is unsent.
const inUnsent = (mode, act) =>
  new Promise((resolve) => {
    if (database === null) return resolve(undefined);
    const doing = database.transaction('unsent', mode);
    const asked = act(doing.objectStore('unsent'));
    doing.oncomplete = () => resolve(asked.result);
    doing.onerror = doing.onabort = () => resolve(undefined);
  });
const keep = (item) => inUnsent('readwrite', (unsent) => unsent.put(item));
const forget = (id) => inUnsent('readwrite', (unsent) => unsent.delete(id));
const kept = async () =>
  ((await inUnsent('readonly', (unsent) => unsent.getAll())) ?? []).sort(
    (a, b) => a.order - b.order,
  );
const forgetPerson = () => {
  database?.close();
  indexedDB.deleteDatabase(draftKey);
  localStorage.removeItem(draftKey);
};

const leave = byId('leave');
if (leave !== null) {
  byId('lost').hidden = (await kept()).length === 0;
  leave.addEventListener('submit', forgetPerson);
}

// ── 长辈模式 ────────────────────────────────────────────────────────────────────────────────────────────────────────

const post = (url, body, headers) =>
  fetch(url, {
    method: 'POST',
    body,
    headers: { accept: 'application/json', 'x-form-token': page.token, ...headers },
  });

const elder = document.querySelector('[data-elder]');
if (page.token !== undefined) {
  elder?.addEventListener('submit', (event) => {
    event.preventDefault();
    const on = document.documentElement.classList.toggle('elder');
    elder.querySelector('button').setAttribute('aria-pressed', String(on));
    elder.elements.on.value = on ? '0' : '1';
    post('/chat/elder', new URLSearchParams({ on: on ? '1' : '0' })).catch(() => undefined);
    toLatest();
  });
}

const talk = byId('talk');
const text = byId('text');
if (talk !== null) await converse();

async function converse() {
  let cursor = page.cursor;
  const queue = await kept();
  let order = queue.at(-1)?.order ?? 0;
  let busy = false;
  let retry;
  let wait = 2000;

  // ── Lines ──────────────────────────────────────────────────────────────────────────────────────────────────────

  const clearQuestion = () =>
    talk.querySelectorAll('[data-turn] .choices').forEach((each) => each.remove());

  /** Puts drawn lines into the page; one that is there already only loses its waiting mark. */
  function put(lines, next) {
    const fresh = [];
    for (const line of lines) {
      const box = document.createElement('template');
      box.innerHTML = line.html;
      const item = box.content.firstElementChild;
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
    if (fresh.length > 0) {
      markDays();
      showFrom(fresh.find((item) => item.matches('.us')) ?? fresh[0]);
      seen();
      ask(fresh.findLast((item) => item.matches('[data-turn]')));
    }
  }

  function arrived(item, state) {
    if (!item.matches('.pending') || state === null) return;
    item.classList.remove('pending');
    item.querySelector('.state').replaceWith(state);
  }

  function markDays() {
    let day;
    for (const item of talk.children) {
      item.classList.toggle('newday', item.dataset.day !== undefined && item.dataset.day !== day);
      day = item.dataset.day ?? day;
    }
  }

  /** A number is asked for: the phone shows its number keys. Whoever pressed a button with the keyboard goes on from the next ones. */
  function ask(item) {
    if (item === undefined) return;
    text.inputMode = item.dataset.ask === 'contact' ? 'tel' : 'text';
    const choices = item.querySelector('.choices');
    if (choices === null || document.activeElement !== document.body) return;
    choices.tabIndex = -1;
    choices.focus({ preventScroll: true });
  }

  // ── The proof that a message was shown: only a page in front of somebody's eyes gives it ────────────────────────

  let seeing;
  function seen() {
    clearTimeout(seeing);
    if (document.visibilityState === 'visible') seeing = setTimeout(acknowledge, 300);
  }
  async function acknowledge() {
    const items = [...talk.querySelectorAll('[data-new]')];
    if (items.length === 0) return;
    const ids = items.map((item) => item.id.slice(2));
    const answer = await post('/chat/seen', JSON.stringify({ ids }), {
      'content-type': 'application/json',
    }).catch(() => null);
    if (answer?.ok) items.forEach((item) => delete item.dataset.new);
  }

  // ── Sending: one after another, each under a name of its own, again and again until the server has it ──────────

  const newId = () =>
    Array.from(crypto.getRandomValues(new Uint8Array(20)), (n) => (n % 36).toString(36)).join('');

  async function say(item) {
    const whole = { id: newId(), order: ++order, ...item };
    clearQuestion();
    queue.push(whole);
    drawPending(whole);
    showFrom(byId(`p-${whole.id}`));
    used();
    await keep(whole);
    void pump();
  }

  function drawPending(item) {
    const line = document.createElement('li');
    line.className = 'you pending';
    line.id = `p-${item.id}`;
    const bubble = document.createElement('div');
    bubble.className = 'bubble';
    bubble.append(content(item));
    const state = document.createElement('p');
    state.className = 'state';
    line.append(bubble, state);
    talk.append(line);
    showState(item, words.sending);
  }

  function content(item) {
    if (item.blob !== undefined) {
      const medium = document.createElement(item.media === 'photo' ? 'img' : 'audio');
      medium.src = URL.createObjectURL(item.blob);
      if (item.media === 'photo') medium.alt = words.photo;
      else medium.controls = true;
      return medium;
    }
    const words_ = document.createElement('p');
    words_.textContent = item.label ?? item.said.text;
    return words_;
  }

  function showState(item, label, again) {
    const state = byId(`p-${item.id}`)?.querySelector('.state');
    if (!state) return;
    if (!again) return void (state.textContent = label);
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'again';
    button.textContent = label;
    button.addEventListener('click', () => void pump());
    state.replaceChildren(button);
  }

  async function pump() {
    if (busy) return;
    busy = true;
    clearTimeout(retry);
    while (queue.length > 0) {
      const [item] = queue;
      showState(item, words.sending);
      const end = await send(item);
      if (end === 'later') {
        for (const each of queue) showState(each, words.unsent, true);
        retry = setTimeout(pump, wait);
        wait = Math.min(wait * 2, 30000);
        break;
      }
      wait = 2000;
      queue.shift();
      await forget(item.id);
      if (end === 'too-big') {
        byId(`p-${item.id}`)?.classList.remove('pending');
        showState(item, words.tooBig);
      }
    }
    busy = false;
  }

  async function send(item) {
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(), item.blob === undefined ? 20000 : 180000);
    try {
      const answer = await fetch(`/chat/send?after=${cursor}`, {
        method: 'POST',
        signal: giveUp.signal,
        headers: {
          accept: 'application/json',
          'x-form-token': page.token,
          ...(item.blob === undefined ? { 'content-type': 'application/json' } : {}),
        },
        body:
          item.blob === undefined ? JSON.stringify({ id: item.id, said: item.said }) : upload(item),
      });
      if (answer.status === 401) location.reload();
      if (answer.status === 413) return 'too-big';
      if (answer.status === 429) tell(words.tooFast);
      if (!answer.ok) return 'later';
      const { lines, cursor: next } = await answer.json();
      tell('');
      put(lines, next);
      return 'sent';
    } catch {
      tell(words.offline);
      return 'later';
    } finally {
      clearTimeout(timer);
    }
  }

  function upload(item) {
    const form = new FormData();
    form.append('id', item.id);
    form.append('seconds', String(item.seconds ?? 0));
    form.append(item.media, item.blob, item.media);
    return form;
  }

  // ── Listening: an event stream, and now and then a plain look in case the stream is held up on its way ─────────

  let events;
  function listen() {
    events?.close();
    if (!('EventSource' in window)) return;
    events = new EventSource(`/chat/events?after=${cursor}`);
    events.onopen = () => queue.length === 0 && tell('');
    events.onmessage = (event) => {
      const { lines, cursor: next } = JSON.parse(event.data);
      put(lines, next);
    };
    events.onerror = () => navigator.onLine || tell(words.offlineHere);
    events.addEventListener('ended', () => location.reload());
  }
  async function look() {
    const answer = await fetch(`/chat/lines?after=${cursor}`, {
      headers: { accept: 'application/json' },
    }).catch(() => null);
    if (answer?.status === 401) return location.reload();
    if (!answer?.ok) return;
    const { lines, cursor: next } = await answer.json();
    put(lines, next);
    if (events !== undefined && events.readyState === 2) listen();
  }
  let looked = 0;
  setInterval(() => {
    const streaming = events?.readyState === 1;
    looked += 5;
    if (document.visibilityState !== 'visible' || (streaming && looked < 60)) return;
    looked = 0;
    void look();
  }, 5000);
  addEventListener('online', () => {
    tell(queue.length > 0 ? words.online : '');
    wait = 2000;
    void pump();
    listen();
  });
  addEventListener('offline', () => tell(queue.length > 0 ? words.offline : words.offlineHere));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible') return;
    seen();
    checkIdle();
    void look();
  });

  // ── A shared phone lets go of a person who went away ────────────────────────────────────────────────────────────

  const IDLE_MS = 600000;
  let lastUse = Date.now();
  let lastTold = lastUse;
  function used() {
    lastUse = Date.now();
    byId('idle').hidden = true;
    // The server counts too; writing a long message is use as well.
    if (page.shared === undefined || lastUse - lastTold < 60000) return;
    lastTold = lastUse;
    fetch('/chat', { method: 'HEAD' }).catch(() => undefined);
  }
  function checkIdle() {
    if (page.shared === undefined) return;
    const idle = Date.now() - lastUse;
    byId('idle').hidden = idle < IDLE_MS - 60000;
    if (idle < IDLE_MS) return;
    forgetPerson();
    location.replace('/chat');
  }
  setInterval(checkIdle, 5000);
  byId('stay').addEventListener('click', () => {
    lastTold = 0;
    used();
  });

  // ── The writing line ────────────────────────────────────────────────────────────────────────────────────────────

  const form = byId('say');
  const canRecord =
    window.isSecureContext && 'MediaRecorder' in window && navigator.mediaDevices !== undefined;
  function fitText() {
    const writing = text.value.trim() !== '';
    byId('send').hidden = !writing;
    byId('record').hidden = writing || !canRecord;
    byId('voice-label').hidden = writing || canRecord;
    text.style.height = '';
    if (writing) text.style.height = `${text.scrollHeight + 2}px`;
  }
  text.addEventListener('input', () => {
    fitText();
    used();
    localStorage.setItem(draftKey, text.value);
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
    localStorage.removeItem(draftKey);
    fitText();
    void say({ said: { kind: 'text', text: said } });
  });
  // The first press takes the buttons away, so a second one finds none.
  talk.addEventListener('click', (event) => {
    const button = event.target.closest('button[name=choice]');
    if (button === null) return;
    event.preventDefault();
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

  for (const [id, media] of [
    ['photo', 'photo'],
    ['voice', 'voice'],
  ]) {
    byId(id).addEventListener('change', async (event) => {
      const [file] = event.target.files;
      event.target.value = '';
      if (file === undefined) return;
      const blob = media === 'photo' ? await smaller(file) : file;
      if (blob.size > 20 * 1024 * 1024) return tell(words.tooBig);
      void say({ media, blob, seconds: 0 });
    });
  }

  /** A photo at most 1600 dots wide or high: readable for an officer, light for a weak signal, and without the place it was taken. */
  async function smaller(file) {
    try {
      const image = await createImageBitmap(file);
      const scale = Math.min(1, 1600 / Math.max(image.width, image.height));
      const canvas = document.createElement('canvas');
      canvas.width = Math.round(image.width * scale);
      canvas.height = Math.round(image.height * scale);
      canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
      return (await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.82))) ?? file;
    } catch {
      return file;
    }
  }

  const place = byId('place');
  place.hidden = !(window.isSecureContext && 'geolocation' in navigator);
  place.addEventListener('click', () => {
    place.disabled = true;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        place.disabled = false;
        const { latitude, longitude } = coords;
        void say({ said: { kind: 'location', latitude, longitude }, label: `📍 ${words.myPlace}` });
      },
      () => {
        place.disabled = false;
        tell(words.noPlace);
      },
      { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 },
    );
  });

  // Press once to begin, once to send: nothing has to be held down.
  byId('record').addEventListener('click', async () => {
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      byId('record').hidden = true;
      byId('voice-label').hidden = false;
      return tell(words.noMicrophone);
    }
    const type = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg'].find((each) =>
      MediaRecorder.isTypeSupported(each),
    );
    const recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: 24000 });
    const chunks = [];
    const started = Date.now();
    const seconds = () => Math.round((Date.now() - started) / 1000);
    let wanted = true;
    const clock = setInterval(() => {
      used();
      byId('seconds').textContent =
        `${Math.floor(seconds() / 60)}:${String(seconds() % 60).padStart(2, '0')}`;
      if (seconds() >= 300) recorder.stop();
    }, 500);
    const stop = (send) => {
      wanted = send;
      recorder.stop();
    };
    recorder.ondataavailable = (event) => chunks.push(event.data);
    recorder.onstop = () => {
      clearInterval(clock);
      stream.getTracks().forEach((track) => track.stop());
      form.classList.remove('is-recording');
      byId('recording').hidden = true;
      byId('seconds').textContent = '0:00';
      byId('record').focus();
      if (wanted && chunks.length > 0)
        void say({
          media: 'voice',
          blob: new Blob(chunks, { type: recorder.mimeType }),
          seconds: Math.max(1, seconds()),
        });
    };
    byId('finish').onclick = () => stop(true);
    byId('drop').onclick = () => stop(false);
    form.classList.add('is-recording');
    byId('recording').hidden = false;
    byId('finish').focus();
    recorder.start(1000);
  });

  // ── What is below the edge of the screen ────────────────────────────────────────────────────────────────────────

  const below = byId('below');
  let atEnd = false;
  function showBelow() {
    const box = scroller();
    atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 60;
    below.hidden = atEnd;
  }
  addEventListener('scroll', showBelow, { capture: true, passive: true });
  new ResizeObserver(showBelow).observe(talk);
  // The keyboard opens or the writing line grows: the question stays in sight.
  new ResizeObserver(() => {
    if (atEnd) scroller().scrollTo({ top: scroller().scrollHeight, behavior: 'instant' });
  }).observe(byId('scroll'));
  below.addEventListener('click', () =>
    scroller().scrollBy({ top: scroller().clientHeight * 0.7, behavior: 'instant' }),
  );

  // ── Earlier lines ───────────────────────────────────────────────────────────────────────────────────────────────

  const earlier = byId('earlier');
  earlier?.addEventListener('click', async (event) => {
    event.preventDefault();
    const before = new URL(earlier.href).searchParams.get('before');
    const answer = await fetch(`/chat/lines?before=${before}`, {
      headers: { accept: 'application/json' },
    }).catch(() => null);
    if (!answer?.ok) return;
    const { lines, earlier: next } = await answer.json();
    const anchor = talk.firstElementChild;
    const top = anchor?.offsetTop ?? 0;
    for (const line of lines) {
      if (byId(line.key) !== null) continue;
      const box = document.createElement('template');
      box.innerHTML = line.html;
      box.content.querySelector('[data-turn] .choices')?.remove();
      talk.insertBefore(box.content, anchor);
    }
    markDays();
    scroller().scrollTop += (anchor?.offsetTop ?? 0) - top;
    if (next === null) earlier.parentElement.remove();
    else earlier.href = `/chat?before=${next}`;
  });

  // ── Begin ───────────────────────────────────────────────────────────────────────────────────────────────────────

  markDays();
  // What was kept and has arrived after all is there already; the server knows it by its name.
  const open = queue.filter((item) => byId(`p-${item.id}`) === null);
  for (const item of queue) if (!open.includes(item)) void forget(item.id);
  queue.splice(0, queue.length, ...open);
  if (open.length > 0) clearQuestion();
  open.forEach(drawPending);
  text.value = localStorage.getItem(draftKey) ?? '';
  fitText();
  toLatest();
  seen();
  listen();
  void pump();
  document.documentElement.dataset.ready = '';
}

// ── Where to look ────────────────────────────────────────────────────────────────────────────────────────────────────

/** On a low screen the whole page scrolls, otherwise the conversation between head and writing line. */
function scroller() {
  const main = byId('scroll');
  return getComputedStyle(main).overflowY === 'auto' ? main : document.scrollingElement;
}
/** As far down as possible with the beginning of `item` still in sight: a long answer is read from its first line. */
function showFrom(item) {
  const box = scroller();
  const top =
    item.getBoundingClientRect().top -
    (box === document.scrollingElement ? 0 : box.getBoundingClientRect().top);
  box.scrollTo({ top: box.scrollTop + top - 12, behavior: 'instant' });
}
function toLatest() {
  const own = [...(talk?.querySelectorAll('.you') ?? [])].at(-1);
  const item = own?.nextElementSibling ?? own ?? talk?.firstElementChild;
  if (item) showFrom(item);
}
function tell(message) {
  const line = byId('line');
  line.textContent = message;
  line.hidden = message === '';
}
