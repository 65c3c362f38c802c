import type { Caller } from '../../schema/contract/caller.ts';
import { CALLER_ASSERTION_HEADER } from '../../schema/contract/caller.ts';
import { isErrorCode } from '../../schema/contract/error-codes.ts';
import { registeredError } from '../../schema/contract/registered-error.ts';
import { LinkFailure, type SubgraphLink } from '../../schema/link/subgraph-link.ts';
import { signCallerAssertion } from '../../schema/trust/caller-assertion.ts';
import type { Signer } from '../../schema/trust/signer.ts';
import type { Clock } from './clock.ts';

/** Another service of the hub, asked on behalf of the same caller. */
export interface Peer {
  /** Gives the data; throws the other side's registered error, or INTERNAL where it does not answer. */
  ask<Data>(caller: Caller, query: string, variables: Readonly<Record<string, unknown>>): Promise<Data>;
}

const PEER_TIMEOUT_MS = 5_000;

/** A peer reached over `link`; this service vouches for the caller with its own signature. */
export function createPeer(subgraph: string, link: SubgraphLink, signer: Signer, clock: Clock): Peer {
  return {
    async ask<Data>(caller: Caller, query: string, variables: Readonly<Record<string, unknown>>): Promise<Data> {
      const body = JSON.stringify({ query, variables });
      const assertion = await signCallerAssertion(signer, caller, { subgraph, body }, clock());
      const text = await request(link, { [CALLER_ASSERTION_HEADER]: assertion }, body);
      const { data, errors } = JSON.parse(text) as {
        data?: Data;
        errors?: { message: string; extensions?: { code?: unknown; field?: string; rule?: string } }[];
      };
      const error = errors?.[0];
      if (error !== undefined) {
        const { code, field, rule } = error.extensions ?? {};
        throw registeredError({
          code: isErrorCode(code) ? code : 'INTERNAL',
          message: error.message,
          ...(field === undefined ? {} : { field }),
          ...(rule === undefined ? {} : { rule }),
        });
      }
      return data as Data;
    },
  };
}

async function request(link: SubgraphLink, headers: Record<string, string>, body: string): Promise<string> {
  try {
    return await link.request({ headers, body, timeoutMs: PEER_TIMEOUT_MS });
  } catch (error) {
    if (!(error instanceof LinkFailure)) throw error;
    throw registeredError({ code: 'INTERNAL', message: 'A service of the hub does not answer. Nothing was changed.' });
  }
}
