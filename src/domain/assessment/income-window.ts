/** The months income and spending are counted over (收入计算时段). */
import {
  endOfMonth,
  firstOfMonth,
  type LocalDate,
  monthOf,
  plusMonthsOf,
} from '../calendar/local-date.ts';

/** First and last day, both counted. */
export type IncomeWindow = { readonly from: LocalDate; readonly to: LocalDate };

/**
 * The `months` calendar months (pack `income.window_months`) that end with the month before `on`, the day of identification:
 * identified in June 2021, the window is 2020-06-01 to 2021-05-31 (江西南康区 2024 收入计算时间; 定南县监测标准: 申报前 12 个月). Nobody
 * knows a month that is not over.
 */
export function incomeWindow(on: LocalDate, months: number): IncomeWindow {
  const month = monthOf(on);
  return {
    from: firstOfMonth(plusMonthsOf(month, -months)),
    to: endOfMonth(plusMonthsOf(month, -1)),
  };
}
