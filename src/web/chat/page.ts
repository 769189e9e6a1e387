/** The chat page and the two that come before and after it. */
import type { ChatSession } from '#src/operations/webchat/session.ts';
import type { Assets } from '../assets.ts';
import { FORM_FIELD } from '../forgery.ts';
import { type Html, html, trusted } from '../html.ts';
import { beginText, chatText, linkText } from '../text.ts';
import type { DrawnLine } from './entry.ts';
import { icons } from './icons.ts';

/** Who stands behind the chat, for the head of the page. */
export type OfficialFacts = {
  /** e.g. 云岭县农业农村局 */
  readonly name: string;
  /** The public line; '' when there is none. */
  readonly phone: string;
};

/** What every page of the chat needs. */
export type Frame = {
  readonly assets: Assets;
  readonly official: OfficialFacts;
  readonly elderMode: boolean;
  readonly formToken: string;
};

const formToken = (token: string): Html =>
  html`<input type="hidden" name="${FORM_FIELD}" value="${token}">`;

/** Modules the script is made of, asked for together with it. */
const PARTS = ['page-facts', 'unsent', 'view', 'lines', 'photo', 'sending', 'speaking', 'idle'].map(
  (name) => `${name}.js`,
);

function shell(
  frame: Frame,
  body: { readonly attributes?: Html; readonly script: boolean },
  content: Html,
): Html {
  const { assets, official } = frame;
  return html`<!doctype html>
<html lang="zh-Hans"${frame.elderMode && html` class="elder"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<meta name="robots" content="noindex">
<title>${chatText.service} · ${official.name}</title>
<link rel="icon" href="${assets.url('icon.svg')}" type="image/svg+xml">
<link rel="stylesheet" href="${assets.url('chat.css')}">
${body.script && [html`<script type="module" src="${assets.url('chat.js')}"></script>`, PARTS.map((name) => html`<link rel="modulepreload" href="${assets.url(name)}">`)]}
</head>
<body${body.attributes}>
${content}
</body>
</html>`;
}

function head(frame: Frame, tools: Html): Html {
  const { official } = frame;
  return html`<header class="top">
<div class="who">
<h1>${official.name}</h1>
<p class="badge">${icons.shield}<span>${chatText.official}</span></p>
</div>
${official.phone !== '' && html`<a class="call" href="tel:${official.phone.replaceAll(/[^\d+]/g, '')}" aria-label="${chatText.call(official.phone)}">${icons.phone}<span>${official.phone}</span></a>`}
<div class="tools">${tools}</div>
</header>`;
}

const elderSwitch = (
  frame: Frame,
): Html => html`<form method="post" action="/chat/elder" data-elder>
${formToken(frame.formToken)}<input type="hidden" name="on" value="${frame.elderMode ? '0' : '1'}">
<button class="tool" type="submit" aria-pressed="${frame.elderMode ? 'true' : 'false'}"><span class="switch" aria-hidden="true"></span>${chatText.elderMode}</button>
</form>`;

/** Asks 这是您自己的手机吗; a press begins the conversation. `lead` is said above it, such as that a session has ended. */
export function beginPage(
  frame: Frame,
  begin: { readonly action: string; readonly village: string; readonly lead: string | null },
): Html {
  const choice = (value: string, label: string, hint: string, primary: boolean): Html =>
    html`<div class="row"><button class="choice${primary && ' primary'}" type="submit" name="device" value="${value}"><span>${label}</span> <small>${hint}</small></button></div>`;
  return shell(
    frame,
    { script: false },
    html`${head(frame, elderSwitch(frame))}
<main class="scroll">
<ol class="talk">
${begin.lead !== null && html`<li class="note">${begin.lead}</li>`}
<li class="us"><div class="bubble"><p>${beginText.hello(frame.official.name)}</p><p>${beginText.safety}</p></div></li>
<li class="us"><div class="bubble"><h2>${beginText.question}</h2><p class="hint">${beginText.hint}</p></div>
<form class="choices" method="post" action="${begin.action}">
${formToken(frame.formToken)}<input type="hidden" name="v" value="${begin.village}">
${choice('own', beginText.own, beginText.ownHint, true)}
${choice('shared', beginText.shared, beginText.sharedHint, false)}
</form></li>
</ol>
</main>`,
  );
}

/** The conversation. `nonce` names what is sent without the script, so that a form sent twice counts once. */
export function chatPage(
  frame: Frame,
  chat: {
    readonly session: Pick<ChatSession, 'sharedDevice'>;
    /** Names the person to this browser's storage without telling the session. */
    readonly person: string;
    readonly lines: readonly DrawnLine[];
    /** Hand back as `after` to get what came later; '' for everything. */
    readonly cursor: string;
    /** Moment of the first line when there are earlier ones. */
    readonly earlier: string | null;
    readonly nonce: string;
    /** Code of a village the person scanned while already in a conversation; '' when none. */
    readonly village: string;
  },
): Html {
  const words = JSON.stringify({
    sending: chatText.sending,
    arrived: chatText.arrived,
    unsent: chatText.unsent,
    offline: chatText.offline,
    offlineHere: chatText.offlineHere,
    online: chatText.online,
    tooBig: chatText.tooBig,
    noMicrophone: chatText.noMicrophone,
    noPlace: chatText.noPlace,
    tooFast: chatText.tooFast,
    idleSoon: chatText.idleSoon,
    myPlace: chatText.myPlace,
    photo: chatText.photoSent,
    voice: chatText.voiceSent,
    you: chatText.you,
  });
  return shell(
    frame,
    {
      script: true,
      attributes: html` data-person="${chat.person}" data-cursor="${chat.cursor}" data-token="${frame.formToken}" data-words="${words}"${chat.session.sharedDevice && html` data-shared`}`,
    },
    html`<a class="skip" href="#text">${chatText.skip}</a>
${head(
  frame,
  html`${elderSwitch(frame)}
<form method="get" action="/chat/leave"><button class="tool" type="submit">${chatText.switchPerson}</button></form>`,
)}
<p class="line" id="line" role="status" hidden></p>
<div class="line" id="idle" role="alert" hidden><span>${chatText.idleSoon}</span><button class="tool" type="button" id="stay">${chatText.idleStay}</button></div>
<main class="scroll" id="scroll" tabindex="-1">
${
  chat.village !== '' &&
  html`<form class="scanned" method="post" action="/chat/begin">${formToken(frame.formToken)}<input type="hidden" name="v" value="${chat.village}"><p>${chatText.scanned}</p><button class="choice" type="submit">${chatText.scannedStart}</button></form>`
}
${chat.earlier !== null && html`<p class="earlier"><a class="tool" id="earlier" href="/chat?before=${chat.earlier}">${chatText.earlier}</a></p>`}
<div role="log" aria-live="polite" aria-relevant="additions" aria-label="${chatText.conversation}"><ol class="talk" id="talk">
${chat.lines.map((line) => trusted(line.html))}
</ol></div>
<button class="below" id="below" type="button" hidden>${chatText.below} ↓</button>
<noscript><p class="earlier"><a class="tool" href="/chat#text">${chatText.refresh}</a></p></noscript>
</main>
${composer(frame, chat.nonce)}`,
  );
}

function composer(frame: Frame, nonce: string): Html {
  return html`<form class="composer" id="say" method="post" action="/chat/send" enctype="multipart/form-data" autocomplete="off" aria-label="${chatText.composer}">
${formToken(frame.formToken)}<input type="hidden" name="id" value="${nonce}">
<div class="fields" id="fields">
<label class="sr" for="text">${chatText.typeHere}</label>
<textarea id="text" name="text" rows="1" maxlength="8000" placeholder="${chatText.typeHere}" enterkeyhint="send"></textarea>
<button class="act" id="record" type="button" hidden>${icons.microphone}<span>${chatText.speak}</span></button>
<label class="act" id="voice-label" hidden>${icons.microphone}<span>${chatText.speak}</span><input class="file" id="voice" type="file" name="voice" accept="audio/*" capture></label>
<button class="act primary" id="send" type="submit">${icons.send}<span>${chatText.send}</span></button>
</div>
<div class="extras" id="extras">
<label class="extra" for="photo">${icons.photo}<span>${chatText.photo}</span><input class="file" id="photo" type="file" name="photo" accept="image/*"></label>
<button class="extra" id="place" type="button" hidden>${icons.place}<span>${chatText.place}</span></button>
</div>
<div class="recording" id="recording" hidden>
<p role="status"><span class="pulse" aria-hidden="true"></span>${chatText.recording} <b id="seconds">0:00</b></p>
<button class="act" id="drop" type="button">${chatText.stopAndDrop}</button>
<button class="act primary" id="finish" type="button">${icons.send}<span>${chatText.stopAndSend}</span></button>
</div>
</form>`;
}

/** Asks once more before the browser lets go of the person. */
export function leavePage(frame: Frame, person: string): Html {
  return shell(
    frame,
    {
      script: true,
      attributes: html` data-person="${person}"`,
    },
    html`${head(frame, elderSwitch(frame))}
<main class="scroll"><ol class="talk"><li class="us">
<div class="bubble"><h2>${chatText.switchQuestion}</h2><p>${chatText.switchHint}</p><p id="lost" class="warn" hidden>${chatText.switchLost}</p></div>
<form class="choices" id="leave" method="post" action="/chat/leave">${formToken(frame.formToken)}
<div class="row"><button class="choice primary" type="submit">${chatText.switchYes}</button></div>
<div class="row"><a class="choice" href="/chat">${chatText.switchNo}</a></div>
</form></li></ol></main>`,
  );
}

/** A staff invitation: looking at it changes nothing, its button uses it up. */
export function invitationPage(
  frame: Frame,
  invitation: { readonly action: string; readonly asksDevice: boolean },
): Html {
  const { action, asksDevice } = invitation;
  return shell(
    frame,
    { script: false },
    html`${head(frame, elderSwitch(frame))}
<main class="scroll"><ol class="talk"><li class="us">
<div class="bubble"><h2>${linkText.invitationTitle}</h2><p>${linkText.invitation}</p><p class="hint">${linkText.invitationWarning}</p></div>
<form class="choices" method="post" action="${action}">${formToken(frame.formToken)}
<div class="row"><button class="choice primary" type="submit" name="device" value="own"><span>${linkText.invitationOpen}</span>${asksDevice && html` <small>${linkText.invitationOwn}</small>`}</button></div>
${asksDevice && html`<div class="row"><button class="choice" type="submit" name="device" value="shared"><span>${linkText.invitationOpen}</span> <small>${linkText.invitationShared}</small></button></div>`}
</form></li></ol></main>`,
  );
}
