import { type EntityManager, MoreThan } from 'typeorm';
import type { AdministrationCode } from '../../schema/administrations.ts';
import { announce } from './announcements.ts';
import { CHANGES, type ChangeSource } from './change-feed.ts';
import type { Database } from './database.ts';
import { FollowedChangeRow } from './followed-change.entity.ts';

/** Changes that are read at once. */
const CHANGES_PER_PAGE = 200;

/** Notes for each audience that the object changed; to be called inside the transaction of the change. */
export async function appendChange(
  manager: EntityManager,
  audiences: readonly AdministrationCode[],
  objectId: string,
): Promise<void> {
  for (const audience of new Set(audiences)) {
    await manager.insert(FollowedChangeRow, { audience, sequence: (await lastOf(manager, audience)) + 1, objectId });
  }
  announce(manager, CHANGES);
}

/** What was noted, for a feed. Nothing is ever removed: a row is a few dozen bytes, and any cursor stays good. */
export function createChangeLog({ read }: Database): ChangeSource {
  return {
    ends: async (audience) => ({ last: await lastOf(read, audience), removed: 0 }),
    cursor: (_audience, position) => String(position),
    position: (_audience, cursor) => (/^\d{1,15}$/.test(cursor) ? Number(cursor) : undefined),
    async page(audience, after) {
      const rows = await read.find(FollowedChangeRow, {
        where: { audience, sequence: MoreThan(after) },
        order: { sequence: 'ASC' },
        take: CHANGES_PER_PAGE,
      });
      return rows.map(({ sequence, objectId }) => ({ position: sequence, key: objectId }));
    },
  };
}

async function lastOf(manager: EntityManager, audience: string): Promise<number> {
  return (await manager.maximum(FollowedChangeRow, 'sequence', { audience })) ?? 0;
}
