import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { registryIssuer } from '../../../schema/contract/attestation.ts';
import {
  HUB_AUDIENCE,
  REGISTRY_EVENT_READERS,
  REGISTRY_EVENT_TYPE,
  type RegistryEventClaims,
  type RegistryEventKind,
} from '../../../schema/contract/registry-event.ts';
import type { TrustedRole } from '../../../schema/trust/trust-list.ts';
import { appendEvents } from '../../runtime/event-outbox.ts';
import type { RegisterParts } from './register-parts.ts';

/** Services of the hub that read this registry's events. */
export const HUB_READERS = ['VENDOR_REGISTRATION', 'RECOGNITION'] as const satisfies readonly TrustedRole[];

/** An event that is signed and not told yet. */
export interface SignedEvent {
  readonly kind: RegistryEventKind;
  readonly jws: string;
}

/** What an event says beside what every one says. */
type Told<Claims> = Claims extends RegistryEventClaims ? Omit<Claims, 'iss' | 'aud' | 'jti' | 'iat'> : never;

/** Signs an event; before the transaction, in which nothing but the database is awaited. */
export async function signEvent(
  { home, signer, clock }: Pick<RegisterParts, 'home' | 'signer' | 'clock'>,
  event: Told<RegistryEventClaims>,
): Promise<SignedEvent> {
  const claims: RegistryEventClaims = {
    iss: registryIssuer(home.code),
    aud: HUB_AUDIENCE,
    jti: randomUUID(),
    iat: Math.floor(clock().getTime() / 1000),
    ...event,
  };
  return { kind: event.kind, jws: await signer.sign(claims, REGISTRY_EVENT_TYPE) };
}

/** Tells each service of the hub what it is to know, in this order; inside the transaction of the change that is told. */
export async function tellHub(manager: EntityManager, events: readonly SignedEvent[]): Promise<void> {
  for (const role of HUB_READERS) {
    const meant = events.filter(({ kind }) => isReader(role, kind));
    await appendEvents(
      manager,
      role,
      meant.map(({ jws }) => jws),
    );
  }
}

function isReader(role: TrustedRole, kind: RegistryEventKind): boolean {
  const readers: readonly TrustedRole[] = REGISTRY_EVENT_READERS[kind];
  return readers.includes(role);
}
