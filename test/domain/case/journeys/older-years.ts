/** Two years the program does not come with, as a county that looks back would enter them. */
import { localDate, plusDays } from '#src/domain/calendar/local-date.ts';
import { type HolidayYear, holidayCalendar } from '#src/domain/calendar/working-days.ts';
import { calendar } from '../../policy/default-pack.ts';

const span = (from: string, days: number) =>
  Array.from({ length: days }, (_, at) => plusDays(localDate(from), at));

const entered: readonly HolidayYear[] = [
  {
    year: 2021,
    source: '国务院办公厅关于2021年部分节假日安排的通知（国办发明电〔2020〕27号）',
    off: [
      ...span('2021-01-01', 3),
      ...span('2021-02-11', 7),
      ...span('2021-04-03', 3),
      ...span('2021-05-01', 5),
      ...span('2021-06-12', 3),
      ...span('2021-09-19', 3),
      ...span('2021-10-01', 7),
    ],
    work: [
      '2021-02-07',
      '2021-02-20',
      '2021-04-25',
      '2021-05-08',
      '2021-09-18',
      '2021-09-26',
      '2021-10-09',
    ].map(localDate),
  },
  {
    year: 2022,
    source: '国务院办公厅关于2022年部分节假日安排的通知（国办发明电〔2021〕11号）',
    off: [
      ...span('2022-01-01', 3),
      ...span('2022-01-31', 7),
      ...span('2022-04-03', 3),
      ...span('2022-04-30', 5),
      ...span('2022-06-03', 3),
      ...span('2022-09-10', 3),
      ...span('2022-10-01', 7),
    ],
    work: [
      '2022-01-29',
      '2022-01-30',
      '2022-04-02',
      '2022-04-24',
      '2022-05-07',
      '2022-10-08',
      '2022-10-09',
    ].map(localDate),
  },
];

/** The published years and these two. */
export const since2021 = holidayCalendar([...entered, ...calendar.years]);
