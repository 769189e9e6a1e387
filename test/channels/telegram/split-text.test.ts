import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { messageLimit, splitText } from '#src/channels/telegram/split-text.ts';

describe('long texts become several messages', () => {
  it('leaves a short text whole', () => {
    expect(splitText('您好。\n\n请选择。')).toEqual(['您好。\n\n请选择。']);
  });

  it('cuts between paragraphs before lines, lines before sentences', () => {
    const paragraph = `${'一'.repeat(30)}。${'二'.repeat(30)}。`;
    expect(splitText(`${paragraph}\n\n${paragraph}`, 100)).toEqual([paragraph, paragraph]);
    expect(splitText(`${paragraph}\n${paragraph}`, 100)).toEqual([paragraph, paragraph]);
    expect(splitText(paragraph, 50)).toEqual([`${'一'.repeat(30)}。`, `${'二'.repeat(30)}。`]);
  });

  it('never exceeds the limit, never cuts a character, and says everything', () => {
    const piece = fc.constantFrom('困难', '𠮷', '👩‍👩‍👧', '。', '\n', '\n\n', ' ', 'a', '，');
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 400 }),
        fc.integer({ min: 8, max: 200 }),
        (words, limit) => {
          const text = words.join('');
          const parts = splitText(text, limit);
          for (const part of parts) {
            expect(part.length).toBeLessThanOrEqual(limit);
            expect(part.isWellFormed()).toBe(true);
          }
          const bare = (s: string) => s.replace(/\s/g, '');
          expect(bare(parts.join(''))).toBe(bare(text));
        },
      ),
    );
  });

  it('fits Telegram: 4096', () => {
    expect(messageLimit).toBe(4096);
    expect(splitText('困'.repeat(5000)).map((part) => part.length)).toEqual([4096, 904]);
  });
});
