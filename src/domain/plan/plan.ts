/** The plan for one household (帮扶计划): who is responsible, what will be done, what the household asked for and what it says to it. */
import type { LocalDate } from '../calendar/local-date.ts';
import type { Measure } from './measure.ts';

/** How the household said yes: in its own chat, or on paper; the photo may have been erased since. */
export type Confirmation =
  | { readonly how: 'chat'; readonly on: LocalDate }
  | { readonly how: 'paper'; readonly on: LocalDate; readonly mediaId: string | null };

export type Plan = {
  readonly planId: string;
  readonly householdId: string;
  readonly caseId: string | null;
  /** 帮扶责任人; null while nobody is named. */
  readonly responsibleStaffId: string | null;
  readonly adoptedOn: LocalDate;
  /** 巴南 第18项 wants measures 根据风险类型和农户需求: whether the household's own wish was asked and written down. */
  readonly requestAsked: boolean;
  readonly measures: readonly Measure[];
  readonly confirmation: Confirmation | null;
};
