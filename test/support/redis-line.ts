/** The line between us and Redis, for tests that break it in ways a server's end does not: nothing is said, or nothing more. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export type RedisLine = {
  readonly url: string;
  /** Ends all connections at once; new ones work. */
  cut(): void;
  /** Leaves connections open, now and later, but nothing passes any more: as behind a machine or a network that vanished. */
  hang(): void;
  /** New connections work again; those that hang never do. */
  mend(): void;
  /** Resolves when somebody connects anew. */
  called(): Promise<void>;
  close(): Promise<void>;
};

/** Opens a line on a free port to the server under `url`. */
export async function openRedisLine(url: string): Promise<RedisLine> {
  const ends = new Set<Socket>();
  const hung = new WeakSet<Socket>();
  let hanging = false;
  const pass = (from: Socket, to: Socket): void => {
    ends.add(from);
    from.on('data', (data) => {
      if (!hung.has(from) && to.writable) to.write(data);
    });
    from.on('error', () => undefined);
    from.on('close', () => {
      ends.delete(from);
      to.destroy();
    });
  };
  const server = createServer((near) => {
    const far = connect(Number(new URL(url).port), '127.0.0.1');
    pass(near, far);
    pass(far, near);
    if (hanging) hang(near, far);
  });
  const hang = (...sockets: readonly Socket[]): void => {
    for (const socket of sockets) hung.add(socket);
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the line has no port');
  const cut = (): void => {
    for (const socket of ends) socket.destroy();
  };
  return {
    url: `redis://127.0.0.1:${address.port}`,
    cut,
    hang() {
      hanging = true;
      hang(...ends);
    },
    mend() {
      hanging = false;
    },
    async called() {
      await once(server, 'connection');
    },
    async close() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
