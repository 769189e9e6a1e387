/** How a policy file writes days, documents and the source of a value. */
import { z } from 'zod';
import { parseLocalDate } from '#src/domain/calendar/local-date.ts';
import type { Source } from '#src/domain/policy/setting.ts';

/** A day of the calendar, as files and stored packs write it. */
export const dayShape = z.string().transform((text, context) => {
  const date = parseLocalDate(text);
  if (date !== null) return date;
  context.addIssue({
    code: 'custom',
    message: '不是日历上的日期',
    params: { remedy: '写成 YYYY-MM-DD，例如 2026-03-01' },
  });
  return z.NEVER;
});

/** The documents a pack quotes by a short name, so that a title is written once. */
export const documentsShape = z.record(
  z.string(),
  z.strictObject({ title: z.string().min(1), url: z.url().exactOptional() }),
);

/** The documents of one file. */
export type Documents = z.infer<typeof documentsShape>;

/** A source in full, as a resolved pack has it. */
const givenSource = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('clause'),
    document: z.string().min(1),
    article: z.string().min(1),
    quote: z.string().min(1).exactOptional(),
    url: z.url().exactOptional(),
  }),
  z.strictObject({ kind: z.literal('own-default'), reason: z.string().min(1) }),
]);
const fullSource = z.union([
  givenSource,
  z.strictObject({ kind: z.literal('inherited'), from: z.string(), source: givenSource }),
]);

/** A source as a file writes it: a clause of one of its documents, or the reason for this system's own default. */
const shortSource = z.union([
  z.strictObject({
    document: z.string().min(1),
    article: z.string().min(1),
    quote: z.string().min(1).exactOptional(),
  }),
  z.strictObject({ reason: z.string().min(1) }),
]);

/** A source, short or in full; a short one takes title and address from `documents`. */
export const sourceShape = (documents: Documents) =>
  z.unknown().transform((given, context): Source => {
    const refuse = (message: string, remedy: string): never => {
      context.addIssue({ code: 'custom', message, params: { remedy } });
      return z.NEVER;
    };
    const wrong = () =>
      refuse('不是允许的写法', '写明文件和条款（document、article），或写明理由（reason）');
    // Most sources are inherited and stand in full; a union would try the short form on each of them first.
    if (typeof given === 'object' && given !== null && 'kind' in given) {
      const full = fullSource.safeParse(given);
      return full.success ? full.data : wrong();
    }
    const short = shortSource.safeParse(given);
    if (!short.success) return wrong();
    if ('reason' in short.data) return { kind: 'own-default', reason: short.data.reason };
    const { document, ...clause } = short.data;
    const named = documents[document];
    if (named === undefined) {
      return refuse(`documents 里没有 ${document}`, '在 documents 里加上这个短名字，或改成已有的');
    }
    return {
      kind: 'clause',
      document: named.title,
      ...clause,
      ...(named.url === undefined ? {} : { url: named.url }),
    };
  });
