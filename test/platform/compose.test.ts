import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

// It cannot be started where the tests run; this keeps it in step with the rest of the project.
const environment = z.record(z.string(), z.string()).default({});
const compose = z
  .object({
    services: z.record(
      z.string(),
      z.object({
        build: z.string().optional(),
        command: z.array(z.string()).default([]),
        environment,
        secrets: z.array(z.string()).default([]),
        volumes: z.array(z.string()).default([]),
        healthcheck: z.unknown().optional(),
      }),
    ),
    volumes: z.record(z.string(), z.unknown()),
    secrets: z.record(z.string(), z.unknown()),
  })
  .parse(parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }));

const services = Object.entries(compose.services);
const ours = services.filter(([, service]) => service.build !== undefined);

describe('docker-compose.yml', () => {
  test('runs web and bot, the worker, and migrations once', () => {
    expect(ours.map(([name, { command }]) => `${name}: ${command.join(' ')}`)).toEqual([
      'web: serve --roles web,bot',
      'worker: serve --roles worker',
      'migrate: migrate',
    ]);
  });

  test.each(ours)('%s is given only variables the configuration knows', (_, service) => {
    const known = new Set(
      [...readFileSync('.env.example', 'utf8').matchAll(/^# ([A-Z_]+)=/gm)].map(
        (match) => match[1],
      ),
    );
    const given = Object.keys(service.environment).map((name) => name.replace(/_FILE$/, ''));
    expect(given.filter((name) => !known.has(name))).toEqual([]);
  });

  test.each(services)('%s has its secrets, volumes and health check declared', (name, service) => {
    expect(service.secrets.filter((secret) => !(secret in compose.secrets))).toEqual([]);
    const volumes = service.volumes.map((volume) => volume.split(':')[0] ?? '');
    expect(volumes.filter((volume) => !(volume in compose.volumes))).toEqual([]);
    const inImage = name === 'web';
    expect(service.healthcheck !== undefined || inImage).toBe(true);
    for (const [variable, value] of Object.entries(service.environment)) {
      if (variable.endsWith('_FILE')) expect(service.secrets).toContain(value.split('/').at(-1));
    }
  });

  test('only migrations know the owner of the schema', () => {
    const knowing = ours.filter(([, service]) => service.secrets.includes('database_owner_url'));
    expect(knowing.map(([name]) => name)).toEqual(['migrate']);
  });

  test('Valkey keeps every job: append-only file, nothing evicted', () => {
    expect(compose.services['valkey']?.command.join(' ')).toMatch(
      /--appendonly yes .*--maxmemory-policy noeviction/,
    );
  });
});
