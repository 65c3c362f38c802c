import type { Logger } from 'pino';
import { administrationAudience } from '../../../schema/contract/attestation.ts';
import {
  PARTNER_EVENT_SIGNERS,
  PARTNER_EVENT_TYPE,
  partnerEventClaimsSchema,
} from '../../../schema/contract/partner-event.ts';
import { accepted, badInput, type Result } from '../../../schema/contract/result.ts';
import { readTin } from '../../../schema/contract/tin.ts';
import type { TrustList } from '../../../schema/trust/trust-list.ts';
import { verifyStatement } from '../../../schema/trust/verify-statement.ts';
import { createEventInbox, type EventInbox, type EventReading } from '../../runtime/event-inbox.ts';
import type { PartnerSignal } from '../domain/partner-signal.ts';
import { findSignals, keepSignals } from '../store/partner-signal.store.ts';
import type { RegisterParts } from './register-parts.ts';

/** What partners did on their side about this registry's operators. */
export interface PartnerSignals {
  /** Newest first, the newest thousand. */
  list(tin: string | undefined): Promise<Result<readonly PartnerSignal[]>>;
  /** Takes in the events that tell of it. */
  readonly inbox: EventInbox;
}

/** The services that tell a registry anything. */
const SIGNERS = [...new Set(Object.values(PARTNER_EVENT_SIGNERS))];

/** Signals that are shown at most. */
const MAXIMUM_SHOWN = 1_000;

export function createPartnerSignals({
  home,
  database,
  clock,
  trust,
  log,
}: Pick<RegisterParts, 'home' | 'database' | 'clock'> & {
  readonly trust: TrustList;
  readonly log: Logger;
}): PartnerSignals {
  async function read(event: string): Promise<EventReading<PartnerSignal>> {
    const verdict = await verifyStatement(event, trust, {
      type: PARTNER_EVENT_TYPE,
      roles: SIGNERS,
      audience: administrationAudience(home.code),
      now: clock(),
    });
    if (!verdict.ok) return verdict;
    const claims = partnerEventClaimsSchema.safeParse(verdict.claims);
    if (!claims.success) return { ok: false, why: `the claims are not those of an event: ${claims.error.message}` };
    const { jti, iat, from, kind, sub, remark, effectiveFrom } = claims.data;
    if (PARTNER_EVENT_SIGNERS[kind] !== verdict.signedBy.role) {
      return { ok: false, why: `${verdict.signedBy.party} does not tell of ${kind}` };
    }
    const at = new Date(iat * 1000).toISOString();
    return { ok: true, told: { id: jti, at, from, kind, tin: sub, remark, effectiveFrom } };
  }

  return {
    async list(tin) {
      const reading = tin === undefined ? undefined : readTin(tin);
      if (reading?.ok === false) return badInput('tin', `TIN_${reading.problem}`, `${reading.rule}.`);
      return accepted(await findSignals(database.read, reading?.tin, MAXIMUM_SHOWN));
    },

    inbox: createEventInbox({
      ...{ database, clock, log, read },
      keep: (manager, believed) => keepSignals(manager, believed, clock(), home.timeZone),
    }),
  };
}
