/** The Chromium of the machine, driven by playwright-core, for tests of pages as people see them. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { missingTool } from './missing-tool.ts';

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const executable = (): string | undefined =>
  [process.env['CHROMIUM_PATH'] ?? '', ...CANDIDATES].find(
    (path) => path !== '' && existsSync(path),
  );

/** Whether browser tests can run here: `describe.skipIf(!hasBrowser())`. Throws where CI=true and there is none. */
export const hasBrowser = (): boolean =>
  executable() !== undefined || missingTool('chromium', 'tests in a real browser');

/** Starts a headless browser that phones nobody; `args` are added to its own. The caller closes it. */
export async function launchBrowser(args: readonly string[] = []): Promise<Browser> {
  const executablePath = executable();
  if (executablePath === undefined) throw new Error('chromium is not installed');
  return chromium.launch({
    executablePath,
    args: [
      ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
      ...args,
    ],
  });
}
