import { MUTUAL_ASSISTANCE_SUBGRAPH } from '../../schema/contract/subgraph-names.ts';
import { createHttpLink } from '../../schema/link/http-link.ts';
import { runSubgraph } from '../runtime/run-subgraph.ts';
import { readEnvironment } from './environment.ts';
import { createMutualAssistance } from './mutual-assistance.ts';

await runSubgraph(
  readEnvironment,
  () => MUTUAL_ASSISTANCE_SUBGRAPH,
  (basics, { vendorRegistrationUrl }) =>
    createMutualAssistance({ ...basics, vendorRegistration: createHttpLink(vendorRegistrationUrl) }),
);
