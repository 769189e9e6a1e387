/** Parses message formatting as Telegram does: the plain text it leaves, or the error it answers. */
import { malformed } from './api-error.ts';

const htmlTags = new Set([
  ...['b', 'strong', 'i', 'em', 'u', 'ins', 's', 'strike', 'del', 'span', 'tg-spoiler'],
  ...['a', 'tg-emoji', 'tg-time', 'code', 'pre', 'blockquote'],
]);

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

const unparsable = (why: string) => malformed(`can't parse entities: ${why}`);

/** Text after parsing. `mode` is the call's `parse_mode`; undefined leaves the text as it is. */
export function plainText(text: string, mode: string | undefined): string {
  switch (mode) {
    case undefined:
      return text;
    case 'HTML':
      return parseHtml(text);
    case 'MarkdownV2':
      return parseMarkdownV2(text);
    default:
      throw malformed('unsupported parse_mode');
  }
}

function parseHtml(text: string): string {
  const open: string[] = [];
  let plain = '';
  let at = 0;
  const offset = () => Buffer.byteLength(text.slice(0, at));
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === '&') {
      const [whole, character] = entityAt(text, at);
      plain += character;
      at += whole.length;
      continue;
    }
    if (char !== '<') {
      plain += char;
      at += 1;
      continue;
    }
    const end = text.indexOf('>', at);
    if (end === -1) throw unparsable(`Unclosed start tag at byte offset ${offset()}`);
    const inside = text.slice(at + 1, end);
    const name = (inside.replace(/^\//, '').split(/\s/)[0] ?? '').toLowerCase();
    if (inside.startsWith('/')) {
      const expected = open.pop();
      if (expected === undefined) throw unparsable(`Unexpected end tag at byte offset ${offset()}`);
      if (name !== expected) {
        throw unparsable(
          `Unmatched end tag at byte offset ${offset()}, expected "</${expected}>", found "</${name}>"`,
        );
      }
    } else {
      if (!htmlTags.has(name)) {
        throw unparsable(`Unsupported start tag "${name}" at byte offset ${offset()}`);
      }
      open.push(name);
    }
    at = end + 1;
  }
  const unclosed = open.pop();
  if (unclosed !== undefined) {
    throw unparsable(`Can't find end tag corresponding to start tag "${unclosed}"`);
  }
  return plain;
}

/** The entity at `at` and the character it stands for; an unknown one stays as written. */
function entityAt(text: string, at: number): [string, string] {
  const match = /^&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));?/i.exec(text.slice(at, at + 12));
  if (match === null) return ['&', '&'];
  const [whole, decimal, hex, word] = match;
  if (word !== undefined) {
    const character = named[word.toLowerCase()];
    return character === undefined ? ['&', '&'] : [whole, character];
  }
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return code > 0 && code <= 0x10ffff ? [whole, String.fromCodePoint(code)] : ['&', '&'];
}

const reserved = new Set('_*[]()~`>#+-=|{}.!');
const pairs = ['||', '__', '```', '*', '_', '~', '`'];

/** Enough of MarkdownV2 to refuse what Telegram refuses: unescaped reserved characters and unclosed pairs. */
function parseMarkdownV2(text: string): string {
  const open: string[] = [];
  let plain = '';
  let at = 0;
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === '\\' && at + 1 < text.length) {
      plain += text.charAt(at + 1);
      at += 2;
      continue;
    }
    const link = /^\[((?:[^\]\\]|\\.)*)\]\((?:[^)\\]|\\.)*\)/.exec(text.slice(at));
    if (link !== null) {
      plain += (link[1] ?? '').replace(/\\(.)/g, '$1');
      at += link[0].length;
      continue;
    }
    const inCode = open.at(-1)?.startsWith('`') === true;
    const mark = pairs.find((pair) => text.startsWith(pair, at));
    if (mark !== undefined && (!inCode || mark === open.at(-1))) {
      if (open.at(-1) === mark) open.pop();
      else open.push(mark);
      at += mark.length;
      continue;
    }
    const quote = char === '>' && (at === 0 || text.charAt(at - 1) === '\n');
    if (!inCode && reserved.has(char) && !quote) {
      throw unparsable(
        `Character '${char}' is reserved and must be escaped with the preceding '\\'`,
      );
    }
    if (!quote) plain += char;
    at += 1;
  }
  const unclosed = open.pop();
  if (unclosed !== undefined)
    throw unparsable(`Can't find end of the entity starting at "${unclosed}"`);
  return plain;
}
