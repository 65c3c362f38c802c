import type { Arrangement } from '../../../schema/reference/arrangements.ts';
import type { AssistanceAgreement } from '../../../schema/reference/assistance-agreements.ts';
import type { SealKey } from '../../../schema/trust/seal.ts';
import type { Signer } from '../../../schema/trust/signer.ts';
import type { TrustList } from '../../../schema/trust/trust-list.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Database } from '../../runtime/database.ts';
import type { ChangeSignal } from './change-signal.ts';

/** What the service is made of. */
export interface RecognitionParts {
  readonly database: Database;
  readonly arrangements: readonly Arrangement[];
  readonly agreements: readonly AssistanceAgreement[];
  readonly trust: TrustList;
  readonly signer: Signer;
  /** Opens what registries have sealed for this service; undefined: nothing sealed can be decided on. */
  readonly sealKey?: SealKey | undefined;
  readonly clock: Clock;
  /** Tells listeners in this process that a feed of changes has grown. */
  readonly signal: ChangeSignal;
}
