import type { Logger } from 'pino';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import {
  enumerationSuspectedSchema,
  maintenanceAnnouncedSchema,
  operatorChangedSchema,
} from '../../../schema/contract/registry-event.ts';
import { type BelievedEvent, createEventInbox, type EventInbox } from '../../runtime/event-inbox.ts';
import { readRegistryEvent, type ToldByRegistry } from '../../runtime/read-registry-event.ts';
import { forgetChanged } from './forget-changed.ts';
import { keepMaintenance } from './maintenance.ts';
import { keepAlerts } from './misuse-alerts.ts';
import type { RecognitionParts } from './recognition-parts.ts';

/** What registries tell this service. */
const claimsSchema = z.discriminatedUnion('kind', [
  enumerationSuspectedSchema,
  operatorChangedSchema,
  maintenanceAnnouncedSchema,
]);
type Claims = z.infer<typeof claimsSchema>;
type Kind = Claims['kind'];
type Told<K extends Kind> = BelievedEvent<ToldByRegistry<Extract<Claims, { kind: K }>>>;

/** What is done with each kind, inside the transaction that takes it in. */
const KEEPERS: {
  readonly [K in Kind]: (manager: EntityManager, told: readonly Told<K>[], now: Date) => Promise<void>;
} = {
  ENUMERATION_SUSPECTED: keepAlerts,
  OPERATOR_CHANGED: forgetChanged,
  MAINTENANCE_ANNOUNCED: keepMaintenance,
};

/** Takes in what registries tell; each is believed only about itself, its operators and the callers that ask it. */
export function createRegistryInbox(
  { database, clock, trust }: Pick<RecognitionParts, 'database' | 'clock' | 'trust'>,
  log: Logger,
): EventInbox {
  async function keepKind<K extends Kind>(
    kind: K,
    manager: EntityManager,
    all: readonly BelievedEvent<ToldByRegistry<Claims>>[],
  ) {
    const isOfKind = (one: BelievedEvent<ToldByRegistry<Claims>>): one is Told<K> => one.told.claims.kind === kind;
    const told = all.filter(isOfKind);
    if (told.length > 0) await KEEPERS[kind](manager, told, clock());
  }
  return createEventInbox({
    ...{ database, clock, log },
    read: (event, source) => readRegistryEvent(event, source, claimsSchema, { trust, clock }),
    async keep(manager, believed) {
      for (const kind of Object.keys(KEEPERS) as Kind[]) await keepKind(kind, manager, believed);
    },
  });
}
