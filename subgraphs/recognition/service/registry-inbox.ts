import type { Logger } from 'pino';
import { z } from 'zod';
import { enumerationSuspectedSchema, operatorChangedSchema } from '../../../schema/contract/registry-event.ts';
import { readTin } from '../../../schema/contract/tin.ts';
import { createEventInbox, type EventInbox, type EventReading } from '../../runtime/event-inbox.ts';
import { readRegistryEvent } from '../../runtime/read-registry-event.ts';
import { keepMisuseAlerts, type MisuseAlert } from '../store/misuse-alert.store.ts';
import type { ChangeSignal } from './change-signal.ts';
import type { RecognitionParts } from './recognition-parts.ts';
import { type ToldOperatorEvent, takeInOperatorEvents, toldOperatorEvent } from './take-in-operator-events.ts';

/** What a registry told this service: of a caller that guesses, or of an operator. */
type Told =
  | { readonly kind: 'ENUMERATION_SUSPECTED'; readonly alert: MisuseAlert }
  | { readonly kind: 'OPERATOR_CHANGED'; readonly event: ToldOperatorEvent };

const schema = z.discriminatedUnion('kind', [enumerationSuspectedSchema, operatorChangedSchema]);

/** Takes in what registries tell, each only of itself and of operators that it registers. */
export function createRegistryInbox(
  { database, clock, trust }: Pick<RecognitionParts, 'database' | 'clock' | 'trust'>,
  signal: Pick<ChangeSignal, 'look'>,
  log: Logger,
): EventInbox {
  async function read(event: string, source: string): Promise<EventReading<Told>> {
    const reading = await readRegistryEvent(event, source, schema, { trust, clock });
    if (!reading.ok) return reading;
    const { home, claims } = reading.told;
    if (claims.kind === 'ENUMERATION_SUSPECTED') {
      const { kind, jti, sub, caller } = claims;
      return { ok: true, told: { kind, alert: { id: jti, administration: home.code, asking: sub, ...caller } } };
    }
    const tin = readTin(claims.sub);
    if (!tin.ok || tin.administration.code !== home.code) return { ok: false, why: `it is not about its own operator` };
    return { ok: true, told: { kind: claims.kind, event: toldOperatorEvent(home.code, tin.tin, claims) } };
  }

  const inbox = createEventInbox<Told>({
    ...{ database, clock, log, read },
    async keep(manager, believed) {
      const alerts = believed.flatMap(({ told, event }) =>
        told.kind === 'ENUMERATION_SUSPECTED' ? [{ told: told.alert, event }] : [],
      );
      await keepMisuseAlerts(manager, alerts);
      const events = believed.flatMap(({ told }) => (told.kind === 'OPERATOR_CHANGED' ? [told.event] : []));
      await takeInOperatorEvents(manager, events, clock());
    },
  });
  return {
    ...inbox,
    async keep(source, events) {
      await inbox.keep(source, events);
      signal.look();
    },
  };
}
