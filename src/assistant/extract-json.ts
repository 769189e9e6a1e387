/** Finds the JSON object in what a model said around it: fences, a preface, thoughts. */

/** The first whole object of the text as a value; undefined when there is none. */
export function extractJson(text: string): unknown {
  const said = text.replaceAll(/<think>.*?<\/think>/gs, '');
  for (let start = said.indexOf('{'); start >= 0; start = said.indexOf('{', start + 1)) {
    const end = endOfObject(said, start);
    if (end < 0) continue;
    const value = parsed(said.slice(start, end + 1));
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Index of the brace that closes the one at `start`; -1 when the text ends before. Braces inside strings do not count. */
function endOfObject(text: string, start: number): number {
  let depth = 0;
  let inString = false;
  for (let i = start; i < text.length; i += 1) {
    const char = text[i];
    if (inString) {
      if (char === '\\') i += 1;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{') depth += 1;
    else if (char === '}') {
      depth -= 1;
      if (depth === 0) return i;
    }
  }
  return -1;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
