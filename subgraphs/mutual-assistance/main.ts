import { MUTUAL_ASSISTANCE_SUBGRAPH } from '../../schema/contract/subgraph-names.ts';
import { createHttpLink } from '../../schema/link/http-link.ts';
import { runSubgraph } from '../runtime/run-subgraph.ts';
import { readEnvironment } from './environment.ts';
import { createMutualAssistance } from './mutual-assistance.ts';
import { readCaseSystems } from './read-case-systems.ts';

await runSubgraph(
  readEnvironment,
  () => MUTUAL_ASSISTANCE_SUBGRAPH,
  (basics, { vendorRegistrationUrl, evidenceDirectory, keysDirectory, caseSystemsFile }) =>
    createMutualAssistance({
      ...basics,
      vendorRegistration: createHttpLink(vendorRegistrationUrl, basics.tls),
      ...(caseSystemsFile === undefined ? {} : { caseSystems: readCaseSystems(caseSystemsFile) }),
      evidence: { directory: evidenceDirectory, keysDirectory },
    }),
);
