import type { EntityManager } from 'typeorm';
import type { AdministrationCode } from '../../../schema/administrations.ts';
import type { OperatorChanged } from '../../../schema/contract/registry-event.ts';
import { keepNewEvents, type OperatorEvent } from '../store/operator-event.store.ts';
import { keepChanges, keepPlans } from './keep-changes.ts';

/** What a registry told of one of its operators, as it is taken in. */
export interface ToldOperatorEvent extends OperatorEvent {
  /** False: until `at` there is nothing to tell the partners. */
  readonly isEffective: boolean;
  /** Later instants at which something becomes effective, RFC 3339 UTC. */
  readonly effectiveFrom: readonly string[];
}

/** The event as it is kept. `tin` is the operator's, as it was read. */
export function toldOperatorEvent(
  home: AdministrationCode,
  tin: string,
  { jti, iat, partners, at, effectiveFrom }: OperatorChanged,
): ToldOperatorEvent {
  const instant = (text: string) => new Date(text).toISOString();
  return {
    ...{ home, id: jti, tin, at: instant(at), partners },
    // By the registry's own clock, which wrote both; `iat` leaves out what of a second had passed.
    isEffective: Date.parse(at) < (iat + 1) * 1000,
    effectiveFrom: [...new Set(effectiveFrom.map(instant))],
  };
}

/** Takes in what registries told of their operators, each event once; in one transaction with the cursor of its source. */
export async function takeInOperatorEvents(
  manager: EntityManager,
  events: readonly ToldOperatorEvent[],
  now: Date,
): Promise<void> {
  const fresh = await keepNewEvents(manager, events, now.toISOString());
  if (fresh.length === 0) return;
  const kind = 'OPERATOR_CHANGED' as const;
  await keepPlans(
    manager,
    fresh.map(({ tin, partners, effectiveFrom }) => {
      return { tin, kinds: [kind], administrations: partners, later: effectiveFrom.map((at) => ({ at, kind })) };
    }),
  );
  const effective = fresh.filter(({ isEffective }) => isEffective);
  const changes = effective.flatMap(({ tin, partners, at }) =>
    partners.map((administration) => ({ administration, tin, kind, at })),
  );
  await keepChanges(manager, changes, now);
}
