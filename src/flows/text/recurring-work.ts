/** Regular work (定期工作) for whoever does it: what shows that it was done, the last time, and that it is written down. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { DutyEvidence } from '#src/domain/policy/recurring-duty.ts';
import type { Message } from '../flow.ts';
import type { RecurringSheet } from '../staff.needs.ts';
import { formatDay, spaced } from './format.ts';

/** What to write, and what a photo of shows it. */
const EVIDENCE: Readonly<
  Record<DutyEvidence, { readonly words: string; readonly photo: string | null }>
> = {
  minutes: { words: '哪天开的、谁主持、定了什么', photo: '会议记录或签到表' },
  report: { words: '哪天报的、报给谁', photo: null },
  record: { words: '哪天办的、到了哪里、办了什么', photo: '记录或现场' },
  list: { words: '哪天办的、共多少', photo: '名单' },
  ledger: { words: '哪天办的、记在哪本台账', photo: '台账这一页' },
  attendance: { words: '这段时间在村多少天', photo: '考勤表' },
};

export const recurringLines = (
  { evidence, unit, last }: RecurringSheet,
  today: LocalDate,
): readonly string[] => [
  ...(unit === null ? [] : [`责任单位：${unit}`]),
  `办好了点下面的按钮，写一句：${EVIDENCE[evidence].words}。`,
  ...(last === null
    ? []
    : [`上次：${formatDay(last.doneOn, today)}，${last.byName}记的：“${spaced(last.note)}”`]),
];

/** Photos of the last time, before the duty itself. */
export const lastPhotos = (
  sheet: RecurringSheet | undefined,
  today: LocalDate,
): readonly Message[] => {
  const last = sheet?.last ?? null;
  return last === null || last.photos.length === 0
    ? []
    : [
        {
          text: `上次（${formatDay(last.doneOn, today)}）的照片`,
          attachments: last.photos.map((mediaId) => ({ kind: 'photo' as const, mediaId })),
        },
      ];
};

/** Asks for a note of recurring work and the photos its duty wants; says how many have come. */
export function askRecordText(evidence: DutyEvidence, photos: number): string {
  const { words, photo } = EVIDENCE[evidence];
  const write = `写一句发过来就记下了：${words}。`;
  if (photos > 0) return `照片收到${photos}张。${write}`;
  return photo === null ? write : `先拍张照片发过来：${photo}。没有照片也可以直接写。\n${write}`;
}

export const recordedText = (title: string): string => `记下了：${spaced(title)}。这一次办完了。`;
