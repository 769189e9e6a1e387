import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { restoreConversation, startConversation } from '#src/flows/conversation.ts';
import { converse } from '#src/flows/converse.ts';
import { actionNames, type Input, type MediaKind } from '#src/flows/flow.ts';
import { flowNames } from '#src/flows/place.ts';
import { bureau, type Chat, farmer, now, startChat, stranger, today } from './chat.ts';

const phrases = [
  '我住院了没钱',
  '家里房子裂了',
  '隔壁邻居瘫了',
  '家里很困难',
  '不想活了',
  '断粮两天了，又住院',
  '低保怎么申请？',
  '村干部不公平，我要投诉',
  '进度到哪了？',
  '谢谢',
  '你好',
  '桃源村',
  '李大山',
  '13800000009',
  '1380000',
  '110101199003070011',
  '提交',
  '返回',
  '取消',
  '菜单',
  '一键申报',
  '我的进度',
  '政策通知',
  '问政策',
  '我的信息',
  '人工帮助',
  '换人使用',
  '同意',
  '不同意',
  '1',
  '3',
  '第二个',
  '',
  '   ',
  '😀',
];

type Move =
  | { readonly kind: 'press'; readonly at: number }
  | { readonly kind: 'input'; readonly input: Input }
  | { readonly kind: 'restart' };

const media = fc.constantFrom<MediaKind>('photo', 'voice', 'video', 'document');
const words = fc.oneof(fc.constantFrom(...phrases), fc.string({ maxLength: 40 }));
const anInput: fc.Arbitrary<Input> = fc.oneof(
  { weight: 4, arbitrary: words.map((text): Input => ({ kind: 'text', text, edited: false })) },
  words.map((text): Input => ({ kind: 'text', text, edited: true })),
  fc.tuple(media, fc.nat({ max: 5 }), words).map(
    ([kind, id, caption]): Input => ({
      kind: 'media',
      media: kind,
      mediaId: `m${id}`,
      caption,
      seconds: 3,
    }),
  ),
  fc
    .tuple(fc.nat({ max: 5 }), words)
    .map(([id, text]): Input => ({ kind: 'transcript', mediaId: `m${id}`, text })),
  fc.constantFrom<Input>(
    { kind: 'contact', phone: '13800000009', own: true },
    { kind: 'location', latitude: 29, longitude: 107 },
    { kind: 'unreadable', what: 'sticker' },
    { kind: 'refused-media', reason: 'too-big' },
    { kind: 'refused-media', reason: 'wrong-type' },
    {
      kind: 'proposal',
      proposal: {
        riskTypes: ['因学'],
        guaranteeIssues: [],
        urgency: 'high',
        amounts: [],
        members: [],
      },
    },
  ),
  fc
    .constantFrom('start', 'menu', 'help', 'cancel', 'declare', 'progress', 'me', 'odd')
    .map((name): Input => ({ kind: 'command', name, payload: '' })),
  fc
    .tuple(fc.constantFrom(...actionNames), fc.constantFrom('', 'help', 'declaration-1'))
    .map(([action, ref]): Input => ({ kind: 'action', action, ref })),
  fc
    .tuple(fc.nat({ max: 12 }), fc.constantFrom('submit', 'type-0', 'cancel', 'back', 'odd'))
    .map(([token, choice]): Input => ({ kind: 'press', token, choice })),
);
const aMove: fc.Arbitrary<Move> = fc.oneof(
  { weight: 5, arbitrary: fc.nat({ max: 7 }).map((at): Move => ({ kind: 'press', at })) },
  { weight: 4, arbitrary: anInput.map((input): Move => ({ kind: 'input', input })) },
  { weight: 1, arbitrary: fc.constant<Move>({ kind: 'restart' }) },
);

/** Steps at which a person gives words up themselves. */
const GIVING_UP = new Set(['重新开始', '不同意', '确定']);

function play(chat: Chat, move: Move): void {
  const before = chat.conversation();
  const sentBefore = submits(chat).length;
  let gaveUp = before.place.step === 'rewrite';
  if (move.kind === 'restart') {
    chat.restore(restoreConversation(JSON.parse(JSON.stringify(before))));
    expect(chat.conversation()).toEqual(before);
    return;
  }
  if (move.kind === 'press') {
    const labels = chat.labels();
    const label = labels[move.at % Math.max(1, labels.length)];
    if (label === undefined) return;
    gaveUp ||= GIVING_UP.has(label);
    chat.press(label);
  } else {
    // Typing a label or its number does what the button does.
    gaveUp ||= move.input.kind === 'text' && chat.labels().some((label) => GIVING_UP.has(label));
    chat.send(move.input);
  }
  const after = chat.conversation();
  const kept = new Set([
    ...(after.draft?.words ?? []),
    ...submits(chat)
      .slice(sentBefore)
      .flatMap((each) => each.content.words),
    ...chat.intents.flatMap((each) => (each.intent === 'add-to-report' ? each.words : [])),
  ]);
  if (!gaveUp) {
    for (const word of before.draft?.words ?? []) expect(kept.has(word), word).toBe(true);
  }
}

const submits = (chat: Chat) =>
  chat.intents.flatMap((each) => (each.intent === 'submit-report' ? [each] : []));

describe('any conversation', () => {
  it('never throws, loses no word of a draft, sends no draft twice, and keeps to the wording rules', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.array(aMove, { minLength: 1, maxLength: 40 }),
        (known, moves) => {
          const chat = startChat(known ? farmer : stranger);
          for (const move of moves) play(chat, move);
          const ids = submits(chat).map((each) => each.draftId);
          expect(new Set(ids).size).toBe(ids.length);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is read back from any JSON whatever, and goes on', () => {
    fc.assert(
      fc.property(fc.jsonValue(), anInput, (json, input) => {
        const facts = { now, today, account: farmer, bureau, answers: {} };
        expect(() => converse(restoreConversation(json), input, facts)).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });

  it('of a version with other flows and steps goes to the menu with its draft', () => {
    const place = fc.record({
      flow: fc.oneof(fc.constantFrom(...flowNames), fc.string()),
      step: fc.oneof(fc.constantFrom('type', 'phone', 'proposal', 'notice', 'add'), fc.string()),
      hits: fc.jsonValue(),
      page: fc.jsonValue(),
      proposal: fc.jsonValue(),
      subject: fc.jsonValue(),
      declarationId: fc.jsonValue(),
    });
    const draft = { draftId: 'd1', words: ['我住院了没钱'], riskTypes: ['因病'], later: true };
    fc.assert(
      fc.property(place, anInput, (stored, input) => {
        const facts = { now, today, account: farmer, bureau, answers: {} };
        const json = { ...startConversation(), version: 7, place: stored, draft };
        const restored = restoreConversation(json);
        expect(restored.draft?.words).toEqual(['我住院了没钱']);
        expect(() => converse(restored, input, facts)).not.toThrow();
      }),
      { numRuns: 400 },
    );
  });
});
