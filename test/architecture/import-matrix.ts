/**
 * Who may import whom. One row per folder; `import-rules.ts` turns the rows into rules of dependency-cruiser. Paths
 * and packages are the beginnings of regular expressions.
 */
export type Row = {
  readonly from: string;
  /** Folders of ours it may import, itself included. */
  readonly ours: readonly string[];
  readonly packages: readonly string[];
  /** Whether it may use Node's own modules. */
  readonly node: boolean;
  readonly because: string;
};

export const MATRIX: readonly Row[] = [
  {
    from: 'src/domain/',
    ours: ['src/domain/'],
    packages: [],
    node: false,
    because: 'The domain is plain data and functions: everything it needs comes in as an argument.',
  },
  {
    from: 'src/policies/',
    ours: ['src/policies/', 'src/domain/'],
    packages: ['zod', 'yaml'],
    node: true,
    because: 'Policy packs are data; only their loader reads and checks files.',
  },
  {
    from: 'src/flows/',
    ours: ['src/flows/', 'src/domain/'],
    packages: [],
    node: false,
    because: 'A conversation is pure: a step gives messages and intents and does nothing itself.',
  },
  {
    from: 'src/store/',
    ours: ['src/store/', 'src/domain/', 'src/flows/', 'src/platform/'],
    packages: ['kysely', 'pg', 'zod'],
    node: true,
    because: 'The store knows what is kept, not what is done with it.',
  },
  {
    from: 'src/operations/',
    ours: [
      'src/operations/',
      'src/domain/',
      'src/flows/',
      'src/store/',
      'src/platform/(?:faults|log|field-encryption|seal-mac)\\.ts',
    ],
    packages: [],
    node: false,
    because:
      'Operations reach the outside through the store and their ports, so that tests need neither queue nor channel.',
  },
  {
    from: 'src/channels/telegram/',
    ours: [
      'src/channels/telegram/',
      'src/operations/',
      'src/domain/',
      'src/flows/',
      'src/platform/',
    ],
    packages: ['telegraf', 'zod'],
    node: true,
    because:
      'A channel is an adapter; channels do not know one another, and telegraf stays in one folder.',
  },
  {
    from: 'src/channels/webchat/',
    ours: [
      'src/channels/webchat/',
      'src/operations/',
      'src/domain/',
      'src/flows/',
      'src/platform/',
    ],
    packages: ['zod'],
    node: true,
    because: 'A channel is an adapter; channels do not know one another.',
  },
  {
    from: 'src/assistant/',
    ours: [
      'src/assistant/',
      'src/operations/',
      'src/domain/',
      'src/flows/',
      'src/platform/',
      'prompts/',
    ],
    packages: ['openai', 'zod'],
    node: true,
    because: 'The model proposes; it reaches no store and no channel.',
  },
  {
    from: 'src/web/',
    ours: [
      'src/web/',
      'src/operations/',
      'src/domain/',
      'src/flows/',
      'src/store/views/',
      'src/channels/webchat/',
      'src/platform/',
    ],
    packages: ['fastify', '@fastify/[^/]+', 'zod', 'prom-client', 'qrcode'],
    node: true,
    because: 'Pages read views and call operations; they hold no SQL and no rules.',
  },
  {
    from: 'src/cli/',
    ours: [
      'src/cli/',
      'src/operations/',
      'src/domain/',
      'src/flows/',
      'src/store/views/',
      'src/platform/',
    ],
    packages: ['zod', 'csv-parse', 'read-excel-file', 'qrcode'],
    node: true,
    because: 'Commands are given their dependencies; they hold no SQL and no rules.',
  },
  {
    from: 'src/platform/',
    ours: ['src/platform/', 'src/domain/calendar/instant\\.ts'],
    packages: ['pino', 'pg', 'zod'],
    node: true,
    because: 'The platform is what the machine gives us; it knows nothing of our work.',
  },
  {
    from: 'src/config\\.ts',
    ours: ['src/platform/', 'src/domain/result\\.ts'],
    packages: ['zod'],
    node: true,
    because: 'The environment is read in one place and handed on as a value.',
  },
  {
    from: 'prompts/',
    ours: ['prompts/', 'src/domain/'],
    packages: ['zod', 'yaml'],
    node: true,
    because:
      'A prompt and the shape of its answer stand alone, so that a published version never changes.',
  },
  {
    from: 'queues/definitions/',
    ours: ['queues/definitions/', 'src/domain/'],
    packages: ['zod', 'bullmq'],
    node: false,
    because: 'A definition names a job; whoever adds one must not load its worker.',
  },
  {
    from: 'queues/(?!definitions/)',
    ours: [
      'queues/',
      'src/operations/',
      'src/domain/',
      'src/flows/',
      'src/store/(outbox[^/]*|database|scope|advisory-lock)\\.ts',
      'src/platform/',
    ],
    packages: ['bullmq', 'ioredis', 'pg', 'zod'],
    node: true,
    because:
      'A worker parses its payload and calls one operation; of the store it knows the outbox, and how to open a transaction on it.',
  },
  {
    from: 'migrations/',
    ours: [],
    packages: ['kysely'],
    node: false,
    because: 'A migration says what was once done; it must not change when our code does.',
  },
];
