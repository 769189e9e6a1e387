/** Has a model read a farmer's words: the shape is demanded as strictly as the server can, checked, repaired once, or given up. */
import { z } from 'zod';
import { fillPrompt, type Prompt } from '#prompts/read-prompt.ts';
import { accepted, refused, type Result } from '#src/domain/result.ts';
import type { MaskedWords } from '#src/operations/assistant/mask-personal-data.ts';
import { isCoherent } from '#src/operations/assistant/merge-reading.ts';
import type { Model, ModelFailure, ModelReading } from '#src/operations/assistant/model.ts';
import type { AnswerFormat, ChatMessage, ModelServer, Reply } from './client.ts';
import { type Exchange, exchange, type ExchangeSettings, type Judged } from './exchange.ts';
import { extractJson } from './extract-json.ts';

export type UnderstandDeps = Omit<ExchangeSettings, 'asked'> & {
  readonly server: ModelServer;
  readonly model: string;
  readonly prompt: Prompt;
  readonly output: z.ZodType<ModelReading>;
};

type Outcome = Result<ModelReading, { readonly code: ModelFailure }>;
type Wrong = Extract<Judged<ModelReading>, { readonly kind: 'wrong' }>;

/** A model that reads. Which format the server took is remembered, so that a refusal costs one request and not one each time. */
export function understandingModel(deps: UnderstandDeps): Model {
  const { prompt, output, server, model } = deps;
  const { id, version, contentHash } = prompt;
  const settings: ExchangeSettings = {
    clock: deps.clock,
    breaker: deps.breaker,
    timeoutMs: deps.timeoutMs,
    asked: { prompt: id, version, contentHash, model },
  };
  const schema = z.toJSONSchema(output, { target: 'draft-7' });
  const formats: readonly AnswerFormat[] = [
    { kind: 'json-schema', name: id, schema },
    { kind: 'json-object' },
    { kind: 'prose' },
  ];
  let firstRung = 0;

  return { understand: (words) => exchange(settings, (requests) => read(words, requests)) };

  async function read(words: MaskedWords, requests: Exchange<ModelReading>): Promise<Outcome> {
    for (let rung = firstRung; ; rung += 1) {
      const format = formats[rung];
      if (format === undefined) return refused({ code: 'bad-request' });
      const messages = opening(format, words);
      const judged = await requests.patiently((signal) => ask(messages, format, signal));
      // Servers refuse a format they do not know as a bad request; the next one asks for less.
      if (judged.kind === 'failed' && judged.reply.code === 'bad-request') continue;
      if (judged.kind !== 'failed') firstRung = rung;
      if (judged.kind !== 'wrong') return outcomeOf(judged);
      const again = [...messages, ...repairRequest(judged, schema)];
      return outcomeOf(await requests.once((signal) => ask(again, format, signal)));
    }
  }

  async function ask(
    messages: readonly ChatMessage[],
    format: AnswerFormat,
    signal: AbortSignal,
  ): Promise<Judged<ModelReading>> {
    return judge(output, await server.chat(model, messages, format, signal));
  }

  function opening(format: AnswerFormat, words: MaskedWords): readonly ChatMessage[] {
    const shape = format.kind === 'json-schema' ? '' : `\n\n${schemaInWords(schema)}`;
    return [
      { role: 'system', content: `${prompt.system}${shape}` },
      { role: 'user', content: fillPrompt(prompt, { words }) },
    ];
  }
}

function outcomeOf(judged: Judged<ModelReading>): Outcome {
  switch (judged.kind) {
    case 'taken':
      return accepted(judged.value);
    case 'wrong':
      return refused({ code: judged.code });
    case 'failed':
      return refused({ code: judged.reply.code });
  }
}

function judge(output: z.ZodType<ModelReading>, reply: Reply): Judged<ModelReading> {
  if (reply.kind === 'failed') return { kind: 'failed', reply };
  const wrong = (where: readonly string[]): Wrong => ({
    kind: 'wrong',
    code: reply.cut ? 'truncated' : 'bad-answer',
    where,
    reply,
  });
  const value = extractJson(reply.text);
  if (value === undefined) return wrong([]);
  const parsed = output.safeParse(value);
  if (!parsed.success) {
    return wrong([...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))]);
  }
  if (!isCoherent(parsed.data)) return wrong(['intent', 'subIntent']);
  return { kind: 'taken', value: parsed.data, reply };
}

/** A model that rambles must not be sent its whole ramble again. In characters. */
const LONGEST_QUOTE = 4000;

const schemaInWords = (schema: object): string =>
  `输出必须符合这个 JSON Schema：\n${JSON.stringify(schema)}`;

/** One more chance, with what was wrong. */
function repairRequest(wrong: Wrong, schema: object): readonly ChatMessage[] {
  const fields = wrong.where.filter((each) => each !== '').slice(0, 20);
  const problem =
    wrong.code === 'truncated'
      ? '上面的输出没有写完，请写得更简短。'
      : fields.length > 0
        ? `上面的输出不合格式，这些地方不对：${fields.join('、')}。`
        : '上面的输出不是一个合格的 JSON 对象。';
  return [
    { role: 'assistant', content: wrong.reply.text.slice(0, LONGEST_QUOTE) },
    {
      role: 'user',
      content: `${problem}请重新输出，只输出一个 JSON 对象。${schemaInWords(schema)}`,
    },
  ];
}
