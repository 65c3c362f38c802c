import { z } from 'zod';
import type { Administration } from '../../../schema/administrations.ts';
import {
  ATTESTATION_SECONDS,
  ATTESTATION_TYPE,
  administrationAudience,
  isReadableVersion,
  registryIssuer,
} from '../../../schema/contract/attestation.ts';
import type { Caller } from '../../../schema/contract/caller.ts';
import { isSealed, sealedStatementSchema } from '../../../schema/contract/sealed-statement.ts';
import { readTin } from '../../../schema/contract/tin.ts';
import {
  AUTHORIZATION_STATUSES,
  OPERATOR_ROLES,
  SAFE_CRITERIA,
  VALIDATION_METHODS,
} from '../../../schema/contract/vocabulary.ts';
import type { SealKey } from '../../../schema/trust/seal.ts';
import { CLOCK_TOLERANCE_SECONDS, verifyStatement } from '../../../schema/trust/verify-statement.ts';
import type { Statement } from '../domain/situation.ts';
import type { RecognitionParts } from './recognition-parts.ts';

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

const claimsSchema = z.object({
  jti: z.string().min(1),
  sub: z.string(),
  iat: z.number(),
  exp: z.number(),
  purpose: z.string(),
  requestId: z.string(),
  contractVersion: z.string(),
  statement: z.enum(['OPERATOR', 'UNKNOWN_OR_NOT_DISCLOSED', 'REFUSED']),
  operator: operatorSchema.nullable(),
});

/** A statement as it is believed, with what identifies it and when it was made. */
export interface ReadStatement {
  readonly statement: Statement;
  /** Null where no statement was had, or none that can be believed. */
  readonly id: string | null;
  readonly madeAt: Date | null;
  /** The signed text itself, opened where it was sealed; null like `id`. */
  readonly jws: string | null;
}

/** By which statements are believed, and opened. */
type StatementKeys = Pick<RecognitionParts, 'trust' | 'sealKey'>;

/** Characters of the longest statement that is looked at: several hundred authorizations with their histories. */
const MAXIMUM_LENGTH = 262_144;

const INVALID: ReadStatement = { statement: { kind: 'INVALID' }, id: null, madeAt: null, jws: null };

/**
 * Reads what a registry signed. Believed only if the key is pinned for that very administration's registry, and issuer,
 * addressee, TIN, purpose, request and time all fit; a word that this version does not know makes it INVALID, not a no.
 */
export async function readStatement(
  attestation: string | null,
  expected: { readonly home: Administration; readonly tin: string; readonly caller: Caller },
  { trust, sealKey }: StatementKeys,
  now: Date,
): Promise<ReadStatement> {
  if (attestation === null) return { statement: { kind: 'SILENT' }, id: null, madeAt: null, jws: null };
  if (attestation.length > MAXIMUM_LENGTH) return INVALID;
  const jws = await openStatement(attestation, sealKey);
  if (jws === undefined) return INVALID;
  const { home, tin, caller } = expected;
  const verdict = await verifyStatement(jws, trust, {
    type: ATTESTATION_TYPE,
    roles: ['REGISTRY'],
    issuer: registryIssuer(home.code),
    audience: administrationAudience(caller.administration),
    now,
  });
  if (!verdict.ok || verdict.signedBy.administration !== home.code) return INVALID;
  const parsed = claimsSchema.safeParse(verdict.claims);
  if (!parsed.success) return INVALID;
  const { jti, sub, iat, purpose, requestId, contractVersion, statement, operator } = parsed.data;
  const isForThisQuestion = sub === tin && purpose === caller.purpose && requestId === caller.requestId;
  if (!isForThisQuestion || !isReadableVersion(contractVersion)) return INVALID;
  const made = { id: jti, madeAt: new Date(iat * 1000), jws };
  // However long the registry lets its statement be used: it is for this request, and a request does not last that long.
  if (now.getTime() / 1000 - iat > ATTESTATION_SECONDS + CLOCK_TOLERANCE_SECONDS)
    return { ...INVALID, statement: { kind: 'TOO_OLD' } };
  const said = statementOf(statement, operator);
  return said.kind === 'INVALID' ? INVALID : { statement: said, ...made };
}

/**
 * Reads a statement that was believed when it was made and has been kept since: its signature, not its time of use. That
 * this service recorded it at `keptSince` is what a later revocation of its key cannot undo.
 */
export async function readKeptStatement(
  attestation: string,
  home: Administration,
  { trust, sealKey }: StatementKeys,
  { now, keptSince }: { readonly now: Date; readonly keptSince: Date },
): Promise<Statement> {
  const jws = await openStatement(attestation, sealKey);
  if (jws === undefined) return { kind: 'INVALID' };
  const verdict = await verifyStatement(jws, trust, {
    type: ATTESTATION_TYPE,
    roles: ['REGISTRY'],
    issuer: registryIssuer(home.code),
    now,
    ignoreExpiry: true,
    existedAt: keptSince,
  });
  const parsed = claimsSchema.safeParse(verdict.ok ? verdict.claims : undefined);
  return parsed.success ? statementOf(parsed.data.statement, parsed.data.operator) : { kind: 'INVALID' };
}

/** The signed text; undefined where it is sealed and cannot be opened here, or nothing signed is within. */
async function openStatement(text: string, sealKey: SealKey | undefined): Promise<string | undefined> {
  if (!isSealed(text)) return text;
  const opened = await sealKey?.open(text);
  if (opened === undefined) return undefined;
  const sealed = sealedStatementSchema.safeParse(parseJson(opened));
  return sealed.success ? sealed.data.attestation : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function statementOf(
  statement: z.infer<typeof claimsSchema>['statement'],
  operator: z.infer<typeof operatorSchema> | null,
): Statement {
  if (statement === 'REFUSED') return { kind: 'REFUSED' };
  if (statement === 'UNKNOWN_OR_NOT_DISCLOSED') return { kind: 'NEGATIVE' };
  return operator === null ? { kind: 'INVALID' } : { kind: 'OPERATOR', operator };
}
