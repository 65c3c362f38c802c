import { z } from 'zod';
import { readTin } from '../../../schema/contract/tin.ts';
import {
  AUTHORIZATION_STATUSES,
  OPERATOR_ROLES,
  SAFE_CRITERIA,
  VALIDATION_METHODS,
} from '../../../schema/contract/vocabulary.ts';

/** A TIN that a registry attests is read as any other. */
const tinSchema = z.string().transform((text, context) => {
  const reading = readTin(text);
  if (reading.ok) return reading.tin;
  context.addIssue(reading.rule);
  return z.NEVER;
});

const operatorSchema = z.object({
  tin: tinSchema,
  identifiers: z.array(z.object({ scheme: z.string(), value: z.string() })),
  legalName: z.string(),
  tradingNames: z.array(z.string()),
  roles: z.array(z.enum(OPERATOR_ROLES)),
  successor: tinSchema.nullable(),
  authorizations: z.array(
    z.object({
      number: z.string(),
      type: z.string(),
      roles: z.array(z.enum(OPERATOR_ROLES)),
      validFrom: z.iso.date(),
      validTo: z.iso.date().nullable(),
      history: z.array(z.object({ status: z.enum(AUTHORIZATION_STATUSES), effectiveFrom: z.iso.datetime() })),
      validation: z
        .object({
          method: z.enum(VALIDATION_METHODS),
          performedOn: z.iso.date(),
          nextDueOn: z.iso.date().nullable(),
          designationWithdrawn: z.boolean(),
          criteriaMet: z.array(z.enum(SAFE_CRITERIA)),
          criteriaNotMet: z.array(z.enum(SAFE_CRITERIA)),
        })
        .nullable(),
    }),
  ),
});

/** What is read of an attestation; a word that this version does not know makes it no attestation. */
export const attestationSchema = z.object({
  jti: z.string().min(1),
  sub: z.string(),
  iat: z.number(),
  exp: z.number(),
  /** Absent: it may not be relied on later. At most the year 9999, so that it is an instant. */
  relyUntil: z.int().nonnegative().max(253_402_300_799).optional(),
  purpose: z.string(),
  requestId: z.string(),
  contractVersion: z.string(),
  statement: z.enum(['OPERATOR', 'UNKNOWN_OR_NOT_DISCLOSED', 'REFUSED']),
  operator: operatorSchema.nullable(),
});
/** The claims of an attestation, as they are read. */
export type ReadAttestation = z.infer<typeof attestationSchema>;
