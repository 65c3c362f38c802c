import { registrySubgraph } from '../../schema/contract/subgraph-names.ts';
import { runSubgraph } from '../runtime/run-subgraph.ts';
import { createRegistry } from './aeo-registry.ts';
import { readEnvironment } from './environment.ts';
import { getRegistryProfile } from './profiles/registry-profiles.ts';

await runSubgraph(
  readEnvironment,
  ({ administration }) => registrySubgraph(administration),
  (basics, { administration }) => createRegistry({ ...basics, profile: getRegistryProfile(administration) }),
);
