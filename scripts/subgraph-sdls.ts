import { ADMINISTRATIONS } from '../schema/administrations.ts';
import {
  MUTUAL_ASSISTANCE_SUBGRAPH,
  RECOGNITION_SUBGRAPH,
  registrySubgraph,
  VENDOR_REGISTRATION_SUBGRAPH,
} from '../schema/contract/subgraph-names.ts';
import { buildRegistrySchema } from '../subgraphs/aeo-registry/graphql/federated/registry-schema.ts';
import { getRegistryProfile } from '../subgraphs/aeo-registry/profiles/registry-profiles.ts';
import { buildMutualAssistanceSchema } from '../subgraphs/mutual-assistance/graphql/mutual-assistance-schema.ts';
import { buildRecognitionSchema } from '../subgraphs/recognition/graphql/recognition-schema.ts';
import { buildVendorRegistrationSchema } from '../subgraphs/vendor-registration/graphql/vendor-registration-schema.ts';

/** The SDL of every subgraph, built from its classes; needs no database and no key. */
export async function subgraphSdls(): Promise<{ name: string; sdl: string }[]> {
  return [
    { name: RECOGNITION_SUBGRAPH, sdl: (await buildRecognitionSchema()).sdl },
    { name: VENDOR_REGISTRATION_SUBGRAPH, sdl: (await buildVendorRegistrationSchema()).sdl },
    { name: MUTUAL_ASSISTANCE_SUBGRAPH, sdl: (await buildMutualAssistanceSchema()).sdl },
    ...(await Promise.all(
      ADMINISTRATIONS.map(async ({ code }) => ({
        name: registrySubgraph(code),
        sdl: (await buildRegistrySchema(getRegistryProfile(code))).sdl,
      })),
    )),
  ];
}
