/** The labels of the menu and the words that do what a command does. People and posters learn these by heart: they never change. */
export const farmerMenu = {
  declare: '一键申报',
  progress: '我的进度',
  notices: '政策通知',
  policy: '问政策',
  info: '我的信息',
  help: '人工帮助',
} as const;

/** Typed alone, they lead to the menu. */
export const menuWords = ['菜单', '主菜单', '首页', '返回', '取消', '退出'] as const;

/** Typed alone, they lead to a person. */
export const helpWords = ['帮助', '人工', '转人工', '电话'] as const;

/** Typed alone, they lead to a complaint. */
export const complaintWords = [
  '我要投诉',
  '投诉',
  '我要举报',
  '举报',
  '怎么投诉',
  '咋投诉',
] as const;
