import type { AdministrationCode } from '../../../schema/administrations.ts';
import type { PartnerEventKind } from '../../../schema/contract/partner-event.ts';

/** What a partner did on its side about an operator of this registry, as the hub's signed event tells it. */
export interface PartnerSignal {
  /** Identifies the event for ever: `jti`. */
  readonly id: string;
  /** Instant at which the partner recorded it, RFC 3339 UTC. */
  readonly at: string;
  readonly from: AdministrationCode;
  readonly kind: PartnerEventKind;
  /** The operator's TIN; where the partner named it by an alias that is valid for it, the TIN behind that. */
  readonly tin: string;
  readonly remark: string;
  /** Instant from which it holds on the partner's side, RFC 3339 UTC. */
  readonly effectiveFrom: string;
}
