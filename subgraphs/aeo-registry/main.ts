import { RECOGNITION_SUBGRAPH, registrySubgraph } from '../../schema/contract/subgraph-names.ts';
import { createHttpLink } from '../../schema/link/http-link.ts';
import { openAccessTokens } from '../../schema/trust/access-tokens.ts';
import { runSubgraph } from '../runtime/run-subgraph.ts';
import { createRegistry } from './aeo-registry.ts';
import { readEnvironment } from './environment.ts';
import { getRegistryProfile } from './profiles/registry-profiles.ts';

await runSubgraph(
  readEnvironment,
  ({ administration }) => registrySubgraph(administration),
  (basics, { administration, recognitionUrl, tokenIssuers, officerUrl, keysDirectory, introspection }) =>
    createRegistry({
      ...basics,
      profile: getRegistryProfile(administration),
      verifyToken: openAccessTokens(basics, tokenIssuers, keysDirectory),
      officerUrl,
      introspection,
      ...(recognitionUrl === undefined
        ? {}
        : { signals: { from: RECOGNITION_SUBGRAPH, link: createHttpLink(recognitionUrl) } }),
    }),
);
