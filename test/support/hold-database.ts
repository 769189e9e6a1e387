/** Opens the embedded database of the data dir given, says so as a line of JSON, and holds it until stdin ends. */
import { openEmbeddedDatabase } from '#src/platform/embedded-database.ts';

const database = await openEmbeddedDatabase({ dataDir: process.argv[2] ?? '', durable: false });
process.stdout.write(`${JSON.stringify({ appUrl: database.appUrl, started: database.started })}\n`);
for await (const chunk of process.stdin) void chunk;
await database.stop();
