/** `fangpin migrate`: brings the schema up to date. */
import { type Command, readArgs } from './command.ts';

export const migrateCommand: Command = {
  name: 'migrate',
  summary: '更新数据库结构',
  help: `用法：fangpin migrate

用 DATABASE_OWNER_URL（库的所有者）更新结构；自带数据库不用设置。
可以重复运行，两处同时运行也只做一次。`,
  async run(args, deps) {
    readArgs(args, {});
    const done = await deps.migrate();
    for (const name of done) deps.terminal.out(name);
    deps.terminal.err(
      done.length === 0 ? '数据库结构已经是最新的。' : `更新了 ${done.length} 步。`,
    );
    return 0;
  },
};
