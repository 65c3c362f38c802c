import type { Database } from '../../runtime/database.ts';
import type { SpontaneousStore } from '../domain/assistance-ports.ts';
import type { SpontaneousInformation } from '../domain/spontaneous-information.ts';
import { SpontaneousInformationEntity } from './spontaneous-information.entity.ts';

/** The warnings of the subgraph's own database. */
export function createSpontaneousStore({ read, write }: Database): SpontaneousStore {
  return {
    add: (information) =>
      write(async (manager) => {
        const { sending, idempotencyKey } = information;
        const standing = await manager.findOneBy(SpontaneousInformationEntity, { sending, idempotencyKey });
        if (standing !== null) return informationOf(standing);
        await manager.insert(SpontaneousInformationEntity, { ...information });
        return information;
      }),

    async acknowledge({ id, version, acknowledgedAt }) {
      const before = { id, version: version - 1 };
      const { affected } = await write((manager) =>
        manager.update(SpontaneousInformationEntity, before, { acknowledgedAt, version }),
      );
      return affected === 1;
    },

    async find(id) {
      const row = await read.findOneBy(SpontaneousInformationEntity, { id });
      return row === null ? undefined : informationOf(row);
    },

    async list(party, direction, limit) {
      const sides = [
        ...(direction === 'INCOMING' ? [] : [{ sending: party }]),
        ...(direction === 'OUTGOING' ? [] : [{ receiving: party }]),
      ];
      const found = await Promise.all(
        sides.map((where) =>
          read.find(SpontaneousInformationEntity, { where, order: { sentAt: 'DESC', id: 'DESC' }, take: limit }),
        ),
      );
      return found.flat().sort(newestFirst).slice(0, limit).map(informationOf);
    },
  };
}

function newestFirst(a: SpontaneousInformationEntity, b: SpontaneousInformationEntity): number {
  return `${a.sentAt}${a.id}` < `${b.sentAt}${b.id}` ? 1 : -1;
}

function informationOf(row: SpontaneousInformationEntity): SpontaneousInformation {
  const { id, sending, receiving, agreement, about, subjectTin, registrationNumber } = row;
  const { facts, useRestrictions, idempotencyKey, sentAt, acknowledgedAt, version } = row;
  return {
    ...{ id, sending, receiving, agreement, about, subjectTin, registrationNumber },
    ...{ facts, useRestrictions, idempotencyKey, sentAt, acknowledgedAt, version },
  };
}
