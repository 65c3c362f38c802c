import { type Caller, permits } from '../../../schema/contract/caller.ts';
import { accepted, type Result, refused } from '../../../schema/contract/result.ts';
import type { Scope } from '../../../schema/contract/scopes.ts';
import type { Signer } from '../../../schema/trust/signer.ts';
import type { Clock } from '../../runtime/clock.ts';
import type {
  AssistanceStore,
  DeliveryStore,
  DraftStore,
  EvidenceScanner,
  EvidenceVault,
  SpontaneousStore,
} from '../domain/assistance-ports.ts';
import type { Instruments } from '../domain/check-legal-basis.ts';
import type { EvidenceTickets } from './evidence-tickets.ts';
import type { VendorDirectory } from './vendor-directory.ts';

/** What the service stands on. */
export interface AssistanceServiceParts {
  readonly store: AssistanceStore;
  readonly drafts: DraftStore;
  readonly spontaneous: SpontaneousStore;
  readonly deliveries: DeliveryStore;
  readonly instruments: Instruments;
  readonly vault: EvidenceVault;
  readonly scanner: EvidenceScanner;
  readonly tickets: EvidenceTickets;
  readonly vendors: VendorDirectory;
  readonly signer: Signer;
  readonly clock: Clock;
  readonly newId: () => string;
}

/** FORBIDDEN, with the scope, unless the caller has it. */
export function demandScope(caller: Caller, scope: Scope): Result<null> {
  return permits(caller, scope)
    ? accepted(null)
    : refused('FORBIDDEN', `The token lacks the scope ${scope}.`, { rule: `scope ${scope}` });
}
