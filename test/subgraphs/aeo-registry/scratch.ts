
import { parse } from 'graphql';
import { composeServices } from '@theguild/federation-composition';
import { buildRegistrySchema } from '../../../subgraphs/aeo-registry/graphql/federated/registry-schema.ts';
import { REGISTRY_PROFILES } from '../../../subgraphs/aeo-registry/profiles/registry-profiles.ts';
import { registrySubgraph } from '../../../schema/contract/subgraph-names.ts';
const services = [];
for (const p of Object.values(REGISTRY_PROFILES)) {
  const s = await buildRegistrySchema(p);
  if (p.administration === 'KR') console.log(s.sdl);
  services.push({ name: registrySubgraph(p.administration), typeDefs: parse(s.sdl) });
}
services.push({name:'r', typeDefs: parse('extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"]) type Query { x: Int }')});
const r = composeServices(services);
console.log(r.errors?.slice(0,10).map(e=>e.message) ?? 'composed', r.supergraphSdl?.length);

import { composeServices as apollo } from '@apollo/composition';
const a = apollo(services.map(s=>({...s, url: 'http://x'})));
console.log('apollo', a.errors?.slice(0,5).map(e=>e.message), a.supergraphSdl?.length);
