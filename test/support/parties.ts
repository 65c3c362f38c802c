import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { ADMINISTRATIONS } from '../../schema/administrations.ts';
import { CALLER_ASSERTION_HEADER, type Caller } from '../../schema/contract/caller.ts';
import { GATEWAY_SCOPES } from '../../schema/contract/scopes.ts';
import {
  MUTUAL_ASSISTANCE_SUBGRAPH,
  RECOGNITION_SUBGRAPH,
  registrySubgraph,
  VENDOR_REGISTRATION_SUBGRAPH,
} from '../../schema/contract/subgraph-names.ts';
import type { SubgraphLink } from '../../schema/link/subgraph-link.ts';
import { createAccessTokens, type VerifyAccessToken } from '../../schema/trust/access-tokens.ts';
import { signCallerAssertion } from '../../schema/trust/caller-assertion.ts';
import { createRememberingFetch } from '../../schema/trust/remembering-fetch.ts';
import { loadSigner, type Signer } from '../../schema/trust/signer.ts';
import { createTrustList, type TrustedRole, type TrustList } from '../../schema/trust/trust-list.ts';
import { trustedKeyRow } from '../../schema/trust/trusted-key-row.ts';
import type { Clock } from '../../subgraphs/runtime/clock.ts';

/** Keys of every party, made for one test, and the trust list that pins them. */
export interface Parties {
  readonly directory: string;
  readonly trust: TrustList;
  signer(party: string): Signer;
}

/** A log that says nothing. */
export const silentLog = pino({ level: 'silent' });

/** A clock that stands still until it is set. */
export function createTestClock(start = '2026-11-24T12:00:00.000Z'): Clock & { set(instant: string): void } {
  let now = new Date(start);
  return Object.assign(() => now, {
    set(instant: string) {
      now = new Date(instant);
    },
  });
}

/** Makes keys and trust list in a directory of their own under the system's temporary one. */
export async function createParties(): Promise<Parties> {
  const directory = mkdtempSync(join(tmpdir(), 'aeo-'));
  const roles: [string, TrustedRole, string | null][] = [
    ['gateway', 'GATEWAY', null],
    ['demonstration-issuer', 'TOKEN_ISSUER', null],
    [RECOGNITION_SUBGRAPH, 'RECOGNITION', null],
    [VENDOR_REGISTRATION_SUBGRAPH, 'VENDOR_REGISTRATION', null],
    [MUTUAL_ASSISTANCE_SUBGRAPH, 'MUTUAL_ASSISTANCE', null],
    ...ADMINISTRATIONS.map(({ code }): [string, TrustedRole, string] => [registrySubgraph(code), 'REGISTRY', code]),
  ];
  const signers = new Map<string, Signer>();
  const rows = await Promise.all(
    roles.map(async ([party, role, administration]) => {
      const signer = await loadSigner(join(directory, 'keys'), party);
      signers.set(party, signer);
      return trustedKeyRow(signer, role, administration, new Date('2020-01-01T00:00:00Z'));
    }),
  );
  return {
    directory,
    trust: await createTrustList(rows),
    signer(party) {
      const signer = signers.get(party);
      if (signer === undefined) throw new TypeError(`no such party: ${party}`);
      return signer;
    },
  };
}

/** Tokens of the issuers in the trust list, and no others. */
export function pinnedTokens(trust: TrustList, clock: Clock): VerifyAccessToken {
  return createAccessTokens({ trust, clock, issuers: [], fetch: createRememberingFetch(undefined, clock, silentLog) });
}

let requests = 0;

/** An officer of the administration with all that a gateway token may permit, or with what is given. */
export function callerOf(administration: string, given: Partial<Caller> = {}): Caller {
  requests += 1;
  return {
    administration,
    subject: `officer@${administration}`,
    scopes: GATEWAY_SCOPES,
    purpose: 'IMPORT_CLEARANCE',
    requestId: `test-${requests}`,
    ...given,
  };
}

/** What a subgraph answered. */
export interface SubgraphAnswer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: { readonly code: string; readonly field?: string; readonly rule?: string };
  }[];
}

/** Asks one subgraph directly, as the gateway would for this caller. */
export async function askSubgraph<Data = Record<string, unknown>>(
  parties: Parties,
  subgraph: string,
  link: SubgraphLink,
  clock: Clock,
  caller: Caller,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<SubgraphAnswer<Data>> {
  const body = JSON.stringify({ query, variables });
  const assertion = await signCallerAssertion(parties.signer('gateway'), caller, { subgraph, body }, clock());
  const text = await link.request({
    headers: { [CALLER_ASSERTION_HEADER]: assertion },
    body,
    timeoutMs: 10_000,
  });
  return JSON.parse(text) as SubgraphAnswer<Data>;
}
