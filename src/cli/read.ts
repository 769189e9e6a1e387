/** `fangpin read`: what the reader finds in messages, line by line. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { readMessage } from '#src/domain/declaration/reader/read.ts';
import { readingToJson } from '#src/domain/declaration/reader/report-line.ts';
import { Fault } from '#src/platform/faults.ts';
import { type Command, readArgs, UsageError } from './command.ts';

const lineShape = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  text: z.string(),
});

export const readCommand: Command = {
  name: 'read',
  summary: '试读村民的话，看能读出什么',
  help: `用法：fangpin read 文件 [--model]

文件每行是一个 JSON：{"id": "1", "text": "……"}；写“-”从标准输入读。
逐行输出读到的内容（JSON）。--model 让配置好的大模型先读一遍。`,
  async run(args, deps) {
    const { values, positionals } = readArgs(args, { model: { type: 'boolean', default: false } });
    const [path, ...rest] = positionals;
    if (path === undefined || rest.length > 0) throw new UsageError('请写明读哪个文件。');
    const withModel = values.model ? deps.readWithModel : null;
    if (values.model && withModel === null) {
      deps.terminal.err('没有配置大模型：请设置 OPENAI_API_KEY 和 OPENAI_MODEL。');
      return 1;
    }
    let bad = 0;
    for await (const { number, text } of linesOf(path)) {
      const line = readLine(text);
      if (line === null) {
        bad += 1;
        deps.terminal.err(`第 ${number} 行不是 {"id", "text"} 这样的 JSON，跳过了。`);
        continue;
      }
      const reading = withModel === null ? readMessage(line.text) : await withModel(line.text);
      deps.terminal.out(JSON.stringify(readingToJson(line.id, reading)));
    }
    return bad > 0 ? 1 : 0;
  },
};

function readLine(text: string): z.infer<typeof lineShape> | null {
  try {
    const line = lineShape.safeParse(JSON.parse(text));
    return line.success ? line.data : null;
  } catch {
    return null;
  }
}

async function* linesOf(
  path: string,
): AsyncGenerator<{ readonly number: number; readonly text: string }> {
  const input = path === '-' ? process.stdin : createReadStream(path);
  let number = 0;
  try {
    for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      number += 1;
      if (text.trim() !== '') yield { number, text: text.replace(/^\uFEFF/, '') };
    }
  } catch (cause) {
    throw new Fault('file-unreadable', {
      retry: false,
      cause,
      message: `打不开文件 ${path}。请检查路径和权限。`,
    });
  }
}
