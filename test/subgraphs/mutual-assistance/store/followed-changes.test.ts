import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAssistanceDatabase } from '../../../../subgraphs/mutual-assistance/store/assistance-database.ts';
import { CHANGES, type ChangeFeed, createChangeFeed } from '../../../../subgraphs/runtime/change-feed.ts';
import { appendChange, createChangeLog } from '../../../../subgraphs/runtime/change-log.ts';
import type { Database, DatabaseLocation } from '../../../../subgraphs/runtime/database.ts';

const postgres = process.env['TEST_DATABASE_URL'];
const locations: readonly DatabaseLocation[] = [
  { kind: 'sqlite', directory: mkdtempSync(join(tmpdir(), 'aeo-followed-')), synchronous: 'NORMAL' },
  ...(postgres === undefined ? [] : [{ kind: 'postgres', url: postgres } as const]),
];

describe.each(locations)('changes that are followed on $kind', (location) => {
  const name = `assistance_${randomBytes(6).toString('hex')}`;
  const ended = new AbortController();
  let database: Database;
  /** Another process on the same database. */
  let other: Database;
  let feed: ChangeFeed;

  beforeAll(async () => {
    database = await openAssistanceDatabase(location, name);
    other = await openAssistanceDatabase(location, name);
    const failed = (error: unknown) => expect(error).toBeUndefined();
    feed = createChangeFeed({
      source: createChangeLog(database),
      listen: (heard) => database.onCommitted(CHANGES, heard),
      failed,
    });
  });
  afterAll(async () => {
    await feed.stop();
    await other.close();
    if (location.kind === 'postgres') await database.read.query(`DROP SCHEMA ${name} CASCADE`);
    await database.close();
  });

  const follow = (audience: string, after: string | null) => feed.follow(audience, { after, signal: ended.signal });
  const change = (by: Database, audiences: readonly string[], id: string) =>
    by.write((manager) => appendChange(manager, audiences, id));

  it('come in order, whichever process wrote, and one that was rolled back never', async () => {
    const follower = follow('JP', null);
    expect(await follower.next()).toMatchObject({ value: { cursor: '0', change: undefined } });
    await change(database, ['JP', 'EU'], 'a');
    const lost = database.write(async (manager) => {
      await appendChange(manager, ['JP'], 'lost');
      throw new Error('rolled back');
    });
    await expect(lost).rejects.toThrow('rolled back');
    await change(other, ['JP'], 'b');
    await change(database, ['EU'], 'c');
    expect((await follower.next()).value?.change).toEqual({ position: 1, key: 'a' });
    expect((await follower.next()).value?.change).toEqual({ position: 2, key: 'b' });
  });

  it('are many at once, of which a follower that comes late misses none', async () => {
    for (let at = 0; at < 450; at += 1) await change(database, ['US'], `late-${at}`);
    const seen: unknown[] = [];
    for await (const told of follow('US', '0')) {
      if (told.change !== undefined) seen.push(told.change.key);
      if (seen.length === 450) break;
    }
    expect(seen).toEqual(Array.from({ length: 450 }, (_, at) => `late-${at}`));
  });

  it('are told from no cursor of another feed, and none from the future', async () => {
    await expect(follow('JP', 'elsewhere').next()).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    await expect(follow('JP', '99').next()).rejects.toMatchObject({ extensions: { code: 'CURSOR_EXPIRED' } });
  });

  it('end with the signal, also for those who wait', async () => {
    const follower = follow('KR', null);
    await follower.next();
    const waiting = follower.next();
    ended.abort();
    expect(await waiting).toEqual({ done: true, value: undefined });
  });
});
