/** `fangpin quarantine`: updates set aside after three failures, and trying them again once the cause is mended. */
import { fromInstant, minuteOfDay } from '#src/domain/calendar/local-date.ts';
import type { Instant } from '#src/domain/calendar/instant.ts';
import { tryAgain, updatesSetAside } from '#src/operations/conversation/quarantine.ts';
import { type Command, readArgs, UsageError } from './command.ts';

export const quarantineCommand: Command = {
  name: 'quarantine',
  summary: '看出错后单独放着的消息，修好后重新处理',
  help: `用法：fangpin quarantine list
      fangpin quarantine retry [编号…]

试了三次都失败的消息单独放着，不会丢。list 列出编号、时间和原因（不显示内容）；
原因修好以后（例如密钥加回来了），retry 让它们重新处理，不写编号就是全部。`,
  async run(args, deps) {
    const { positionals } = readArgs(args, {});
    const [act, ...rest] = positionals;
    if (act === 'list' && rest.length === 0) {
      const lines = await updatesSetAside(await deps.open());
      for (const { id, channel, receivedAt, faultCode } of lines) {
        deps.terminal.out(`${id}\t${momentText(receivedAt)}\t${channel}\t${faultCode}`);
      }
      deps.terminal.err(lines.length === 0 ? '没有放着的消息。' : `${lines.length} 条。`);
      return 0;
    }
    const wrong = rest.find((id) => !/^[1-9]\d{0,15}$/.test(id));
    if (act !== 'retry' || wrong !== undefined) {
      throw new UsageError(
        wrong === undefined ? '请写 list 或 retry。' : `编号要写数字，不能是“${wrong}”。`,
      );
    }
    const count = await tryAgain(await deps.open(), rest.length === 0 ? null : rest.map(Number));
    deps.terminal.err(`${count} 条重新处理，正在运行的服务一分钟内会接过去。`);
    return rest.length > 0 && count < new Set(rest).size ? 1 : 0;
  },
};

const momentText = (at: Instant): string => {
  const minutes = minuteOfDay(at);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${fromInstant(at)} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
};
