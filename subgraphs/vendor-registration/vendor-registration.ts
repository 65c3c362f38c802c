import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { MUTUAL_ASSISTANCE_SUBGRAPH, VENDOR_REGISTRATION_SUBGRAPH } from '../../schema/contract/subgraph-names.ts';
import type { SubgraphLink } from '../../schema/link/subgraph-link.ts';
import { ASSISTANCE_AGREEMENTS, type AssistanceAgreement } from '../../schema/reference/assistance-agreements.ts';
import { COLLECTION_SCHEMES, type CollectionScheme } from '../../schema/reference/collection-schemes.ts';
import { TAX_RATES, type TaxRate } from '../../schema/reference/tax-rates.ts';
import type { Signer } from '../../schema/trust/signer.ts';
import type { TrustList } from '../../schema/trust/trust-list.ts';
import type { Clock } from '../runtime/clock.ts';
import type { DatabaseLocation } from '../runtime/database.ts';
import { createPeer } from '../runtime/peer.ts';
import { type Subgraph, startSubgraph } from '../runtime/subgraph.ts';
import { publishedSchemes } from './domain/published-scheme.ts';
import { createVendorRegistrationContext } from './graphql/vendor-registration-context.ts';
import { buildVendorRegistrationSchema } from './graphql/vendor-registration-schema.ts';
import type { VendorRegistrationParts } from './service/vendor-registration-parts.ts';
import { openRegistrationStore } from './store/registration-store.ts';

export { buildVendorRegistrationSchema } from './graphql/vendor-registration-schema.ts';

/** What this subgraph is handed. */
export interface VendorRegistrationOptions {
  readonly location: DatabaseLocation;
  readonly signer: Signer;
  readonly trust: TrustList;
  readonly clock: Clock;
  readonly log: Logger;
  /** The way to the mutual-assistance service, on behalf of the caller. */
  readonly mutualAssistance: SubgraphLink;
  readonly schemes?: readonly CollectionScheme[];
  readonly taxRates?: readonly TaxRate[];
  readonly agreements?: readonly AssistanceAgreement[];
}

/** Assembles the vendor-registration subgraph and opens its database. */
export async function createVendorRegistration({
  location,
  signer,
  trust,
  clock,
  log,
  mutualAssistance,
  schemes = COLLECTION_SCHEMES,
  taxRates = TAX_RATES,
  agreements = ASSISTANCE_AGREEMENTS,
}: VendorRegistrationOptions): Promise<Subgraph> {
  const { database, store } = await openRegistrationStore(location, VENDOR_REGISTRATION_SUBGRAPH);
  const parts: VendorRegistrationParts = {
    store,
    clock,
    newId: randomUUID,
    signer,
    mutualAssistance: createPeer(MUTUAL_ASSISTANCE_SUBGRAPH, mutualAssistance, signer, clock),
    schemes: publishedSchemes(schemes),
    taxRates,
    agreements,
  };
  return startSubgraph({
    name: VENDOR_REGISTRATION_SUBGRAPH,
    federated: await buildVendorRegistrationSchema(),
    signer,
    trust,
    believes: ['GATEWAY', 'MUTUAL_ASSISTANCE'],
    database,
    clock,
    log,
    contextOf: (caller) => createVendorRegistrationContext(parts, caller),
  });
}
