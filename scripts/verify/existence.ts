import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { decodeJwt } from 'jose';
import { timeProofSchema, verifyTimeProof } from '../../schema/trust/time-proof.ts';
import type { TimeStampCertificates } from '../../schema/trust/time-stamp.ts';

/** By when a statement is shown to have been there and by whom, or why it is not. */
export type Existence =
  | { readonly ok: true; readonly at: Date; readonly authority: string }
  | { readonly ok: false; readonly why: string };

/** A time proof as `consultation(number) { timeProof { head path token } }` gives it, in a file. */
export interface GivenProof {
  readonly path: string;
  /** The receipt that is stamped, where the statement is the attestation that it names; undefined: the statement itself. */
  readonly receipt: string | undefined;
  readonly certificates: TimeStampCertificates;
}

/** Verifies by when the statement was there. A stamped receipt shows it of the attestation too, whose hash it names. */
export async function readExistence(jws: string, { path, receipt, certificates }: GivenProof): Promise<Existence> {
  if (receipt !== undefined && !namesAttestation(receipt, jws)) {
    return { ok: false, why: 'the receipt that was given does not name this attestation' };
  }
  const proof = timeProofSchema.safeParse(readJson(path));
  if (!proof.success) return { ok: false, why: `${path} is no time proof: head, path and token as the API gives them` };
  return verifyTimeProof(receipt ?? jws, proof.data, certificates);
}

/** True if the receipt was given on this very attestation. */
export function namesAttestation(receipt: string, attestation: string): boolean {
  try {
    const named = decodeJwt(receipt)['attestation'] as { sha256?: string } | null | undefined;
    return named?.sha256 === createHash('sha256').update(attestation).digest('hex');
  } catch {
    return false;
  }
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
