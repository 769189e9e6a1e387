/** What /metrics tells: counts of what waits, by state. No name, number or area of anybody. */
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { type Db, inScope } from '#src/store/database.ts';
import { waitingCounts } from '#src/store/views/waiting-counts.ts';
import { SYSTEM } from '#src/store/scope.ts';

const registry = new Registry();
collectDefaultMetrics({ register: registry });
const waiting = new Gauge({
  name: 'fangpin_rows',
  help: 'Rows by table and state: inbound, messages, outbox, duties, declarations, alerts.',
  labelNames: ['what', 'state'],
  registers: [registry],
});

/** The page in Prometheus' text format, read from the database at the moment of asking. */
export async function renderMetrics(db: Db): Promise<string> {
  const counts = await inScope(db, SYSTEM, waitingCounts);
  waiting.reset();
  for (const { what, state, rows } of counts) waiting.set({ what, state }, rows);
  return await registry.metrics();
}
