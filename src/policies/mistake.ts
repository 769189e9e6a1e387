/** What is wrong in a policy file, said so that whoever edits the file can mend it. */
import { type Document, isMap, isNode, isScalar, type LineCounter } from 'yaml';
import type { z } from 'zod';

/** One mistake. `line` counts from 1; `where` is the setting or key, '' for the whole file. */
export type Mistake = {
  readonly file: string;
  readonly line: number;
  readonly where: string;
  readonly problem: string;
  readonly remedy: string;
};

/** Thrown at start when a policy file cannot be used; the message lists every mistake, one a line. */
export class PolicyMistakes extends Error {
  readonly mistakes: readonly Mistake[];

  constructor(mistakes: readonly Mistake[]) {
    super(mistakes.map(mistakeText).join('\n'));
    this.name = 'PolicyMistakes';
    this.mistakes = mistakes;
  }
}

/** 'banan.yaml 第 12 行 clock.identify.value：…。改法：…' */
export const mistakeText = (mistake: Mistake): string =>
  `${mistake.file} 第 ${mistake.line} 行${mistake.where === '' ? '' : ` ${mistake.where}`}：` +
  `${mistake.problem}。改法：${mistake.remedy}。`;

/** A parsed YAML file with what is needed to find a line again. */
export type ParsedFile = {
  readonly file: string;
  readonly document: Document;
  readonly lines: LineCounter;
};

/** What stands in the way of reading the text as YAML at all. */
export const syntaxMistakes = ({ file, document, lines }: ParsedFile): readonly Mistake[] =>
  document.errors.map((error) => ({
    file,
    line: lines.linePos(error.pos[0]).line,
    where: '',
    problem: `写法有误（${error.code}）`,
    remedy: '检查缩进、冒号和引号，冒号后留一个空格',
  }));

/** Which of a pack's files a path stands in. */
export type FileFinder = (path: readonly PropertyKey[]) => ParsedFile;

/**
 * The mistakes zod found, each with the line it stands in. `nearest` proposes a name for one that is unknown; `compare` says
 * where the right way can be seen.
 */
export const shapeMistakes = (
  fileOf: FileFinder,
  error: z.ZodError,
  nearest: (name: string) => string | null,
  compare = '对照 default 政策包中同名一项',
): readonly Mistake[] =>
  error.issues.flatMap((issue) => {
    const parsed = fileOf(issue.path);
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => {
        const guess = nearest(key);
        return mistakeAt(
          fileOf([...issue.path, key]),
          [...issue.path, key],
          '没有这一项',
          guess === null ? `删去，或${compare}改名` : `改为 ${guess}，或删去`,
        );
      });
    }
    const missing = !parsed.document.hasIn(issue.path);
    const problem = missing ? '没有写' : problemOf(issue);
    return [mistakeAt(parsed, issue.path, problem, remedyOf(issue) ?? compare)];
  });

/** A mistake at a path of the document; where the path is missing, the line of what should hold it. */
export function mistakeAt(
  { file, document, lines }: ParsedFile,
  path: readonly PropertyKey[],
  problem: string,
  remedy: string,
): Mistake {
  const where = path[0] === 'settings' ? path.slice(1) : path;
  return { file, line: lineOf(document, lines, path), where: where.join('.'), problem, remedy };
}

/** The line of the key at `path`; where there is none, of the nearest key above it. */
function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const holder = document.getIn(path.slice(0, length - 1), true);
    const name = path[length - 1];
    const key = isMap(holder)
      ? holder.items.find((pair) => isScalar(pair.key) && pair.key.value === name)?.key
      : document.getIn(path.slice(0, length), true);
    if (isNode(key) && key.range) return lines.linePos(key.range[0]).line;
  }
  return 1;
}

const KINDS: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  array: '列表',
  object: '若干个“名称: 值”',
  record: '若干个“名称: 值”',
};

function problemOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return '类型不对';
    case 'too_small':
      return '太小或太少';
    case 'too_big':
      return '太大或太多';
    case 'custom':
      return issue.message;
    default:
      return '不是允许的写法';
  }
}

function remedyOf(issue: z.core.$ZodIssue): string | null {
  switch (issue.code) {
    case 'invalid_type':
      return `写成${KINDS[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `写成其中之一：${issue.values.map(String).join('、')}`;
    case 'too_small':
      return `不少于 ${issue.minimum}`;
    case 'too_big':
      return `不超过 ${issue.maximum}`;
    case 'custom':
      return typeof issue.params?.['remedy'] === 'string' ? issue.params['remedy'] : null;
    default:
      return null;
  }
}
