import { VENDOR_REGISTRATION_SUBGRAPH } from '../../schema/contract/subgraph-names.ts';
import { createHttpLink } from '../../schema/link/http-link.ts';
import { runSubgraph } from '../runtime/run-subgraph.ts';
import { readEnvironment } from './environment.ts';
import { createVendorRegistration } from './vendor-registration.ts';

await runSubgraph(
  readEnvironment,
  () => VENDOR_REGISTRATION_SUBGRAPH,
  (basics, { mutualAssistanceUrl, registryUrls }) =>
    createVendorRegistration({
      ...basics,
      mutualAssistance: createHttpLink(mutualAssistanceUrl, basics.tls),
      registries: new Map([...registryUrls].map(([code, url]) => [code, createHttpLink(url, basics.tls)] as const)),
    }),
);
