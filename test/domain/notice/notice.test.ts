import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  audienceCount,
  audienceGroups,
  groupNamed,
  groupTitle,
  offeredGroups,
  reveals,
} from '#src/domain/notice/audience.ts';
import {
  canonicalNotice,
  mayNow,
  type NoticeContent,
  type NoticeState,
  noticeCaps,
  readNoticeText,
  sameContent,
  shownHash,
} from '#src/domain/notice/notice.ts';
import {
  type NoticeCounts,
  secondsLeft,
  silentRecipients,
  totalRecipients,
} from '#src/domain/notice/progress.ts';

describe('FD-63 groups a notice can be for', () => {
  it('only “everyone” tells nothing about a household', () => {
    expect(audienceGroups.filter((group) => !reveals(group))).toEqual(['everyone']);
  });

  it('offers what the pack names, each once, and leaves out what the registry cannot tell', () => {
    expect(offeredGroups(['监测户', '全体农户', '养蜂户', '监测户', '脱贫户'])).toEqual([
      'monitored',
      'everyone',
      'exited-poverty',
    ]);
    for (const group of audienceGroups) expect(groupNamed(groupTitle(group))).toBe(group);
  });

  it('counts add up to the households', () => {
    const n = fc.nat(1000);
    fc.assert(
      fc.property(n, n, n, n, (queued, waiting, none, claimed) => {
        const count = audienceCount({
          queued,
          waiting,
          'no-account': none,
          'claimed-only': claimed,
        });
        const { pushed, waiting: web, excluded } = count;
        const left = Object.values(excluded).reduce((sum, each) => sum + each, 0);
        expect(count.total).toBe(pushed + web + left);
        expect(count.total).toBe(queued + waiting + none + claimed);
      }),
    );
  });
});

describe('FD-63 what a notice may say', () => {
  const refusal = (part: 'title' | 'body', text: string): string => {
    const read = readNoticeText(part, text);
    return read.ok ? 'fine' : read.refusal.code;
  };

  it('keeps the words and cleans lines and spaces', () => {
    expect(readNoticeText('title', ' 医保\n缴费 ')).toEqual({ ok: true, value: '医保 缴费' });
    expect(readNoticeText('body', '一、  \r\n\r\n\r\n\r\n二、\n')).toEqual({
      ok: true,
      value: '一、\n\n二、',
    });
  });

  it('is neither empty nor longer than a phone shows', () => {
    expect(refusal('title', '  ')).toBe('empty');
    expect(refusal('title', '字'.repeat(noticeCaps.title))).toBe('fine');
    expect(refusal('title', '字'.repeat(noticeCaps.title + 1))).toBe('too-long');
    expect(refusal('body', '𠮷'.repeat(noticeCaps.body))).toBe('fine');
    expect(refusal('body', '字'.repeat(noticeCaps.body + 1))).toBe('too-long');
  });

  it('names no identity or bank card number and calls nobody 贫困户', () => {
    expect(refusal('body', '请李某（11010519491231002X）来领')).toBe('identity-number');
    expect(refusal('body', '打到 6222 0212 3456 7890 123')).toBe('identity-number');
    expect(refusal('body', '电话 023-61230000，13800008000，2026年12月31日前')).toBe('fine');
    expect(refusal('title', '各位贫困户')).toBe('demeaning-word');
  });
});

describe('FD-63 what a second person approves', () => {
  const notice: NoticeContent = {
    title: '医保',
    body: '请交',
    areaPath: '500230/101/',
    group: 'everyone',
    sender: '云岭镇',
    phone: '023',
  };

  it('is the whole of it: any change makes another text', () => {
    const changes: readonly Partial<NoticeContent>[] = [
      { title: '社保' },
      { body: '请交。' },
      { areaPath: '500230/' },
      { group: 'monitored' },
      { sender: '青石镇' },
      { phone: '024' },
      // Words moved from one field to another are a change too.
      { title: '医保请交', body: '' },
    ];
    const texts = changes.map((change) => canonicalNotice({ ...notice, ...change }));
    expect(new Set([...texts, canonicalNotice(notice)]).size).toBe(changes.length + 1);
  });

  it('is recognised by the part of its hash a button carries, and by nothing shorter', () => {
    const hash = 'abcdefghijKLMNOP';
    expect(sameContent(hash, shownHash(hash))).toBe(true);
    expect(sameContent(hash, 'abcdefghi')).toBe(false);
    expect(sameContent(hash, '')).toBe(false);
    expect(sameContent(hash, 'abcdefghiJ')).toBe(false);
  });

  it('ends cannot be undone', () => {
    const final: readonly NoticeState[] = ['rejected', 'done', 'cancelled'];
    for (const state of final) {
      for (const verb of [
        'approve',
        'reject',
        'pause',
        'resume',
        'cancel',
        'allow-night',
      ] as const) {
        expect(mayNow(verb, state)).toBe(false);
      }
    }
  });
});

describe('FD-63 how far a notice has come', () => {
  const counts: NoticeCounts = {
    queued: 5,
    sending: 1,
    waiting: 2,
    sent: 10,
    failed: 1,
    unreachable: 3,
    uncertain: 1,
    cancelled: 0,
    read: 4,
    toldAtDoor: 0,
  };

  it('every recipient is counted once', () => {
    expect(totalRecipients(counts)).toBe(23);
    expect(silentRecipients(counts)).toBe(8);
  });

  it('the time left counts the turns other notices take', () => {
    expect(secondsLeft(0, [])).toBe(0);
    expect(secondsLeft(20_000, [])).toBe(700);
    expect(secondsLeft(1_000, [20_000])).toBe(70);
    expect(secondsLeft(20_000, [1_000])).toBe(735);
  });
});
