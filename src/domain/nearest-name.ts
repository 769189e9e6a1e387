/** What somebody may have meant by a name nobody knows. */

/** The one known name within two slips of the finger, null when there is none. */
export function nearestOf(known: readonly string[]): (name: string) => string | null {
  return (name) => {
    const close = known
      .map((each) => ({ each, distance: editDistance(name, each) }))
      .filter(({ distance }) => distance <= 2)
      .sort((a, b) => a.distance - b.distance);
    return close[0]?.each ?? null;
  };
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
