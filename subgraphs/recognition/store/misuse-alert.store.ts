import type { EntityManager } from 'typeorm';
import type { EnumerationSuspected } from '../../../schema/contract/registry-event.ts';
import type { BelievedEvent } from '../../runtime/event-inbox.ts';
import { MisuseAlertRow } from './misuse-alert.entity.ts';

/** A caller that a registry takes to be guessing, and tells nothing for a while. */
export type MisuseAlert = EnumerationSuspected['caller'] & {
  /** The registry's own identifier of the event. */
  readonly id: string;
  /** The administration whose registry refuses. */
  readonly administration: string;
  /** The administration that asked. */
  readonly asking: string;
};

/** Keeps alerts, each once; to be called inside a transaction. */
export async function keepMisuseAlerts(
  manager: EntityManager,
  believed: readonly BelievedEvent<MisuseAlert>[],
): Promise<void> {
  for (const { told, event } of believed) {
    const { administration, id } = told;
    if ((await manager.countBy(MisuseAlertRow, { administration, id })) > 0) continue;
    await manager.insert(MisuseAlertRow, { ...told, event });
  }
}

/** About callers of one administration, newest first. */
export async function findMisuseAlerts(
  manager: EntityManager,
  asking: string,
  limit: number,
): Promise<readonly MisuseAlert[]> {
  const rows = await manager.find(MisuseAlertRow, {
    where: { asking },
    order: { since: 'DESC', id: 'ASC' },
    take: limit,
  });
  return rows.map(({ id, administration, subject, rule, unanswered, questions, since, until }) => {
    return { id, administration, asking, subject, rule, unanswered, questions, since, until };
  });
}
