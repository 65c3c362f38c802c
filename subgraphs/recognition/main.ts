import { RECOGNITION_SUBGRAPH } from '../../schema/contract/subgraph-names.ts';
import { createHttpLink } from '../../schema/link/http-link.ts';
import { runSubgraph } from '../runtime/run-subgraph.ts';
import { readEnvironment } from './environment.ts';
import { createRecognition } from './recognition.ts';

await runSubgraph(
  readEnvironment,
  () => RECOGNITION_SUBGRAPH,
  (basics, { registryUrls, timeStamping }) =>
    createRecognition({
      ...basics,
      timeStamping,
      registries: new Map([...registryUrls].map(([code, url]) => [code, createHttpLink(url)] as const)),
    }),
);
