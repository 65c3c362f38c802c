import type { EntityManager } from 'typeorm';
import { ENUMERATION_RULES, type EnumerationSuspected } from '../../../schema/contract/registry-event.ts';
import type { BelievedEvent } from '../../runtime/event-inbox.ts';
import { MisuseAlertRow } from './misuse-alert.entity.ts';

/** Why a caller is refused: a registry's rules of guessing, and the hub's own of questions without a reference. */
export const MISUSE_RULES = [...ENUMERATION_RULES, 'NO_REFERENCE'] as const;
export type MisuseRule = (typeof MISUSE_RULES)[number];

/** A caller that is taken to be guessing, and is told nothing for a while. */
export type MisuseAlert = Omit<EnumerationSuspected['caller'], 'rule'> & {
  readonly rule: MisuseRule;
  /** The registry's own identifier of the event, or the hub's. */
  readonly id: string;
  /** The administration whose registry refuses; null: the hub does, by itself. */
  readonly administration: string | null;
  /** The administration that asked. */
  readonly asking: string;
};

/** Keeps alerts, each once; to be called inside a transaction. */
export async function keepMisuseAlerts(
  manager: EntityManager,
  believed: readonly BelievedEvent<MisuseAlert>[],
): Promise<void> {
  for (const { told, event } of believed) {
    const { id } = told;
    const administration = told.administration ?? '';
    if ((await manager.countBy(MisuseAlertRow, { administration, id })) > 0) continue;
    await manager.insert(MisuseAlertRow, { ...told, administration, event });
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
    return {
      id,
      administration: administration === '' ? null : administration,
      asking,
      subject,
      rule,
      unanswered,
      questions,
      since,
      until,
    };
  });
}

/** True if the hub itself has raised that alert before. */
export async function isRaised(manager: EntityManager, id: string): Promise<boolean> {
  return (await manager.countBy(MisuseAlertRow, { administration: '', id })) > 0;
}
