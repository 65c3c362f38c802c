import type { Logger } from 'pino';
import { findAdministration } from '../../../schema/administrations.ts';
import { registryIssuer } from '../../../schema/contract/attestation.ts';
import type { Caller } from '../../../schema/contract/caller.ts';
import {
  enumerationSuspectedSchema,
  HUB_AUDIENCE,
  REGISTRY_EVENT_TYPE,
} from '../../../schema/contract/registry-event.ts';
import { administrationOfSubgraph } from '../../../schema/contract/subgraph-names.ts';
import { verifyStatement } from '../../../schema/trust/verify-statement.ts';
import { createEventInbox, type EventInbox, type EventReading } from '../../runtime/event-inbox.ts';
import { findMisuseAlerts, keepMisuseAlerts, type MisuseAlert } from '../store/misuse-alert.store.ts';
import type { RecognitionParts } from './recognition-parts.ts';

export type { MisuseAlert } from '../store/misuse-alert.store.ts';

/** Alerts that are shown at most. */
const MAXIMUM_SHOWN = 100;

/** What registries told about callers of the caller's own administration, newest first, the newest hundred. */
export function listMisuseAlerts(
  { database }: Pick<RecognitionParts, 'database'>,
  { administration }: Caller,
): Promise<readonly MisuseAlert[]> {
  return findMisuseAlerts(database.read, administration, MAXIMUM_SHOWN);
}

/** Takes in what registries tell about callers that guess; each only for itself. */
export function createMisuseInbox(
  { database, clock, trust }: Pick<RecognitionParts, 'database' | 'clock' | 'trust'>,
  log: Logger,
): EventInbox {
  async function read(event: string, source: string): Promise<EventReading<MisuseAlert>> {
    const home = findAdministration(administrationOfSubgraph(source) ?? '');
    if (home === undefined) return { ok: false, why: `${source} is no registry` };
    const verdict = await verifyStatement(event, trust, {
      type: REGISTRY_EVENT_TYPE,
      roles: ['REGISTRY'],
      audience: HUB_AUDIENCE,
      issuer: registryIssuer(home.code),
      now: clock(),
    });
    if (!verdict.ok) return verdict;
    if (verdict.signedBy.administration !== home.code) return { ok: false, why: `it is not signed by ${source}` };
    const claims = enumerationSuspectedSchema.safeParse(verdict.claims);
    if (!claims.success) return { ok: false, why: `the claims are not those of an alert: ${claims.error.message}` };
    const { jti, sub, caller } = claims.data;
    return { ok: true, told: { id: jti, administration: home.code, asking: sub, ...caller } };
  }

  return createEventInbox({ ...{ database, clock, log, read }, keep: keepMisuseAlerts });
}
