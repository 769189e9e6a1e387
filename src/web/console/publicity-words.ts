/** Words of the sheet that hangs in the village. */
import type { NoticeKind } from '#src/domain/case/public-notice.ts';

export const publicityText = {
  sheet: '公示单',
  openHint: '点下面的按钮打开，再用浏览器的“打印”。这一页只给您用。',
  open: '打开公示单',
  linkOver: '这个链接过期了，或者这件事现在不归您办。请回到对话里，从“我的待办”再打开一次。',
  title: (kind: NoticeKind, term: string): string =>
    kind === 'enrol' ? `拟纳入${term}公示` : `拟消除${term}风险公示`,
  lead: (kind: NoticeKind): string =>
    kind === 'enrol'
      ? '经入户核实、村级评议，拟将下列农户上报审核，现予公示。'
      : '经核查，拟对下列农户标注风险消除，现予公示。',
  period: (from: string, to: string, days: number): string =>
    `公示时间：${from}张贴，满${days}天，到${to}为止。`,
  objections: (office: string, phone: string): string =>
    `有不同意见的，请在公示期内向${office}反映${phone === '' ? '' : `，电话 ${phone}`}，也可以在手机上点“人工帮助”里的“对公示有意见”。会替您保密。`,
  notPosted: '这是预览。贴出去以后，请在手机待办里点“贴出去了，开始公示”，时间才开始算。',
  posted: '已经开始公示。',
} as const;
