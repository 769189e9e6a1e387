import type { Danger } from './danger-told.ts';
import type { Hit, Hits } from './danger-words.ts';
import type { Frame } from './lexicon/danger-frame.ts';
import { bodyFrames } from './lexicon/danger-frames-body.ts';
import { worldFrames } from './lexicon/danger-frames-world.ts';
import { type Clause, clauseAt } from './scope.ts';

const denial = /(?:没(?:有)?|不是|不会|并非|别|莫|不要|不用|不至于|未)(?:再|被|人|去|真的?)?$/;

const frames: readonly Frame[] = [...bodyFrames, ...worldFrames];

/** 在垮 tells both what happens and that it is happening. */
const ofTime: ReadonlySet<string> = new Set(['ongoing', 'now', 'sudden', 'late', 'days', 'injury']);
/** No real message repeats a word so often; a longer one is not searched without end. */
const mostAnchors = 200;

/** Dangers told by words that stand together (see {@link Frame}), in any order and with anything between them. */
export function composedDangers(
  text: string,
  clauses: readonly Clause[],
  all: Hits,
): readonly Danger[] {
  const hits = new Map(
    [...all].map(([name, found]) => [name, found.filter((hit) => told(hit, text, clauses))]),
  );
  const found: Danger[] = [];
  for (const frame of frames) {
    if (frame.parts.some((part) => part.every((name) => !hits.get(name)?.length))) continue;
    const danger = firstOf(frame, hits, text);
    if (danger) found.push(danger);
  }
  return found;
}

/** The first place where a frame is filled by words told as present. */
function firstOf(frame: Frame, hits: Hits, text: string): Danger | null {
  const [first, ...others] = frame.parts;
  for (const name of first ?? []) {
    anchors: for (const anchor of (hits.get(name) ?? []).slice(0, mostAnchors)) {
      const filled = [anchor];
      for (const part of others) {
        const other = nearest(part, hits, anchor, filled, frame.within);
        if (!other) continue anchors;
        filled.push(other);
      }
      const start = Math.min(...filled.map((hit) => hit.start));
      const end = Math.max(...filled.map((hit) => hit.end));
      const words = text.slice(start, end);
      if (frame.unless?.test(text.slice(Math.max(0, start - 12), end + 16))) continue;
      return { kind: frame.kind, start: anchor.start, end: anchor.end, words };
    }
  }
  return null;
}

function nearest(
  part: Frame['parts'][number],
  hits: Hits,
  anchor: Hit,
  taken: readonly Hit[],
  within: number,
): Hit | null {
  for (const name of part) {
    const all = hits.get(name) ?? [];
    for (let i = firstFrom(all, anchor.start - within); i < all.length; i += 1) {
      const hit = all[i];
      if (!hit || hit.start > anchor.end + within) break;
      if (ofTime.has(name) || !taken.some((t) => hit.start < t.end && t.start < hit.end))
        return hit;
    }
  }
  return null;
}

function firstFrom(all: readonly Hit[], start: number): number {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether a word is told as real and present: not supposed, past, general or denied. */
function told(hit: Hit, text: string, clauses: readonly Clause[]): boolean {
  const clause = clauseAt(clauses, hit.start);
  if (!clause || clause.hypothetical || clause.past || clause.general) return false;
  const before = text.slice(Math.max(clause.start, hit.start - 5), hit.start);
  return /^[没不无未断空]/.test(text.charAt(hit.start)) || !denial.test(before);
}
