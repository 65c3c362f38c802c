import type { Caller } from '../../../schema/contract/caller.ts';
import type { Peer } from '../../runtime/peer.ts';
import type { AssistanceSubject } from '../domain/assistance-request.ts';

/** A vendor as the vendor-registration subgraph shows it to the caller, and the registration that waits for an answer. */
export interface KnownVendor {
  readonly subject: AssistanceSubject;
  /** The newest registration that is not decided yet; null: none. */
  readonly vendorRegistrationId: string | null;
}

/** Finds vendors of the caller's own administration; undefined: none that the caller may see. */
export interface VendorDirectory {
  find(caller: Caller, id: string): Promise<KnownVendor | undefined>;
}

const VENDOR_QUERY = `query($id: ID!) {
  foreignVendor(id: $id) { id legalName establishedIn tin registrations { id status } }
}`;

/** Statuses of a registration that is not decided yet. */
const UNDECIDED: readonly string[] = ['APPLIED', 'INFORMATION_REQUESTED', 'AWAITING_VALIDATION'];

interface VendorAnswer {
  readonly foreignVendor: {
    readonly id: string;
    readonly legalName: string;
    readonly establishedIn: string;
    readonly tin: string | null;
    readonly registrations: readonly { readonly id: string; readonly status: string }[];
  } | null;
}

/** The directory of the vendor-registration subgraph, asked in the caller's name, so that it decides what the caller may see. */
export function createVendorDirectory(peer: Peer): VendorDirectory {
  return {
    async find(caller, id) {
      const { foreignVendor: vendor } = await peer.ask<VendorAnswer>(caller, VENDOR_QUERY, { id });
      if (vendor === null) return undefined;
      const { legalName, establishedIn, tin, registrations } = vendor;
      // Registrations come newest first.
      const waiting = registrations.find(({ status }) => UNDECIDED.includes(status));
      return {
        subject: { kind: 'VENDOR', vendorId: vendor.id, legalName, establishedIn, tin },
        vendorRegistrationId: waiting?.id ?? null,
      };
    },
  };
}
