/** `fangpin poster`: the sheet that hangs in the village, with the code people scan. */
import { writeFile } from 'node:fs/promises';
import { fromInstant } from '#src/domain/calendar/local-date.ts';
import { bureauName, postTitle } from '#src/domain/policy/pack.ts';
import { packInForce } from '#src/domain/policy/pack-on-day.ts';
import { posterFacts } from '#src/operations/registry/poster-facts.ts';
import { type Command, readArgs, UsageError } from './command.ts';
import { posterSvg } from './poster/poster-svg.ts';

export const posterCommand: Command = {
  name: 'poster',
  summary: '生成村里张贴的二维码海报',
  help: `用法：fangpin poster --area 村代码 [--out 文件.svg]

生成 A4 海报（SVG），扫码就能申报，不用下载、不用注册。
设置了 Telegram 机器人的，海报上也有它的二维码。
二维码里的网址来自 FANGPIN_PUBLIC_URL，请先设成村民手机能打开的网址。`,
  async run(args, deps) {
    const { values } = readArgs(args, { area: { type: 'string' }, out: { type: 'string' } });
    if (values.area === undefined) throw new UsageError('请用 --area 写村代码。');
    const service = await deps.open();
    const facts = await posterFacts(service, values.area);
    if (facts === null) {
      deps.terminal.err(`没有代码是 ${values.area} 的地区。`);
      return 1;
    }
    const { packId } = facts;
    const today = fromInstant(service.clock.now());
    const pack = packInForce(service.policies, packId, today);
    const bot = await deps.botName();
    const code = encodeURIComponent(facts.code);
    const svg = posterSvg({
      bureau: bureauName(facts.countyName, pack),
      village: facts.areaName,
      hotline: facts.countyPhone || (pack.settings.hotline.value ?? ''),
      officer:
        facts.officer === null
          ? null
          : { ...facts.officer, title: postTitle(pack, facts.officer.role) },
      chatUrl: `${service.publicUrl}/chat?v=${code}`,
      telegramUrl: bot === null ? null : `https://t.me/${bot}?start=v_${code}`,
    });
    if (values.out === undefined) deps.terminal.out(svg);
    else await writeFile(values.out, svg);
    if (/\/\/(?:127\.|localhost)/.test(service.publicUrl)) {
      deps.terminal.err(
        `注意：${service.publicUrl} 只有这台电脑能打开。请设置 FANGPIN_PUBLIC_URL 后重新生成。`,
      );
    }
    return 0;
  },
};
