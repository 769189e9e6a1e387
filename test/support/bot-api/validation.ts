/** Checks a call against the method table: unknown method, unknown parameter, wrong type, missing field. */
import { methodTable, typeTable } from './method-table.ts';
import type { Fields } from './method-table.ts';
import { asObject } from './request-body.ts';
import type { CallBody, UploadedFile } from './request-body.ts';

/** Parameters after checking; read through `text`, `integer` … so that no handler casts. */
export class Params {
  readonly values: ReadonlyMap<string, unknown>;

  constructor(values: ReadonlyMap<string, unknown>) {
    this.values = values;
  }

  text(name: string): string | undefined {
    const value = this.values.get(name);
    return typeof value === 'string' ? value : undefined;
  }

  integer(name: string): number | undefined {
    const value = this.values.get(name);
    return typeof value === 'number' ? value : undefined;
  }

  flag(name: string): boolean {
    return this.values.get(name) === true;
  }

  list(name: string): readonly unknown[] | undefined {
    const value = this.values.get(name);
    return Array.isArray(value) ? value : undefined;
  }

  object(name: string): ReadonlyMap<string, unknown> | undefined {
    return asObject(this.values.get(name)) ?? undefined;
  }

  upload(name: string): UploadedFile | undefined {
    const value = this.values.get(name);
    return isUpload(value) ? value : undefined;
  }
}

const isUpload = (value: unknown): value is UploadedFile =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'upload';

export type CheckedCall =
  | { readonly kind: 'unknown-method' }
  | { readonly kind: 'malformed'; readonly problems: readonly string[] }
  | { readonly kind: 'checked'; readonly params: Params };

/** Checks one call. Problems are worded as Telegram words them where it does. */
export function checkCall(method: string, body: CallBody): CheckedCall {
  const fields = methodTable.get(method);
  if (fields === undefined) return { kind: 'unknown-method' };
  const problems: string[] = [];
  const values = new Map<string, unknown>();
  for (const [name, raw] of body.fields) {
    // Telegram takes the method's name among the parameters too; telegraf's multipart calls carry it.
    if (name === 'method' && raw === method) continue;
    const field = fields.get(name);
    if (field === undefined) {
      problems.push(`unknown parameter "${name}"`);
      continue;
    }
    const value = resolveUpload(body.typed ? raw : decode(raw, field.types), field.types, body);
    const problem = firstProblem(value, field.types, name);
    if (problem !== undefined) problems.push(problem);
    values.set(name, value);
  }
  for (const [name, upload] of body.uploads) {
    // A part that is no parameter belongs to an `attach://name` reference.
    if (fields.get(name)?.types.includes('InputFile') === true) values.set(name, upload);
  }
  problems.push(...missing(fields, values));
  return problems.length > 0
    ? { kind: 'malformed', problems }
    : { kind: 'checked', params: new Params(values) };
}

function missing(fields: Fields, values: ReadonlyMap<string, unknown>): string[] {
  return [...fields]
    .filter(([name, field]) => field.required && !values.has(name))
    .map(([name]) => (name === 'text' ? 'message text is empty' : `${name} is empty`));
}

function resolveUpload(value: unknown, types: readonly string[], body: CallBody): unknown {
  if (!types.includes('InputFile') || typeof value !== 'string') return value;
  const part = /^attach:\/\/(.+)$/.exec(value)?.[1];
  return part === undefined ? value : (body.uploads.get(part) ?? value);
}

/** Strings of a form, read by the type they are meant for; what does not fit stays a string and fails the check. */
function decode(raw: unknown, types: readonly string[]): unknown {
  if (typeof raw !== 'string') return raw;
  if (types.includes('Integer') && /^-?\d+$/.test(raw)) return Number(raw);
  if (types.includes('String') || types.includes('InputFile')) return raw;
  if (types.includes('Boolean')) return raw === 'true' ? true : raw === 'false' ? false : raw;
  try {
    return JSON.parse(raw);
  } catch {
    return raw;
  }
}

/** The problem of the best-fitting alternative, or undefined when one fits. */
function firstProblem(value: unknown, types: readonly string[], path: string): string | undefined {
  let first: string | undefined;
  for (const type of types) {
    const problem = problemWith(value, type, path);
    if (problem === undefined) return undefined;
    first ??= problem;
  }
  return types.length > 1 && asObject(value) === null
    ? `${path} must be ${types.join(' or ')}`
    : first;
}

function problemWith(value: unknown, type: string, path: string): string | undefined {
  const wrong = `${path} must be ${type}`;
  switch (type) {
    case 'String':
      return typeof value === 'string' ? undefined : wrong;
    case 'Integer':
      return Number.isSafeInteger(value) ? undefined : wrong;
    case 'Float':
      return typeof value === 'number' && Number.isFinite(value) ? undefined : wrong;
    case 'Boolean':
      return typeof value === 'boolean' ? undefined : wrong;
    case 'InputFile':
      return isUpload(value) ? undefined : wrong;
  }
  if (type.startsWith('Array of ')) {
    if (!Array.isArray(value)) return wrong;
    const inner = type.slice('Array of '.length);
    for (const [index, item] of value.entries()) {
      const problem = problemWith(item, inner, `${path}[${index}]`);
      if (problem !== undefined) return problem;
    }
    return undefined;
  }
  const shape = typeTable.get(type);
  if (shape === undefined) return `${path} has the untabled type ${type}`;
  if (shape.kind === 'oneOf') return firstProblem(value, shape.names, path);
  const object = asObject(value);
  return object === null ? wrong : objectProblem(object, shape.fields, path);
}

function objectProblem(
  object: ReadonlyMap<string, unknown>,
  fields: Fields,
  path: string,
): string | undefined {
  for (const [name, value] of object) {
    const field = fields.get(name);
    if (field === undefined) return `unknown field "${path}.${name}"`;
    const problem = firstProblem(value, field.types, `${path}.${name}`);
    if (problem !== undefined) return problem;
  }
  for (const [name, field] of fields) {
    if (field.required && !object.has(name)) return `${path}.${name} is missing`;
  }
  return undefined;
}
