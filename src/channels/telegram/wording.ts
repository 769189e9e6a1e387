/** The few words that only this channel needs; everything else people read comes from the flows. */

/** Buttons that share something Telegram can prove or measure. */
export const askButtons = {
  contact: '📱 发送我的手机号',
  location: '📍 发送我的位置',
} as const;

/** Said with the removal of such a button when the next message brings buttons of its own. */
export const sharedThanks = '好的。';

/** What people see before they press Start, and on the bot's profile. */
export const description =
  '家里遇到难处，在这里说一声：生病、受灾、没了收入、上学住房有困难，都可以。点几下就能报上去，村里的干部会上门来看。\n\n我们不收费，不要银行卡密码和验证码。';
export const shortDescription = '农户遇到难处，点几下就能报。不收费，不要密码和验证码。';

/** The commands in Telegram's menu; typing the words does the same. */
export const commands = [
  { command: 'menu', description: '回到菜单' },
  { command: 'declare', description: '一键申报' },
  { command: 'progress', description: '我的进度' },
  { command: 'help', description: '人工帮助' },
] as const;
