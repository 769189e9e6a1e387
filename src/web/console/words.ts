/** Words of the console. Names of states, duties and roles come from where the conversations have them. */

export const consoleText = {
  title: '工作台',
  overview: '工作进度',
  cases: '在办个案',
  duties: '待办',
  notices: '通知',
  quarantine: '出错的消息',
  leave: '退出',
  chat: '到对话办理',
  area: '地方',
  clue: '待受理',
  accepted: '待核实',
  verified: '已核实',
  asked: '待审核',
  dutyCount: '待办',
  soon: '3天内到期',
  orange: '超期',
  red: '严重超期',
  own: (name: string): string => `${name}（本级）`,
  total: '合计',
  longest: '等得最久的',
  nothing: '没有。',
  number: '编号',
  household: '户主',
  state: '进度',
  waits: '已等',
  due: '最迟',
  what: '事项',
  owner: '责任人',
  clause: '依据',
  nobody: '还没有人',
  alarms: '还没结束的危险报警',
  since: '报警时间',
  takenBy: '谁在处理',
  notTaken: '还没有人接',
  placeUnknown: '还不知道在哪里',
  /** In place of the last day of identification, once that is over. */
  identified: '识别认定已完成',
  urgent: '急',
  publicitySheet: '公示单',
  next: '下一页',
  previous: '上一页',
  notice: '通知',
  sent: '已发到',
  read: '已知晓',
  waiting: '等打开网页',
  unreached: '没送到',
  open: '还没发',
  when: '时间',
  channel: '渠道',
  fault: '原因代码',
  live: '发送中的数字每秒更新。',
  noSession: '请先打开一次性链接（在服务器上运行 npx fangpin link 得到）。',
  noPost: '您现在的岗位看不了工作进度。办事请到对话里。',
} as const;

/** Where the work stands, in one sentence. */
export function standing(
  areaName: string,
  sum: {
    readonly open: number;
    readonly orange: number;
    readonly red: number;
    readonly longestDays: number | null;
  },
): string {
  if (sum.open === 0) return `${areaName}现在没有在办的个案。`;
  const late = sum.orange + sum.red;
  const lateWords =
    late === 0
      ? '待办都没有超期'
      : `有${late}项待办超期${sum.red > 0 ? `，其中${sum.red}项严重超期` : ''}`;
  const longest = sum.longestDays === null ? '' : `，等得最久的一户等了${sum.longestDays}天`;
  return `${areaName}现有${sum.open}件在办个案，${lateWords}${longest}。`;
}

export const casesSentence = (areaName: string, state: string): string =>
  `${areaName}的在办个案${state === '' ? '' : `（${state}）`}，等得久的在前。`;

export const dutiesSentence = (areaName: string, part: string): string =>
  `${areaName}没办完的待办${part === '' ? '' : `（${part}）`}，最急的在前。`;

export const noticesSentence = (areaName: string): string => `发到${areaName}的通知，新的在前。`;

export const quarantineSentence = (rows: number): string =>
  rows === 0
    ? '没有处理不了的消息。'
    : `有${rows}条消息试了三次都没处理成，已经放在一边。发消息的人已经收到道歉，请把代码告诉维护人员。`;
