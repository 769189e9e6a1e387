// Saying things without typing: a voice message, a photo, the place where one stands.

import { byId, tell, words } from './page-facts.js';
import { say } from './sending.js';

const LONGEST_S = 300;

export const canRecord =
  window.isSecureContext && 'MediaRecorder' in window && navigator.mediaDevices !== undefined;

/** Wires the buttons. `used` is told that the person is there. */
export function offerSpeaking(used) {
  for (const id of ['photo', 'voice']) {
    byId(id).addEventListener('change', (event) => {
      const [file] = event.target.files;
      if (file === undefined) return;
      void say({ media: id, blob: file, asTaken: id === 'photo', seconds: 0 });
      event.target.value = '';
    });
  }
  byId('record').addEventListener('click', () => void record(used));
  const place = byId('place');
  place.hidden = !(window.isSecureContext && 'geolocation' in navigator);
  place.addEventListener('click', () => sendPlace(place));
}

function sendPlace(button) {
  button.disabled = true;
  navigator.geolocation.getCurrentPosition(
    ({ coords: { latitude, longitude } }) => {
      button.disabled = false;
      void say({ said: { kind: 'location', latitude, longitude }, label: `📍 ${words.myPlace}` });
    },
    () => {
      button.disabled = false;
      tell(words.noPlace);
    },
    { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 },
  );
}

/** Press once to begin, once to send: nothing has to be held down. */
async function record(used) {
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    byId('record').hidden = true;
    byId('voice-label').hidden = false;
    tell(words.noMicrophone);
    return;
  }
  const types = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg'];
  const mimeType = types.find((each) => MediaRecorder.isTypeSupported(each));
  const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: 24000 });
  const chunks = [];
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  let wanted = true;
  const shown = byId('seconds');
  const clock = setInterval(() => {
    used();
    shown.textContent = `${Math.floor(seconds() / 60)}:${String(seconds() % 60).padStart(2, '0')}`;
    if (seconds() >= LONGEST_S) recorder.stop();
  }, 500);
  const finish = () => recorder.stop();
  const drop = () => {
    wanted = false;
    recorder.stop();
  };
  recorder.addEventListener('dataavailable', (event) => chunks.push(event.data));
  recorder.addEventListener('stop', () => {
    clearInterval(clock);
    for (const track of stream.getTracks()) track.stop();
    byId('finish').removeEventListener('click', finish);
    byId('drop').removeEventListener('click', drop);
    showRecording(false);
    shown.textContent = '0:00';
    byId('record').focus();
    if (!wanted || chunks.length === 0) return;
    const blob = new Blob(chunks, { type: recorder.mimeType });
    void say({ media: 'voice', blob, seconds: Math.max(1, seconds()) });
  });
  byId('finish').addEventListener('click', finish);
  byId('drop').addEventListener('click', drop);
  showRecording(true);
  byId('finish').focus();
  recorder.start(1000);
}

function showRecording(on) {
  byId('say').classList.toggle('is-recording', on);
  byId('recording').hidden = !on;
}
