import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { instant, plusMs } from '#src/domain/calendar/instant.ts';
import { type Db, openDatabase } from '#src/store/database.ts';
import { blockUntil, takeTurns, yieldTurn } from '#src/store/pacer.ts';
import { createTestDatabase, type TestDatabase } from '#test/support/database.ts';

const now = instant(1_800_000_000_000);
const after = (turns: readonly number[]): readonly number[] => turns.map((turn) => turn - now);

let database: TestDatabase;
let open: ReturnType<typeof openDatabase>;
let db: Db;
beforeAll(async () => {
  database = await createTestDatabase();
  open = openDatabase(database.appUrl, { max: 8 });
  db = open.db;
});
afterAll(async () => {
  await open.close();
  await database.drop();
});
beforeEach(async () => {
  await db.deleteFrom('pacer').execute();
});

describe('turns of a bot’s sending', () => {
  it('are evenly spaced, begin now, and go on where the last ended', async () => {
    expect(after(await takeTurns(db, 'bot', 35, 3, now))).toEqual([0, 35, 70]);
    expect(after(await takeTurns(db, 'bot', 35, 1, plusMs(now, 10)))).toEqual([105]);
    expect(after(await takeTurns(db, 'bot', 35, 1, plusMs(now, 10_000)))).toEqual([10_000]);
    expect(after(await takeTurns(db, 'other', 35, 1, now))).toEqual([0]);
  });

  it('may be closer than a millisecond', async () => {
    expect(after(await takeTurns(db, 'bot', 0.5, 5, now))).toEqual([0, 0, 1, 1, 2]);
    expect(after(await takeTurns(db, 'bot', 0.5, 2, now))).toEqual([2, 3]);
  });

  it('are never given twice, however many ask at once', async () => {
    const taken = await Promise.all(
      Array.from({ length: 40 }, () => takeTurns(db, 'bot', 35, 2, now)),
    );
    const all = after(taken.flat()).toSorted((a, b) => a - b);
    expect(all).toEqual(Array.from({ length: 80 }, (_, at) => at * 35));
  });

  it('move on by one for each reply while a broadcast is under way, and cost nothing otherwise', async () => {
    await yieldTurn(db, 'bot', 35, now);
    expect(await db.selectFrom('pacer').selectAll().execute()).toEqual([]);
    await takeTurns(db, 'bot', 35, 1, now);
    await yieldTurn(db, 'bot', 35, now);
    await yieldTurn(db, 'bot', 35, now);
    expect(after(await takeTurns(db, 'bot', 35, 1, now))).toEqual([105]);
    await yieldTurn(db, 'bot', 35, plusMs(now, 5_000));
    expect(after(await takeTurns(db, 'bot', 35, 1, plusMs(now, 5_000)))).toEqual([5_000]);
  });

  it('wait while the bot was told to be silent', async () => {
    await takeTurns(db, 'bot', 35, 1, now);
    await blockUntil(db, 'bot', plusMs(now, 3_000));
    expect(after(await takeTurns(db, 'bot', 35, 2, now))).toEqual([3_000, 3_035]);
  });
});
