/** The operator's terminal: results on standard output, everything else beside it. */
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import type { Terminal } from '#src/cli/command.ts';

/** Opens it on this process. A reader that has seen enough (`| head`) ends us quietly. */
export function openTerminal(): Terminal {
  process.stdout.on('error', (cause: Error) => {
    if ('code' in cause && cause.code === 'EPIPE') process.exit(0);
    throw cause;
  });
  return {
    out: (line) => void process.stdout.write(`${line}\n`),
    err: (line) => void process.stderr.write(`${line}\n`),
    stdout: process.stdout,
    readSecret,
  };
}

/** Reads one line. On a terminal nothing typed is shown. */
async function readSecret(question: string): Promise<string> {
  process.stderr.write(question);
  const mute = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({
    input: process.stdin,
    output: mute,
    terminal: process.stdin.isTTY,
  });
  try {
    for await (const line of lines) return line;
    return '';
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}
