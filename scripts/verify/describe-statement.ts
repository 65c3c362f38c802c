import type { JWTPayload } from 'jose';
import { ATTESTATION_TYPE } from '../../schema/contract/attestation.ts';
import { RECEIPT_TYPE } from '../../schema/contract/receipt.ts';
import type { TrustedRole } from '../../schema/trust/trust-list.ts';
import { ANSWER_STATEMENT_TYPE } from '../../subgraphs/mutual-assistance/domain/answer-statement.ts';
import { VENDOR_CHECK_RECEIPT_TYPE } from '../../subgraphs/vendor-registration/domain/vendor-check-receipt.ts';

/** A kind of statement: who may sign it, and what it proves in plain words. */
export interface StatementKind {
  readonly role: TrustedRole;
  readonly describe: (claims: JWTPayload) => readonly string[];
}

/** The kinds by the `typ` of the statement. */
export const STATEMENT_KINDS: Readonly<Record<string, StatementKind>> = {
  [RECEIPT_TYPE]: { role: 'RECOGNITION', describe: describeReceipt },
  [ATTESTATION_TYPE]: { role: 'REGISTRY', describe: describeAttestation },
  [VENDOR_CHECK_RECEIPT_TYPE]: { role: 'VENDOR_REGISTRATION', describe: describeVendorCheck },
  [ANSWER_STATEMENT_TYPE]: { role: 'MUTUAL_ASSISTANCE', describe: describeAnswer },
};

function describeReceipt(claims: JWTPayload): string[] {
  const evaluated = record(claims['evaluated']);
  const arrangement = record(claims['arrangement']);
  const attestation = record(claims['attestation']);
  const reasons = list(claims['reasons']);
  return [
    `A receipt of the recognition service, consultation ${text(claims.jti)}.`,
    `${administration(claims)} asked at ${instant(claims.iat)} for ${text(claims['purpose'])}:`,
    `  is ${text(claims.sub)} recognised as ${text(evaluated['role'])}, as of ${text(evaluated['on'])}${modeOf(evaluated)}?`,
    `The answer was ${text(claims['outcome'])}${reasons.length === 0 ? '' : `, because of ${reasons.join(', ')}`}.`,
    claims['arrangement'] == null
      ? 'No arrangement was applied.'
      : `It was decided on the arrangement ${text(arrangement['id'])}, version ${text(arrangement['version'])}, row in force from ${text(arrangement['inForceFrom'])}, by rules version ${text(claims['rules'])}.`,
    claims['attestation'] == null
      ? 'No statement of the home administration was needed or had.'
      : `It rests on the home administration’s statement ${text(attestation['id'])} with SHA-256 ${text(attestation['sha256'])}.`,
    ...(claims['basis'] === 'LAST_KNOWN'
      ? [`The registry was silent: it was decided on what it last said, at ${text(claims['factsAsOf'])}.`]
      : []),
  ];
}

function describeAttestation(claims: JWTPayload): string[] {
  const operator = record(claims['operator']);
  const authorizations = list(operator['authorizations']).map(record);
  return [
    `A statement of ${text(claims.iss)}, number ${text(claims.jti)}.`,
    `Made at ${instant(claims.iat)} for ${administration(claims)}, for ${text(claims['purpose'])} only, about ${text(claims.sub)}:`,
    claims['operator'] == null
      ? '  no such operator, or none that may be told of.'
      : `  ${text(operator['legalName'])}, with ${authorizations.length} authorization(s): ${authorizations
          .map(({ number, type }) => `${text(number)} (${text(type)})`)
          .join(', ')}.`,
  ];
}

function describeVendorCheck(claims: JWTPayload): string[] {
  const reasons = list(claims['reasons']);
  return [
    `A receipt of a vendor-registration check, number ${text(claims.jti)}.`,
    `${administration(claims)} asked at ${instant(claims.iat)} about the registration number ${text(claims.sub)}.`,
    `The answer was ${text(claims['outcome'])}${reasons.length === 0 ? '' : `, because of ${reasons.join(', ')}`}.`,
  ];
}

function describeAnswer(claims: JWTPayload): string[] {
  const criteria = list(claims['criteria']).map(record);
  return [
    `An answer of ${text(claims['requested'])} in the case ${text(claims['reference'])}, under ${text(claims['agreement'])}.`,
    `Given at ${instant(claims.iat)} to ${administration(claims)}: ${text(claims['outcome'])}.`,
    ...criteria.map(({ criterion, result }) => `  ${text(criterion)}: ${text(result)}`),
  ];
}

function administration({ aud }: JWTPayload): string {
  const audience = Array.isArray(aud) ? aud[0] : aud;
  return audience?.split(':').at(-1) ?? 'nobody named';
}

function modeOf({ mode }: Readonly<Record<string, unknown>>): string {
  return mode == null ? '' : `, by ${text(mode)}`;
}

function instant(seconds: unknown): string {
  return typeof seconds === 'number' ? new Date(seconds * 1000).toISOString() : 'an unknown time';
}

function text(value: unknown): string {
  return value == null ? 'nothing' : String(value);
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
