import { registrySubgraph } from '../../schema/contract/subgraph-names.ts';
import { createHttpLink } from '../../schema/link/http-link.ts';
import { openAccessTokens } from '../../schema/trust/access-tokens.ts';
import { runSubgraph } from '../runtime/run-subgraph.ts';
import { createRegistry } from './aeo-registry.ts';
import { readEnvironment } from './environment.ts';
import { getRegistryProfile } from './profiles/registry-profiles.ts';

await runSubgraph(
  readEnvironment,
  ({ administration }) => registrySubgraph(administration),
  (
    basics,
    {
      administration,
      signalUrls,
      tokenIssuers,
      officerUrl,
      keysDirectory,
      endToEnd,
      reliance,
      introspection,
      enumeration,
    },
  ) =>
    createRegistry({
      ...basics,
      profile: getRegistryProfile(administration),
      verifyToken: openAccessTokens(basics, tokenIssuers, keysDirectory),
      officerUrl,
      ...{ introspection, enumeration },
      ...(endToEnd === undefined ? {} : { endToEnd }),
      ...(reliance === undefined ? {} : { reliance }),
      signals: [...signalUrls].map(([from, url]) => ({ from, link: createHttpLink(url, basics.tls) })),
    }),
);
