import type { Caller } from '../../../schema/contract/caller.ts';
import type { Signer } from '../../../schema/trust/signer.ts';
import type { TrustList } from '../../../schema/trust/trust-list.ts';
import { verifyStatement } from '../../../schema/trust/verify-statement.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { ServedFile } from '../../runtime/served-file.ts';
import { ASSISTANCE_ISSUER } from '../domain/answer-statement.ts';
import type { AssistanceStore, EvidenceVault } from '../domain/assistance-ports.ts';
import { sideOf } from '../domain/assistance-request.ts';

/** How long a link to evidence is good, in seconds: long enough to follow it, too short to pass it on. */
export const TICKET_SECONDS = 60;

/** `typ` of a ticket, so that it stands in for nothing else and nothing else for it. */
const TICKET_TYPE = 'aeo-evidence-ticket+jwt';

/** Where evidence is fetched: below this path of the service. */
export const EVIDENCE_PATH = '/evidence/';

/** A link by which a file can be fetched once it is allowed to be seen. */
export interface DownloadLink {
  /** Path and query on the service’s own address. */
  readonly url: string;
  /** RFC 3339, UTC. */
  readonly expiresAt: string;
}

/** Links to evidence, and what is behind them. */
export interface EvidenceTickets {
  issue(caller: Caller, evidenceId: string): Promise<DownloadLink>;
  /** The file behind a path; undefined: no ticket, one that has expired, or a file that its bearer may not see any more. */
  serve(path: string): Promise<ServedFile | undefined>;
}

/** Tickets signed and verified by this service itself. */
export function createEvidenceTickets(parts: {
  readonly store: AssistanceStore;
  readonly vault: EvidenceVault;
  readonly signer: Signer;
  readonly trust: TrustList;
  readonly clock: Clock;
}): EvidenceTickets {
  const { store, vault, signer, trust, clock } = parts;

  /** Whom a ticket lets see which file; undefined: it is none, or none any more. */
  async function readTicket(ticket: string) {
    const now = clock();
    const verdict = await verifyStatement(ticket, trust, {
      ...{
        type: TICKET_TYPE,
        roles: ['MUTUAL_ASSISTANCE'],
        now,
        issuer: ASSISTANCE_ISSUER,
        audience: ASSISTANCE_ISSUER,
      },
    });
    if (!verdict.ok) return undefined;
    const { sub, exp, administration } = verdict.claims;
    // Clocks of others may differ; this one has signed it itself, so that not a second is added.
    const isGood = exp !== undefined && now.getTime() < exp * 1_000;
    return isGood && sub !== undefined && typeof administration === 'string' ? { id: sub, administration } : undefined;
  }

  return {
    async issue({ administration }, evidenceId) {
      const issuedAt = Math.floor(clock().getTime() / 1_000);
      const exp = issuedAt + TICKET_SECONDS;
      const claims = {
        iss: ASSISTANCE_ISSUER,
        aud: ASSISTANCE_ISSUER,
        sub: evidenceId,
        administration,
        iat: issuedAt,
        exp,
      };
      return {
        url: `${EVIDENCE_PATH}${await signer.sign(claims, TICKET_TYPE)}`,
        expiresAt: new Date(exp * 1_000).toISOString(),
      };
    },

    async serve(path) {
      if (!path.startsWith(EVIDENCE_PATH)) return undefined;
      const ticket = await readTicket(path.slice(EVIDENCE_PATH.length));
      if (ticket === undefined) return undefined;
      const found = await store.findEvidence(ticket.id);
      if (found === undefined || sideOf(found.request, ticket.administration) === undefined) return undefined;
      const { name, mediaType } = found.evidence;
      return { name, mediaType, content: await vault.open(ticket.id) };
    },
  };
}
