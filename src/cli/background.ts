/** What background work needs, from a command's open installation. */
import type { BackgroundDeps } from '#src/operations/duty/work-context.ts';
import type { Service } from './command.ts';

/** No channel is open in a command: what is to be told goes out with the next digest of the running service. */
export const backgroundOf = (service: Service): BackgroundDeps => ({
  db: service.db,
  clock: service.clock,
  newId: service.newId,
  fields: service.fields,
  policies: service.book,
  channels: new Map(),
});
