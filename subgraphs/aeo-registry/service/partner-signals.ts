import type { Logger } from 'pino';
import { administrationAudience } from '../../../schema/contract/attestation.ts';
import {
  type FeedEvent,
  PARTNER_EVENT_TYPE,
  partnerEventClaimsSchema,
} from '../../../schema/contract/partner-event.ts';
import { accepted, badInput, type Result } from '../../../schema/contract/result.ts';
import { readTin } from '../../../schema/contract/tin.ts';
import type { TrustList } from '../../../schema/trust/trust-list.ts';
import { verifyStatement } from '../../../schema/trust/verify-statement.ts';
import type { PartnerSignal } from '../domain/partner-signal.ts';
import { countUnbelieved, findCursor, findSignals, keepEvents } from '../store/partner-signal.store.ts';
import type { RegisterParts } from './register-parts.ts';

/** What partners did on their side about this registry's operators. */
export interface PartnerSignals {
  /** Newest first, the newest thousand. */
  list(tin: string | undefined): Promise<Result<readonly PartnerSignal[]>>;
  /** Where the last page of the source ended. */
  cursor(source: string): Promise<string | null>;
  /** Takes a page: what can be believed becomes a signal, the rest is kept aside and logged, and the cursor moves on. */
  keep(source: string, events: readonly FeedEvent[]): Promise<void>;
}

/** Signals that are shown at most. */
const MAXIMUM_SHOWN = 1_000;

/** Characters of an event that cannot be believed that are kept. */
const MAXIMUM_UNBELIEVED = 8_192;

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
  async function read(event: string): Promise<PartnerSignal | { readonly why: string }> {
    const verdict = await verifyStatement(event, trust, {
      type: PARTNER_EVENT_TYPE,
      roles: ['RECOGNITION'],
      audience: administrationAudience(home.code),
      now: clock(),
    });
    if (!verdict.ok) return verdict;
    const claims = partnerEventClaimsSchema.safeParse(verdict.claims);
    if (!claims.success) return { why: `the claims are not those of an event: ${claims.error.message}` };
    const { jti, iat, from, kind, sub, remark, effectiveFrom } = claims.data;
    const at = new Date(iat * 1000).toISOString();
    return { id: jti, at, from, kind, tin: sub, remark, effectiveFrom };
  }

  return {
    async list(tin) {
      const reading = tin === undefined ? undefined : readTin(tin);
      if (reading?.ok === false) return badInput('tin', `TIN_${reading.problem}`, `${reading.rule}.`);
      return accepted(await findSignals(database.read, reading?.tin, MAXIMUM_SHOWN));
    },

    cursor: (source) => findCursor(database.read, source),

    async keep(source, events) {
      const end = events.at(-1)?.cursor;
      if (end === undefined) return;
      const readings = await Promise.all(events.map(async (one) => ({ ...one, reading: await read(one.event) })));
      const believed = readings.flatMap(({ event, reading }) => ('why' in reading ? [] : [{ signal: reading, event }]));
      const unbelieved = readings.flatMap(({ cursor, event, reading }) =>
        'why' in reading ? [{ cursor, event: event.slice(0, MAXIMUM_UNBELIEVED), why: reading.why }] : [],
      );
      await keepEvents(database, { source, believed, unbelieved, cursor: end }, clock(), home.timeZone);
      if (unbelieved.length === 0) return;
      const aside = await countUnbelieved(database.read);
      for (const { cursor, why } of unbelieved) log.warn({ source, cursor, why, aside }, 'an event is not believed');
    },
  };
}
