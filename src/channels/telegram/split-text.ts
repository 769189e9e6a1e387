/** Cuts a long text into messages: between paragraphs, else lines, else sentences, else words, never inside a character. */

/** Telegram takes 4096 characters; UTF-16 units are never fewer than what it counts. */
export const messageLimit = 4096;

/** Places to cut, best first; the cut comes after the match. */
const seams = [/\n\n+/g, /\n/g, /[。！？；]/g, /[，、\s]/g];

/** Parts of at most `limit` UTF-16 units that together say the whole text. At least one part, for the empty text too. */
export function splitText(text: string, limit = messageLimit): readonly string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > limit) {
    const cut = seamWithin(rest, limit);
    parts.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  if (rest !== '' || parts.length === 0) parts.push(rest);
  return parts;
}

/** A seam in the second half of the limit, so that parts do not become crumbs; else a whole character's end. */
function seamWithin(text: string, limit: number): number {
  for (const seam of seams) {
    let best = 0;
    for (const match of text.slice(0, limit).matchAll(seam)) best = match.index + match[0].length;
    if (best > limit / 2) return best;
  }
  const splitsPair = /[\uD800-\uDBFF]/.test(text.charAt(limit - 1));
  return splitsPair ? limit - 1 : limit;
}
