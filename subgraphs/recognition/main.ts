import { RECOGNITION_SEAL } from '../../schema/contract/party-names.ts';
import { RECOGNITION_SUBGRAPH } from '../../schema/contract/subgraph-names.ts';
import { createHttpLink } from '../../schema/link/http-link.ts';
import { loadSealKey } from '../../schema/trust/seal.ts';
import { runSubgraph } from '../runtime/run-subgraph.ts';
import { readEnvironment } from './environment.ts';
import { createRecognition } from './recognition.ts';

await runSubgraph(
  readEnvironment,
  () => RECOGNITION_SUBGRAPH,
  async (basics, { registryUrls, keysDirectory, timeStamping, changesKeptDays }) =>
    createRecognition({
      ...basics,
      timeStamping,
      changesKeptDays,
      sealKey: await loadSealKey(keysDirectory, RECOGNITION_SEAL),
      registries: new Map([...registryUrls].map(([code, url]) => [code, createHttpLink(url, basics.tls)] as const)),
    }),
);
