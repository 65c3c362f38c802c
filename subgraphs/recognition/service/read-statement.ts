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
import type { SealKey } from '../../../schema/trust/seal.ts';
import {
  CLOCK_TOLERANCE_SECONDS,
  type StatementDemand,
  verifyStatement,
} from '../../../schema/trust/verify-statement.ts';
import type { Statement } from '../domain/situation.ts';
import { attestationSchema, type ReadAttestation } from './attestation-schema.ts';
import type { RecognitionParts } from './recognition-parts.ts';

/** The signed text that a statement was read from. */
export interface StatementProof {
  readonly id: string;
  readonly madeAt: Date;
  /** Until when the registry lets it be relied on while it is silent. */
  readonly relyUntil: Date;
  /** As it came, sealed where the registry seals. */
  readonly attestation: string;
  /** The signed text itself, opened where it was sealed. */
  readonly jws: string;
}

/** A statement as it is believed; `proof` is null where none was had, or none that can be believed. */
export interface ReadStatement {
  readonly statement: Statement;
  readonly proof: StatementProof | null;
}

/** About whom a statement has to be, and for whom. */
export interface ExpectedStatement {
  readonly home: Administration;
  readonly tin: string;
  readonly caller: Caller;
}

/** By which statements are believed, and opened. */
type StatementKeys = Pick<RecognitionParts, 'trust' | 'sealKey'>;

/** Characters of the longest statement that is looked at: several hundred authorizations with their histories. */
const MAXIMUM_LENGTH = 262_144;

/** Nobody was asked, so nothing was said. */
export const NOT_ASKED: ReadStatement = { statement: { kind: 'NOT_ASKED' }, proof: null };

const INVALID: ReadStatement = { statement: { kind: 'INVALID' }, proof: null };

/**
 * Reads what a registry signed. Believed only if the key is pinned for that very administration's registry, and issuer,
 * addressee, TIN, purpose, request and time all fit; a word that this version does not know makes it INVALID, not a no.
 */
export async function readStatement(
  attestation: string | null,
  expected: ExpectedStatement,
  keys: StatementKeys,
  now: Date,
): Promise<ReadStatement> {
  if (attestation === null) return { statement: { kind: 'SILENT' }, proof: null };
  if (attestation.length > MAXIMUM_LENGTH) return INVALID;
  const jws = await openStatement(attestation, keys.sealKey);
  const claims = jws === undefined ? undefined : await claimsFor(jws, expected, keys, { now });
  if (jws === undefined || claims === undefined || claims.requestId !== expected.caller.requestId) return INVALID;
  // However long the registry lets its statement be used: it is for this request, and a request does not last that long.
  if (now.getTime() / 1000 - claims.iat > ATTESTATION_SECONDS + CLOCK_TOLERANCE_SECONDS)
    return { statement: { kind: 'TOO_OLD' }, proof: null };
  const statement = statementOf(claims);
  return statement.kind === 'INVALID' ? INVALID : { statement, proof: proofOf(claims, attestation, jws) };
}

/**
 * Reads anew a statement that an earlier request of the same administration brought, for the same purpose: by the keys of
 * today, so that one whose key was revoked since is believed no more. Undefined: it cannot be relied on.
 */
export async function readEarlierStatement(
  attestation: string,
  expected: ExpectedStatement,
  keys: StatementKeys,
  now: Date,
): Promise<(StatementProof & Extract<Statement, { kind: 'OPERATOR' }>) | undefined> {
  const claims = await claimsFor(attestation, expected, keys, { now, ignoreExpiry: true });
  const statement = claims === undefined ? undefined : statementOf(claims);
  if (claims === undefined || statement?.kind !== 'OPERATOR') return undefined;
  return { ...proofOf(claims, attestation, attestation), ...statement };
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
  const parsed = attestationSchema.safeParse(verdict.ok ? verdict.claims : undefined);
  return parsed.success ? statementOf(parsed.data) : { kind: 'INVALID' };
}

/** The claims, if that registry signed them for this administration, purpose and TIN, in this version of the contract. */
async function claimsFor(
  jws: string,
  { home, tin, caller }: ExpectedStatement,
  { trust }: StatementKeys,
  when: Pick<StatementDemand, 'now' | 'ignoreExpiry'>,
): Promise<ReadAttestation | undefined> {
  const verdict = await verifyStatement(jws, trust, {
    type: ATTESTATION_TYPE,
    roles: ['REGISTRY'],
    issuer: registryIssuer(home.code),
    audience: administrationAudience(caller.administration),
    ...when,
  });
  if (!verdict.ok || verdict.signedBy.administration !== home.code) return undefined;
  const { data: claims } = attestationSchema.safeParse(verdict.claims);
  const isMeant = claims?.sub === tin && claims.purpose === caller.purpose;
  return isMeant && isReadableVersion(claims.contractVersion) ? claims : undefined;
}

function proofOf({ jti, iat, relyUntil = iat }: ReadAttestation, attestation: string, jws: string): StatementProof {
  const [madeAt, until] = [new Date(iat * 1000), new Date(relyUntil * 1000)];
  return { id: jti, madeAt, relyUntil: until, attestation, jws };
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

function statementOf({ statement, operator }: ReadAttestation): Statement {
  if (statement === 'REFUSED') return { kind: 'REFUSED' };
  if (statement === 'UNKNOWN_OR_NOT_DISCLOSED') return { kind: 'NEGATIVE' };
  return operator === null ? { kind: 'INVALID' } : { kind: 'OPERATOR', operator };
}
