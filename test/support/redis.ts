/** A private redis-server for tests that run on both queue backends. */
import { inject } from 'vitest';
import { missingTool } from './missing-tool.ts';
import { redisInstalled, startRedisIn, type TestRedis } from './redis-server.ts';

export type { TestRedis };

/**
 * Whether redis tests can run here: `describe.skipIf(!hasRedis())`. Without the program it says so once and, where
 * CI=true, throws: there a skipped backend must not look like a passed one.
 */
export const hasRedis = (): boolean =>
  redisInstalled() || missingTool('redis-server', 'tests on the Redis queue backend');

/** Starts a server on a free port with its files in the run's folder. */
export const startRedis = (): Promise<TestRedis> => startRedisIn(inject('runFolder'));
