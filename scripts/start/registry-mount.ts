import type { Mount } from '../../gateway/gateway.ts';
import type { AdministrationCode } from '../../schema/administrations.ts';
import { createSubgraphHandler } from '../../subgraphs/runtime/serve.ts';
import type { Subgraph } from '../../subgraphs/runtime/subgraph.ts';

/** What a registry answers to the outside on the embedded default; its federated endpoint is not among it. */
const PATHS: Readonly<Record<string, string>> = {
  '/graphql': '/officer/graphql',
  '/.well-known/jwks.json': '/.well-known/jwks.json',
  '/health': '/health',
};

/** Puts each registry's officer endpoint, keys and health under `/registries/KR/…`; in production it is a host of its own. */
export function registryMount(registries: ReadonlyMap<AdministrationCode, Subgraph>): Mount {
  return async (request, response, path) => {
    const [, code, rest] = path.match(/^\/registries\/([A-Z]{2})(\/.*)$/) ?? [];
    const registry = code === undefined ? undefined : registries.get(code);
    const inner = rest === undefined ? undefined : PATHS[rest];
    if (registry === undefined || inner === undefined) return false;
    request.url = inner;
    await createSubgraphHandler(registry)(request, response);
    return true;
  };
}
