import { administrationAudience } from '../../../schema/contract/attestation.ts';
import { RECEIPT_ISSUER, RECEIPT_TYPE, type ReceiptClaims } from '../../../schema/contract/receipt.ts';
import { readTrustList } from '../../../schema/trust/trust-list-file.ts';
import { verifyStatement } from '../../../schema/trust/verify-statement.ts';
import type { Journal, ReceiptSaid } from './journal.ts';

/** Verifies every receipt of a journal offline, against the trust list in its file. */
export async function readReceipts(journal: Journal, path: string): Promise<ReadonlyMap<string, ReceiptSaid | string>> {
  const trust = await readTrustList(path);
  const said = new Map<string, ReceiptSaid | string>();
  const now = new Date();
  for (const { asking, questions } of journal.batches) {
    for (const { answer } of questions) {
      if (answer === null) continue;
      const verdict = await verifyStatement(answer.receipt, trust, {
        type: RECEIPT_TYPE,
        roles: ['RECOGNITION'],
        issuer: RECEIPT_ISSUER,
        audience: administrationAudience(asking),
        now,
        ignoreExpiry: true,
      });
      const number = verdict.ok ? String(verdict.claims.jti) : answer.consultationNumber;
      said.set(number, verdict.ok ? saidIn(verdict.claims as unknown as ReceiptClaims, asking) : verdict.why);
    }
  }
  return said;
}

function saidIn({ requestId, sub, outcome, reasons, attestation }: ReceiptClaims, asking: string): ReceiptSaid {
  return { requestId, tin: sub, asking, outcome, reasons, attestationId: attestation?.id ?? null };
}
