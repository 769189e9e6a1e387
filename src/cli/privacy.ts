/** `fangpin privacy`: a copy of a person's data, or their erasure, by the number of their request. */
import { writeCopyOfPerson } from '#src/operations/privacy/copy-of-person.ts';
import { erasePersonNow, type EraseRefusal } from '#src/operations/privacy/erase-person.ts';
import { findDataRequest } from '#src/operations/privacy/find-request.ts';
import { type CliDeps, type Command, readArgs, type Service, UsageError } from './command.ts';

export const privacyCommand: Command = {
  name: 'privacy',
  summary: '按本人申请导出或删除个人信息',
  help: `用法：fangpin privacy copy 编号 > 文件.jsonl
      fangpin privacy erase 编号 --yes

编号是“个人信息申请”的编号，例如 Q-00012。先核对是他本人，再做。
  copy   把这个人的信息逐行写到标准输出（JSON Lines），当面交给他
  erase  删除他说过的话、照片、语音、电话、身份证号；受理号、日期、办理记录留着。找不回来
删除也可以由县信息员在“我的待办”里办。`,
  async run(args, deps) {
    const { values, positionals } = readArgs(args, { yes: { type: 'boolean', default: false } });
    const [what, number] = positionals;
    if ((what !== 'copy' && what !== 'erase') || number === undefined || positionals.length > 2) {
      throw new UsageError('请写 privacy copy 编号，或 privacy erase 编号 --yes。');
    }
    const service = await deps.open();
    const request = await findDataRequest(service, number);
    if (request === null || request.accountId === null) {
      deps.terminal.err(
        request === null
          ? `没有编号 ${number} 的个人信息申请。`
          : `编号 ${number} 的申请人已经没有账号，没有可办的了。`,
      );
      return 1;
    }
    if (what === 'copy') return await copy(service, deps, request.accountId);
    if (!values.yes) throw new UsageError('删除找不回来。核对过本人，再加上 --yes。');
    return await erase(service, deps, request.accountId);
  },
};

async function copy(service: Service, { terminal }: CliDeps, accountId: string): Promise<number> {
  await writeCopyOfPerson(service, accountId, (line) => terminal.out(line));
  return 0;
}

async function erase(service: Service, { terminal }: CliDeps, accountId: string): Promise<number> {
  const erased = await erasePersonNow(service, accountId);
  if (!erased.ok) {
    terminal.err(REFUSALS[erased.refusal.code]);
    return 1;
  }
  const { accounts, reports, media } = erased.value;
  terminal.out(
    `删好了：${accounts} 个账号、${reports} 份申报的内容、${media} 个照片或语音。文件由服务随后从磁盘上删掉。`,
  );
  return 0;
}

const REFUSALS: Readonly<Record<EraseRefusal['code'], string>> = {
  unknown: '这个账号已经不在了。',
  'is-staff': '申请人也是工作人员，账号里有公事。请先停了他的岗位，再来删。',
  'alarm-going-on': '申请人有一件紧急求助还没办结，帮他的人要用电话。办结以后再来删。',
};
