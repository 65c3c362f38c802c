import type { AdministrationCode } from '../../../schema/administrations.ts';
import type { Caller } from '../../../schema/contract/caller.ts';
import { RECOGNITION_SEAL, sealOf } from '../../../schema/contract/party-names.ts';
import { verifyQuestionSet } from '../../../schema/trust/question-set.ts';
import type { TrustedKey, TrustList } from '../../../schema/trust/trust-list.ts';
import type { Clock } from '../../runtime/clock.ts';

/** Of which partners a registry demands that they ask in their own name: all, or those named. */
export type EndToEndDemand = 'ALL' | readonly AdministrationCode[];

/** On what terms one request is answered. */
export type Terms =
  | { readonly kind: 'OPEN' }
  /** Of these TINs only, and sealed for these. Of none: nothing that the partner signed itself is there. */
  | { readonly kind: 'SEALED'; readonly tins: ReadonlySet<string>; readonly recipients: readonly TrustedKey[] };

/** The terms for a caller, who may have brought a question set. */
export type TermsFor = (caller: Caller, questionSet: string | undefined) => Promise<Terms>;

export interface EndToEndParts {
  readonly home: AdministrationCode;
  readonly demand: EndToEndDemand;
  readonly trust: TrustList;
  readonly clock: Clock;
  /** Binds a question set to the one request that it is good for. */
  readonly bind: (key: string, to: string) => Promise<boolean>;
}

const NOTHING: Terms = { kind: 'SEALED', tins: new Set(), recipients: [] };

/**
 * End-to-end mode: the gateway is not believed about who asks. A partner's question counts if its own key signed it, for
 * this registry, purpose and request; the answer is readable by the partner and the recognition service alone.
 */
export function createTerms({ home, demand, trust, clock, bind }: EndToEndParts): TermsFor {
  return async (caller, questionSet) => {
    const { administration, requestId } = caller;
    if (administration === home || !(demand === 'ALL' || demand.includes(administration))) return { kind: 'OPEN' };
    const set =
      questionSet === undefined ? undefined : await verifyQuestionSet(questionSet, caller, home, trust, clock());
    const recipients = [sealOf(administration), RECOGNITION_SEAL].flatMap((party) => findSeal(trust, party) ?? []);
    if (set === undefined || recipients.length < 2) return NOTHING;
    if (!(await bind(`${administration}:${set.jti}`, requestId))) return NOTHING;
    return { kind: 'SEALED', tins: new Set(set.tins), recipients };
  };
}

function findSeal(trust: TrustList, party: string): TrustedKey | undefined {
  return trust.keys.find((key) => key.role === 'SEAL' && key.party === party && key.until === null);
}
