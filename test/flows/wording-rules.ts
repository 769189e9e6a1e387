/** What every message to a person must keep to checked by machine over everything the chats say. */
import type { Message } from '#src/flows/flow.ts';

const FORBIDDEN =
  /贫困户|监测对象|开发式|保证|一定能|肯定能|包您|应享尽享|undefined|null|NaN|\[object/;

/** The breaches of one message, in words; empty when it is fine. */
export function breaches(message: Message): readonly string[] {
  // What people said themselves stands between quotation marks and is theirs.
  const text = message.text.replace(/“[^”]*”/g, '“”');
  const choices = message.choices?.flat() ?? [];
  const labels = choices.map((each) => each.label);
  const lines = text.split('\n');
  const found: string[] = [];
  const rule = (broken: boolean, name: string) => {
    if (broken) found.push(`${name}: ${message.text} [${labels.join('|')}]`);
  };
  rule(text.trim() === '', 'says something');
  rule([...message.text].length > 900, 'is short enough for a phone');
  rule(choices.length > 8, 'has at most eight buttons');
  rule(new Set(labels).size < labels.length, 'has no two buttons with one label');
  rule(
    labels.some((label) => label.trim() === '' || [...label].length > 24),
    'has short labels',
  );
  rule(
    message.choices !== undefined && message.choices[0]?.length !== 1,
    'has its primary button alone in the first row',
  );
  rule((text.match(/[？?]/g) ?? []).length > 1, 'asks one question');
  rule(FORBIDDEN.test(text + labels.join(' ')), 'uses no forbidden word');
  rule(
    lines.some((line) => /^\s*[，。、；：？！）”》]/u.test(line)),
    'begins no line with a closing mark',
  );
  rule(/\p{Script=Han}[,;:?!()]/u.test(text), 'uses full-width punctuation');
  rule(/\p{Script=Han}[A-Za-z]|[A-Za-z]\p{Script=Han}/u.test(text), 'sets Latin letters apart');
  rule(
    /\p{Script=Han}(?:\d{5,}|(?:110|119|120)(?!\d)|0\d{2}-)/u.test(text),
    'sets phone numbers apart',
  );
  rule(
    /(?:\d{5,}|(?<!\d)(?:110|119|120))\p{Script=Han}/u.test(text),
    'sets phone numbers apart behind',
  );
  rule(isQuestion(message) && !hasWayOut(labels), 'offers a way out');
  return found;
}

/** A question waits for an answer; the home menu is where 返回 leads and needs none itself. */
const isQuestion = (message: Message): boolean => (message.choices ?? []).length > 0;

const hasWayOut = (labels: readonly string[]): boolean =>
  labels.includes('返回') ||
  labels.includes('取消') ||
  labels.includes('农户菜单') ||
  (labels.includes('一键申报') && labels.includes('人工帮助'));
