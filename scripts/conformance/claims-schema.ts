import { z } from 'zod';
import { readTin } from '../../schema/contract/tin.ts';
import {
  AUTHORIZATION_STATUSES,
  OPERATOR_ROLES,
  PURPOSES_OF_USE,
  SAFE_CRITERIA,
  VALIDATION_METHODS,
} from '../../schema/contract/vocabulary.ts';

const tin = z.string().refine((text) => readTin(text).ok, 'is no TIN');
const roles = z.array(z.enum(OPERATOR_ROLES));

const operatorSchema = z.strictObject({
  tin,
  identifiers: z.array(z.strictObject({ scheme: z.string(), value: z.string() })),
  legalName: z.string().min(1),
  tradingNames: z.array(z.string()),
  roles,
  successor: tin.nullable(),
  authorizations: z.array(
    z.strictObject({
      number: z.string().min(1),
      type: z.string().min(1),
      roles,
      validFrom: z.iso.date(),
      validTo: z.iso.date().nullable(),
      history: z.array(z.strictObject({ status: z.enum(AUTHORIZATION_STATUSES), effectiveFrom: z.iso.datetime() })),
      validation: z
        .strictObject({
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

/** The claims of an attestation, word for word (schema/contract/attestation.ts). What else is said shows as an unknown key. */
export const attestationClaimsSchema = z.strictObject({
  iss: z.string(),
  aud: z.string(),
  sub: z.string(),
  jti: z.string().min(1),
  iat: z.int(),
  exp: z.int(),
  relyUntil: z.int(),
  purpose: z.enum(PURPOSES_OF_USE),
  requestId: z.string().min(1),
  contractVersion: z.string(),
  statement: z.enum(['OPERATOR', 'UNKNOWN_OR_NOT_DISCLOSED', 'REFUSED']),
  operator: operatorSchema.nullable(),
});

/** What breaks the vocabulary, and what is said beside it, each with its place. */
export function readClaims(claims: unknown): {
  readonly broken: readonly string[];
  readonly beside: readonly string[];
} {
  const { error } = attestationClaimsSchema.safeParse(claims);
  const broken: string[] = [];
  const beside: string[] = [];
  for (const issue of error?.issues ?? []) {
    const place = issue.path.join('.');
    if (issue.code === 'unrecognized_keys') beside.push(...issue.keys.map((key) => [...issue.path, key].join('.')));
    else broken.push(`${place}: ${issue.message}`);
  }
  return { broken, beside };
}
