/** Labels of the officers' menu and buttons. People learn these by heart: they never change. */
export const staffMenu = {
  duties: '我的待办',
  visit: '走访记录',
  households: '我的农户',
  declare: '代农户申报',
} as const;

export const dutyLabels = {
  take: '我来受理',
  passOn: '转给别人',
  visit: '去走访',
  notHardship: '不属于困难',
  duplicate: '重复上报',
  call: '打电话',
  confirm: '同意',
  reject: '退回',
  told: '已上门告知',
  referred: '临时救助已受理',
  record: '办好了，记一笔',
  more: '更多办理',
  people: '看名单',
  notice: '看通知',
  answer: '回复',
  erase: '按本人要求删除',
  eraseSure: '核对过本人，删除',
  explain: '填写原因',
  match: '对名册',
  notInRegistry: '名册里没有',
  reached: '打通了，说清楚了',
  reReview: '他要求复核',
  notReached: '没打通',
  goesOn: '核对好了，接着办',
  notWithdrawn: '不撤回，接着办',
  withdrawn: '是本人意思，撤回',
} as const;

export const visitLabels = {
  allWell: '一切正常',
  changed: '有变化',
  hardship: '有困难',
  true: '属实',
  partly: '部分属实',
  untrue: '不属实',
  routine: '只是平常走访',
  second: '同去的人',
  alone: '一个人去的',
  another: '再记一户',
  met: '见到本人，手机号是他的',
  more: '看更多',
} as const;

export const staffDeclareLabels = {
  useName: '就用这个名字',
  again: '重新找',
  another: '再选一种',
} as const;
