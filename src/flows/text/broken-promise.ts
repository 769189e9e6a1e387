/** What a farmer hears when a day they were told has passed: sorry, who is asked now, by when, whom to phone. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { ContactFacts } from '../facts.ts';
import { formatDay } from './format.ts';

/** What was to be done by the day. */
export type Promised = 'home-visit' | 'answer' | 'issue-verify' | 'issue-fix' | 'call';

const WORDS: Readonly<Record<Promised, { readonly todo: string; readonly not: string }>> = {
  'home-visit': { todo: '有人上门', not: '到今天还没有来' },
  answer: { todo: '给您回话', not: '到今天还没有' },
  'issue-verify': { todo: '有人来核实', not: '到今天还没有来' },
  'issue-fix': { todo: '办好', not: '到今天还没办好' },
  call: { todo: '给您打电话', not: '到今天还没有打' },
};

export const brokenPromise = (
  of: {
    readonly promised: Promised;
    readonly label: string;
    readonly day: LocalDate;
    /** Who was asked to see to it and phones by the day; null when there is nobody further up. */
    readonly asked: { readonly contact: ContactFacts; readonly by: LocalDate } | null;
    /** The public line; ''. */
    readonly line: string;
  },
  today: LocalDate,
): string => {
  const { todo, not } = WORDS[of.promised];
  const phone =
    of.asked !== null && of.asked.contact.phone !== '' ? of.asked.contact.phone : of.line;
  const who =
    of.asked === null
      ? []
      : [
          `已经请${[of.asked.contact.title, of.asked.contact.name].join(' ').trim()}过问，${formatDay(of.asked.by, today)}前给您打电话。`,
        ];
  return [
    `${of.label === '' ? '' : `编号 ${of.label}：`}对不住，说好${formatDay(of.day, today)}前${todo}，${not}。`,
    ...who,
    ...(phone === '' ? [] : [`想早点问，打电话 ${phone}。`]),
    '事情还在办，不用重新报。要是已经办过了，这条不用管。',
  ].join('\n');
};
