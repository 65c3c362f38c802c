import { z } from 'zod';

/**
 * What a registry tells in end-to-end mode, once it is opened: a JWE in the general JSON serialisation (RFC 7516, 7.2.1)
 * for two recipients, the asking administration and the recognition service. It stands where the attestation would.
 */
export const sealedStatementSchema = z.object({
  /** The attestation, a JWS as without sealing. */
  attestation: z.string(),
  /** The record with its validations, as far as the caller may read them; null: not for this caller. */
  record: z.unknown(),
  /** National fields by name. */
  national: z.record(z.string(), z.unknown()),
});
export type SealedStatement = z.infer<typeof sealedStatementSchema>;

/** True for a text that is sealed; a JWS never begins so. */
export function isSealed(text: string): boolean {
  return text.startsWith('{');
}
