/** The import matrix as a configuration of dependency-cruiser, with the few rules that concern every folder. */
import type { IConfiguration, IForbiddenRuleType } from 'dependency-cruiser';
import { MATRIX, type Row } from './import-matrix.ts';

const OURS = '^(?:src|queues|prompts|migrations|test)/';

/** One row becomes three rules, named after the folder so that a breach reads as a sentence. */
const rulesOf = (row: Row): IForbiddenRuleType[] => [
  {
    name: `${row.from} imports only its own kind`,
    comment: row.because,
    severity: 'error',
    from: { path: `^${row.from}` },
    to: { path: OURS, pathNot: row.ours.map((folder) => `^${folder}`) },
  },
  {
    name: `${row.from} uses only its own packages`,
    comment: row.because,
    severity: 'error',
    from: { path: `^${row.from}` },
    to: {
      path: 'node_modules/',
      pathNot: row.packages.map((name) => `node_modules/(?:@types/)?${name}/`),
    },
  },
  ...(row.node
    ? []
    : [
        {
          name: `${row.from} does without Node`,
          comment: row.because,
          severity: 'error' as const,
          from: { path: `^${row.from}` },
          to: { dependencyTypes: ['core' as const] },
        },
      ]),
];

const configuration: IConfiguration = {
  forbidden: [
    ...MATRIX.flatMap(rulesOf),
    {
      name: 'nobody imports main',
      comment: 'The composition root knows everybody; whoever imports it knows everybody too.',
      severity: 'error',
      from: { pathNot: ['^src/main/', '^test/'] },
      to: { path: '^src/main/' },
    },
    {
      name: 'config is read by main only',
      comment: 'Everybody else is given what it needs.',
      severity: 'error',
      from: { pathNot: ['^src/main/', '^src/config\\.ts$', '^test/'] },
      to: { path: '^src/config\\.ts$' },
    },
    {
      name: 'only main joins src and queues',
      comment: 'Operations write outbox rows; nothing in src waits for a queue.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/main/' },
      to: { path: '^queues/' },
    },
    {
      name: 'the product does without its tests',
      comment: 'Tests are not part of the image.',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
    {
      name: 'no circles',
      comment:
        'Two files that need each other are one thing, or one of them holds what belongs to a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'everything imported exists',
      comment: 'A path that leads nowhere fails at run time only.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'the product needs no development packages',
      comment: 'The image is installed without them.',
      severity: 'error',
      from: { path: '^(?:src|queues|prompts|migrations)/' },
      to: { dependencyTypes: ['npm-dev'], pathNot: 'node_modules/@types/' },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(?:coverage|\\.data)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.mjs', '.js', '.json'],
    },
  },
};

export default configuration;
