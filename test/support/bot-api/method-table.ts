/** The committed table of Bot API 10.1 methods and types (`methods.json`), read once and checked for shape. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** One field: the types it may have, and whether the call is refused without it. */
export type Field = { readonly types: readonly string[]; readonly required: boolean };
export type Fields = ReadonlyMap<string, Field>;
/** A type is an object with fields or a choice between named types. */
export type TypeShape =
  | { readonly kind: 'object'; readonly fields: Fields }
  | { readonly kind: 'oneOf'; readonly names: readonly string[] };

const fieldTexts = z.record(z.string(), z.string());
const tableSchema = z.object({
  source: z.string(),
  methods: z.record(z.string(), fieldTexts),
  types: z.record(z.string(), z.union([z.array(z.string()), fieldTexts])),
});

const table = tableSchema.parse(
  JSON.parse(readFileSync(new URL('./methods.json', import.meta.url), 'utf8')),
);

function fieldsOf(texts: Readonly<Record<string, string>>): Fields {
  return new Map(
    Object.entries(texts).map(([name, text]) => [
      name,
      { required: text.startsWith('!'), types: text.replace(/^!/, '').split('|') },
    ]),
  );
}

/** Parameters of each method this project may call. */
export const methodTable: ReadonlyMap<string, Fields> = new Map(
  Object.entries(table.methods).map(([name, fields]) => [name, fieldsOf(fields)]),
);

/** Every named type those parameters reach. */
export const typeTable: ReadonlyMap<string, TypeShape> = new Map(
  Object.entries(table.types).map(([name, shape]): [string, TypeShape] => [
    name,
    Array.isArray(shape)
      ? { kind: 'oneOf', names: shape }
      : { kind: 'object', fields: fieldsOf(shape) },
  ]),
);
