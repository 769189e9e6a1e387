/** 我的待办: the list and the questions under a duty. */
import type { CloseGround } from '#src/domain/case/case.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { DutyPage, HouseholdGlance } from '../staff.needs.ts';
import { pageLabels } from './paging.ts';
import { groundLabel } from './staff-case.ts';
import { dutyLine } from './staff-duty.ts';

/** A page of what is to be done, with how much of it is late. */
export function listText(page: DutyPage, today: LocalDate): string {
  if (page.total === 0) return '现在没有待办的事，辛苦了。';
  const late = page.late > 0 ? `，其中超期${page.late}件` : '';
  return [
    `待办共${page.total}件${late}。`,
    ...page.duties.map((duty, at) => `${at + 1}. ${dutyLine(duty, today)}`),
    ...(page.pages > 1 ? [pageLabels.of(page.page, page.pages)] : []),
    '点一件打开，也可以打数字。',
  ].join('\n');
}

export const askCloseReason = (ground: CloseGround): string =>
  `您觉得这件是“${groundLabel(ground)}”，原因是什么？\n镇里审核后才算，没答复之前时限照常走。`;

/** Before erasing: what it does, and that somebody must have made sure who asked. */
export const askErase = (): string =>
  '删了找不回来。请先打电话，核对是他本人。\n他说过的话、照片、语音、电话、身份证号都会删掉；受理号、日期和办理记录按规定留着。确定删除吗？';

export const askColleague = (): string => '转给谁？转了以后由他接着办，农户会收到消息。';
export const nobodyToPassOn = (): string => '现在没有别的同志可以接。请打电话给镇里。';
export const askAnswer = (): string => '请打字回复，写完发出就会转给他。';
export const askBreach = (): string => '为什么没有按时办完？点一个。';

export const askMatch = (name: string, found: readonly HouseholdGlance[]): string =>
  found.length === 0
    ? `名册里没有找到“${name}”这样的户。先打电话或者上门问清户口，再来点。`
    : `“${name}”是名册里的哪一户？拿不准就先打电话问清楚。`;

export const candidateLabel = (household: HouseholdGlance): string =>
  [household.headName, household.groupName || household.areaName].join(' ');
