import { decodeJwt } from 'jose';
import { ATTESTATION_TYPE } from '../../../schema/contract/attestation.ts';
import type { SubgraphLink } from '../../../schema/link/subgraph-link.ts';
import type { Signer } from '../../../schema/trust/signer.ts';

/** Claims of an attestation, free to be changed. */
export type Claims = Readonly<Record<string, unknown>>;

/** A way to a registry by which each attestation comes changed, signed again with the registry's own key. */
export function answeringOtherwise(
  real: SubgraphLink,
  signer: Signer,
  change: (claims: Claims) => Claims,
): SubgraphLink {
  return {
    ...real,
    async request(request) {
      const answer = JSON.parse(await real.request(request)) as { data: Record<string, { attestation?: string }[]> };
      for (const entity of Object.values(answer.data).flat()) {
        if (entity.attestation === undefined) continue;
        const claims = change(decodeJwt(entity.attestation) as Claims);
        entity.attestation = await signer.sign(claims, ATTESTATION_TYPE);
      }
      return JSON.stringify(answer);
    },
  };
}
