/** 务工情况: what farmers say about where they work, in two taps. */
import type { JobPlace, JobState } from '#src/domain/ledger/member-status.ts';
import type { AreaWords } from '#src/domain/policy/area-words.ts';
import type { BureauFacts } from '../facts.ts';
import { formatContact } from './format.ts';

const JOBS: Readonly<Record<JobState, string>> = {
  away: '在外打工',
  nearby: '在附近上班',
  working: '在上班',
  home: '回来了，在家',
  looking: '在找活干',
  unable: '干不了活',
};

const placeWords = ({ county }: AreaWords): Readonly<Record<JobPlace, string>> => ({
  county: `${county}内`,
  city: county === '县' ? '本市别的县' : '本市别的区县',
  province: '本省别的市',
  'other-province': '外省',
  abroad: '国外',
});

export const workLabels = { open: '务工情况', another: '家里别的人' } as const;
export const jobLabel = (job: JobState): string => JOBS[job];
export const placeLabel = (place: JobPlace, places: AreaWords): string => placeWords(places)[place];

export const askWho = (): string => '说的是家里哪一位？';

export const askJob = (
  name: string,
  job: JobState | null,
  place: JobPlace | null,
  places: AreaWords,
): string =>
  [
    ...(job === null
      ? []
      : [
          `我们记着${name}${JOBS[job]}${place === null ? '' : `（${placeLabel(place, places)}）`}。`,
        ]),
    `${name}现在怎么样？换了厂、换了地方，也点一下“${JOBS.away}”。`,
  ].join('\n');

export const askPlace = (name: string): string => `${name}在哪里干活？`;

export const noted = (name: string, changed: boolean): string =>
  changed
    ? `记下了，谢谢您告诉我们。${name}的务工情况改好了，帮扶的同志看得到。`
    : `记下了，${name}的情况没有变。`;

export const notKnown = (bureau: BureauFacts): string =>
  [
    '这个要先核对您是本人。请等村里的同志上门时说一声，',
    bureau.officer === null ? '或者到村委会说。' : `或者打电话：${formatContact(bureau.officer)}。`,
  ].join('');
