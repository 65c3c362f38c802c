import { decodeJwt } from 'jose';

/** A question about an operator that is kept current: the same operator in two roles is two questions. */
export interface CopiedQuestion {
  readonly tin: string;
  /** The role in which it acts, e.g. EXPORTER. */
  readonly role: string;
  readonly mode?: string;
}

/** What the federation decided, as far as a copy keeps it. */
export interface LiveDecision {
  readonly outcome: 'RECOGNISED' | 'NOT_RECOGNISED' | 'UNDETERMINED' | 'NOT_APPLICABLE';
  readonly reasons: readonly string[];
  readonly basis: 'LIVE' | 'LAST_KNOWN' | 'NONE';
  /** RFC 3339 UTC: when the home registry said so. */
  readonly factsAsOf: string;
  /** Proof of question and answer, a JWS. */
  readonly receipt: string;
  /** The statement decided on, a JWS; null: none was needed, or it is not shown. */
  readonly attestation: string | null;
}

/** A decision as it was kept. */
export interface KeptDecision {
  readonly decision: LiveDecision;
  /** RFC 3339 UTC: when it was asked. */
  readonly askedAt: string;
  /** Something changed since that the caller may see, and could not be asked again yet. */
  readonly outOfDate: boolean;
}

/** Why a copy decides nothing. */
export type WithoutDecision = 'NOT_IN_COPY' | 'CHANGED_SINCE' | 'NOT_TO_BE_RELIED_ON' | 'NOT_RECOGNISED_WHEN_ASKED';

/**
 * An answer, from the federation or from the copy. A copy answers RECOGNISED or cannot tell: never a no, which would be
 * silence turned into one.
 */
export type CopiedAnswer =
  | { readonly basis: 'FEDERATION'; readonly decision: LiveDecision }
  | {
      readonly basis: 'LOCAL_COPY';
      readonly outcome: 'RECOGNISED';
      readonly kept: KeptDecision;
      readonly ageSeconds: number;
      /** RFC 3339 UTC: until when the home registry lets it be relied on. */
      readonly relyUntil: string;
    }
  | {
      readonly basis: 'LOCAL_COPY';
      readonly outcome: 'UNDETERMINED';
      readonly why: WithoutDecision;
      /** What was last known, to be shown to a person and to decide nothing; null: nothing. */
      readonly kept: KeptDecision | null;
      readonly ageSeconds: number | null;
    };

interface StatementClaims {
  readonly relyUntil?: number;
  readonly operator?: {
    readonly authorizations?: readonly {
      readonly validTo?: string | null;
      readonly history?: readonly { readonly effectiveFrom?: string }[];
    }[];
  };
}

/**
 * Until when a statement may be relied on, in milliseconds since the epoch: what its registry says, and never beyond the
 * next change that it tells of itself. Undefined: there is no statement, or none that can be read.
 */
export function relyUntilOf(attestation: string | null, askedAt: number): number | undefined {
  if (attestation === null) return undefined;
  try {
    const { relyUntil, operator } = decodeJwt<StatementClaims>(attestation);
    if (relyUntil === undefined) return undefined;
    const steps = (operator?.authorizations ?? []).flatMap(({ validTo, history = [] }) => [
      ...history.map(({ effectiveFrom = '' }) => Date.parse(effectiveFrom)),
      // The last day is included; where in the world it ends first, the copy ends.
      Date.parse(`${validTo ?? ''}T10:00:00Z`),
    ]);
    return Math.min(relyUntil * 1000, ...steps.filter((step) => step > askedAt));
  } catch {
    return undefined;
  }
}

/** What the copy alone can say at an instant, in milliseconds since the epoch. */
export function answerFromCopy(kept: KeptDecision | undefined, now: number): CopiedAnswer {
  if (kept === undefined) {
    return { basis: 'LOCAL_COPY', outcome: 'UNDETERMINED', why: 'NOT_IN_COPY', kept: null, ageSeconds: null };
  }
  const { decision, outOfDate } = kept;
  const askedAt = Date.parse(kept.askedAt);
  const ageSeconds = Math.max(0, Math.round((now - Date.parse(decision.factsAsOf)) / 1000));
  const cannotTell = (why: WithoutDecision): CopiedAnswer => {
    return { basis: 'LOCAL_COPY', outcome: 'UNDETERMINED', why, kept, ageSeconds };
  };
  if (outOfDate) return cannotTell('CHANGED_SINCE');
  if (decision.outcome !== 'RECOGNISED') return cannotTell('NOT_RECOGNISED_WHEN_ASKED');
  const until = relyUntilOf(decision.attestation, askedAt);
  // A clock that was set back makes nothing younger.
  if (until === undefined || now >= until || now < askedAt) return cannotTell('NOT_TO_BE_RELIED_ON');
  return {
    ...{ basis: 'LOCAL_COPY', outcome: 'RECOGNISED', kept, ageSeconds },
    relyUntil: new Date(until).toISOString(),
  };
}
