// Where to look: the conversation scrolls so that what is new is read from its first line and the question stays in sight.

import { byId } from './page-facts.js';

const talk = byId('talk');

/** On a low screen the whole page scrolls, otherwise the conversation between head and writing line. */
function scroller() {
  const main = byId('scroll');
  return getComputedStyle(main).overflowY === 'auto' ? main : document.scrollingElement;
}

/** As far down as possible with the beginning of `item` still in sight. */
export function showFrom(item) {
  const box = scroller();
  const above = box === document.scrollingElement ? 0 : box.getBoundingClientRect().top;
  const top = item.getBoundingClientRect().top - above;
  box.scrollTo({ top: box.scrollTop + top - 12, behavior: 'instant' });
}

/** To what was answered last. */
export function showLatest() {
  const own = [...(talk?.querySelectorAll('.you') ?? [])].pop();
  const item = own?.nextElementSibling ?? own ?? talk?.firstElementChild;
  if (item) showFrom(item);
}

/** Keeps `anchor` where it is while `change` puts lines above it. */
export function keepInPlace(anchor, change) {
  const before = anchor.getBoundingClientRect().top;
  change();
  scroller().scrollTop += anchor.getBoundingClientRect().top - before;
}

/** Says that there is more below, and goes there; keeps the end in sight when the keyboard opens or the writing line grows. */
export function watchScrolling() {
  const below = byId('below');
  let atEnd = false;
  const look = () => {
    const box = scroller();
    atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 60;
    // Once the first button of the question can be seen, nobody needs to be told.
    const first = [...talk.querySelectorAll('.choice')]
      .pop()
      ?.closest('.choices').firstElementChild;
    const edge = byId('say').getBoundingClientRect().top;
    below.hidden = atEnd || (first ?? talk).getBoundingClientRect().bottom <= edge;
  };
  addEventListener('scroll', look, { capture: true, passive: true });
  new ResizeObserver(look).observe(talk);
  new ResizeObserver(() => {
    if (atEnd) scroller().scrollTo({ top: scroller().scrollHeight, behavior: 'instant' });
  }).observe(byId('scroll'));
  below.addEventListener('click', () => {
    scroller().scrollBy({ top: scroller().clientHeight * 0.7, behavior: 'instant' });
  });
}
