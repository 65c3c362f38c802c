import { decodeJwt } from 'jose';
import { ADMINISTRATIONS } from '../../schema/administrations.ts';
import { registryIssuer } from '../../schema/contract/attestation.ts';
import type { Refusal } from '../../schema/contract/error-codes.ts';
import { registrySubgraph } from '../../schema/contract/subgraph-names.ts';

/** Question sets by the subgraph that each is for; what they say is for that registry to verify, not for the gateway. */
export type QuestionSets = ReadonlyMap<string, string>;

const REGISTRIES = new Map(ADMINISTRATIONS.map(({ code }) => [registryIssuer(code), registrySubgraph(code)]));

/** Reads `extensions.questionSets` of a request: one JWS a registry; BAD_USER_INPUT where one is not addressed to any. */
export function readQuestionSets(extensions: unknown): QuestionSets | Refusal {
  const given =
    typeof extensions === 'object' && extensions !== null && 'questionSets' in extensions
      ? extensions.questionSets
      : [];
  if (!Array.isArray(given)) return refusal('a list of JWS');
  const sets = new Map<string, string>();
  for (const jws of given as readonly unknown[]) {
    const registry = typeof jws === 'string' ? REGISTRIES.get(audienceOf(jws) ?? '') : undefined;
    if (typeof jws !== 'string' || registry === undefined) return refusal('JWS whose `aud` is a registry');
    if (sets.has(registry)) return refusal('one for each registry');
    sets.set(registry, jws);
  }
  return sets;
}

function refusal(rule: string): Refusal {
  const message = `The question sets of the request cannot be read: ${rule}.`;
  return { code: 'BAD_USER_INPUT', message, field: 'extensions.questionSets', rule };
}

function audienceOf(jws: string): string | undefined {
  try {
    const { aud } = decodeJwt(jws);
    return typeof aud === 'string' ? aud : undefined;
  } catch {
    return undefined;
  }
}
