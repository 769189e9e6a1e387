/** 政策通知: the notices sent to one's household, and 已知晓, which is the read receipt. */
import { ask, choice, lasting } from './choices.ts';
import { at } from './conversation.ts';
import type { NoticeGlance } from './farmer.needs.ts';
import { defineFlow, type Feature, go, pass, type Scene, type Turn } from './feature.ts';
import { done, type Message, need } from './flow.ts';
import { storedNumber, storedText } from './place.ts';
import { buttonLabels } from './text/engine.ts';
import { farmerMenu } from './text/menu.ts';
import * as text from './text/notices.ts';
import { pageLabels } from './text/paging.ts';

type NoticesState =
  | { readonly flow: 'notices'; readonly step: 'list'; readonly page: number }
  | { readonly flow: 'notices'; readonly step: 'notice'; readonly recipientId: string };

/** Notices on a page; with two page buttons and 返回 they make eight. */
const PAGE = 5;
const back = choice('back', buttonLabels.back);

const flow = defineFlow<NoticesState>({
  name: 'notices',
  requires: 'person',
  restore: (stored) => {
    if (stored['step'] === 'list') {
      return { flow: 'notices', step: 'list', page: storedNumber(stored['page'], 0) };
    }
    const recipientId = storedText(stored['recipientId']);
    return stored['step'] === 'notice' && recipientId !== ''
      ? { flow: 'notices', step: 'notice', recipientId }
      : null;
  },
  open: (scene) => list(0, scene),
  step: (state, input, scene) => {
    if (input.kind !== 'press') return pass;
    const { choice: id } = input;
    if (state.step === 'notice')
      return id === 'list' ? list(0, scene) : go('home', scene.conversation);
    if (id === 'back') return go('home', scene.conversation);
    if (id === 'page-on') return list(state.page + 1, scene);
    if (id === 'page-back') return list(state.page - 1, scene);
    const notices = scene.facts.answers['my-notices'];
    if (notices === undefined) return need({ need: 'my-notices' });
    const notice = notices.find((each) => `notice-${each.recipientId}` === id);
    return notice === undefined ? list(state.page, scene) : show(notice, scene);
  },
});

function list(page: number, scene: Scene): Turn {
  const notices = scene.facts.answers['my-notices'];
  if (notices === undefined) return need({ need: 'my-notices' });
  const pages = Math.max(1, Math.ceil(notices.length / PAGE));
  const shown = Math.min(Math.max(0, page), pages - 1);
  const [first, ...rest] = notices
    .slice(shown * PAGE, (shown + 1) * PAGE)
    .map((each) => choice(`notice-${each.recipientId}`, text.noticeLabel(each)));
  const place = { flow: 'notices', step: 'list', page: shown } as const;
  const to = (question: Message): Turn => done(at(scene.conversation, place), [question]);
  if (first === undefined) {
    return to(ask(text.noNotices(), lasting('menu', 'ask-policy', farmerMenu.policy), back));
  }
  const turning = [
    ...(shown > 0 ? [choice('page-back', pageLabels.before)] : []),
    ...(shown < pages - 1 ? [choice('page-on', pageLabels.after)] : []),
  ];
  const count = pages > 1 ? `\n${pageLabels.of(shown + 1, pages)}` : '';
  return to(ask(`${text.listQuestion()}${count}`, first, ...rest, ...turning, back));
}

function show(notice: NoticeGlance, scene: Scene): Turn {
  const { bureau, today } = scene.facts;
  const place = { flow: 'notices', step: 'notice', recipientId: notice.recipientId } as const;
  const words = text.noticeText(notice, bureau, today);
  const others = [choice('list', pageLabels.list), back];
  const question = notice.read
    ? ask(words, choice('list', pageLabels.list), back)
    : ask(words, lasting('notice-read', notice.recipientId, text.readLabel), ...others);
  return done(at(scene.conversation, place), [question]);
}

export const notices: Feature = {
  flows: [flow],
  labels: [{ label: farmerMenu.notices, flow: 'notices', menu: 'farmer', order: 30 }],
  commands: { notices: (_payload, scene) => go('notices', scene.conversation) },
  actions: {
    'notice-read': (recipientId, scene) =>
      done(scene.conversation, [], [{ intent: 'mark-notice-read', recipientId }]),
  },
  outcomes: {
    // A notice is answered wherever the person is; their own question stays as it was.
    'mark-notice-read': (outcome, scene) =>
      outcome.of === 'mark-notice-read'
        ? done(scene.conversation, [{ text: text.marked(outcome.result.known) }])
        : done(scene.conversation),
  },
};
