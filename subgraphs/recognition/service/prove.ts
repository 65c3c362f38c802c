import { createHash, randomUUID } from 'node:crypto';
import { administrationAudience } from '../../../schema/contract/attestation.ts';
import type { Caller } from '../../../schema/contract/caller.ts';
import { RECEIPT_ISSUER, RECEIPT_TYPE, type ReceiptClaims } from '../../../schema/contract/receipt.ts';
import type { RecognitionNotice } from '../../../schema/contract/recognition.ts';
import type { Signer } from '../../../schema/trust/signer.ts';
import type { AssistanceDraft } from '../domain/assistance-draft.ts';
import type { Decision } from '../domain/decide.ts';
import { encodeQuestion, type QuestionKey } from '../domain/question-key.ts';
import { RULES_VERSION } from '../domain/rules.ts';
import type { Consultation } from '../store/consultation.store.ts';
import type { ReadStatement, StatementProof } from './read-statement.ts';

/** A decision that has been made, and what it was made on. */
export interface MadeDecision {
  readonly key: QuestionKey;
  readonly decision: Decision;
  readonly read: ReadStatement;
  readonly on: Date;
  readonly now: Date;
  /** Steps of the asking side that were known about this TIN. */
  readonly hostRevision: number;
  readonly assistance: AssistanceDraft | null;
}

/** A decision with its proof. */
export interface Conclusion extends Decision {
  readonly question: QuestionKey;
  readonly on: Date;
  readonly factsAsOf: Date;
  /** The statement decided on; null: none was needed or had. */
  readonly attestation: string | null;
  readonly consultationNumber: string;
  readonly receipt: string;
  /** Ready to send; null unless `nextStep` is ASK_FOR_ASSISTANCE. */
  readonly assistance: AssistanceDraft | null;
}

/** A conclusion, and the entry by which it is kept. */
export interface Proof {
  readonly conclusion: Conclusion;
  readonly consultation: Consultation;
}

/** Signs the receipt of a decision, and makes the entry by which it is kept. */
export async function prove(signer: Signer, caller: Caller, made: MadeDecision): Promise<Proof> {
  const { key, decision, on, now } = made;
  const consultationNumber = `${caller.administration}-${randomUUID()}`;
  // A last known statement that was at hand, and not relied on, proves nothing of this decision.
  const proof = decision.basis === 'NONE' ? null : made.read.proof;
  const factsAsOf = proof?.madeAt ?? now;
  const receipt = await signer.sign(receiptClaims(caller, made, consultationNumber, proof, factsAsOf), RECEIPT_TYPE);
  const notices: RecognitionNotice[] = [
    ...(key.normalised ? (['IDENTIFIER_NORMALISED'] as const) : []),
    ...decision.notices,
  ];
  return {
    conclusion: {
      ...decision,
      notices,
      question: key,
      on,
      factsAsOf,
      attestation: proof?.attestation ?? null,
      consultationNumber,
      receipt,
      assistance: decision.nextStep === 'ASK_FOR_ASSISTANCE' ? made.assistance : null,
    },
    consultation: {
      number: consultationNumber,
      askedAt: now.toISOString(),
      askedBy: caller.administration,
      subject: caller.subject,
      purpose: caller.purpose,
      requestId: caller.requestId,
      tin: key.tin,
      outcome: decision.outcome,
      question: encodeQuestion({ ...key, on: on.toISOString() }),
      attestation: proof?.attestation ?? null,
      receipt,
    },
  };
}

function receiptClaims(
  caller: Caller,
  { key, decision, on, now, hostRevision }: MadeDecision,
  consultationNumber: string,
  proof: StatementProof | null,
  factsAsOf: Date,
): ReceiptClaims {
  const { applied } = decision;
  return {
    iss: RECEIPT_ISSUER,
    aud: administrationAudience(caller.administration),
    sub: key.tin,
    jti: consultationNumber,
    iat: Math.floor(now.getTime() / 1000),
    purpose: caller.purpose,
    requestId: caller.requestId,
    askedBy: caller.subject,
    evaluated: { role: key.role, mode: key.mode, on: on.toISOString(), nameCompared: decision.nameCompared },
    outcome: decision.outcome,
    reasons: decision.reasons,
    basis: decision.basis,
    factsAsOf: factsAsOf.toISOString(),
    arrangement:
      applied === null
        ? null
        : {
            id: applied.arrangement.id,
            version: applied.arrangement.version,
            inForceFrom: applied.coverage.inForceFrom,
          },
    hostRevision,
    attestation: proof === null ? null : { id: proof.id, sha256: createHash('sha256').update(proof.jws).digest('hex') },
    rules: RULES_VERSION,
  };
}
