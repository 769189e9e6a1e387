const said = new Set<string>();

/** Says once that a program is not here and its tests are skipped; throws where CI=true. Always returns false. */
export function missingTool(program: string, what: string): false {
  const message = `${program} is not installed: ${what} cannot run`;
  if (process.env['CI'] === 'true') throw new Error(message);
  if (!said.has(program)) process.stderr.write(`${message}, they are skipped\n`);
  said.add(program);
  return false;
}
