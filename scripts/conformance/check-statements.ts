import {
  ATTESTATION_SECONDS,
  ATTESTATION_TYPE,
  administrationAudience,
  CONTRACT_VERSION,
  registryIssuer,
} from '../../schema/contract/attestation.ts';
import { SIGNATURE_ALGORITHMS } from '../../schema/trust/key-algorithm.ts';
import { CLOCK_TOLERANCE_SECONDS } from '../../schema/trust/verify-statement.ts';
import type { CheckId } from './checks.ts';
import { readClaims } from './claims-schema.ts';
import { shortly } from './json-object.ts';
import type { RegistryClient } from './registry-client.ts';
import type { Statement } from './statements.ts';
import type { Verdicts } from './verdicts.ts';

/** What every statement must be, whatever it says: each gives its faults. */
const RULES = {
  'ATTESTATION.SIGNED': ({ unsigned, header: { alg } }) =>
    [unsigned, SIGNATURE_ALGORITHMS.some((algorithm) => algorithm === alg) ? null : `alg is ${shortly(alg)}`].filter(
      (fault) => fault !== null,
    ),
  'ATTESTATION.TYPE': ({ header: { typ } }) => expected('typ', typ, ATTESTATION_TYPE),
  'ATTESTATION.ISSUER': ({ claims: { iss } }, { administration }) =>
    expected('iss', iss, registryIssuer(administration)),
  'ATTESTATION.AUDIENCE': ({ claims: { aud }, caller }) =>
    expected('aud', aud, administrationAudience(caller.administration)),
  'ATTESTATION.SUBJECT': ({ claims: { sub }, tin }) => expected('sub', sub, tin),
  'ATTESTATION.PURPOSE': ({ claims: { purpose, requestId }, caller }) => [
    ...expected('purpose', purpose, caller.purpose),
    ...expected('requestId', requestId, caller.requestId),
  ],
  'ATTESTATION.LIFE': ({ claims: { iat, exp }, at }) => {
    if (typeof iat !== 'number' || typeof exp !== 'number') return [`iat is ${shortly(iat)}, exp is ${shortly(exp)}`];
    const late = Math.abs(at.getTime() / 1000 - iat);
    return [
      ...(late > ATTESTATION_SECONDS + CLOCK_TOLERANCE_SECONDS ? ['iat is not the present time'] : []),
      ...(exp <= iat ? ['exp is not after iat'] : []),
      ...(exp - iat > ATTESTATION_SECONDS ? [`it lives for ${exp - iat} seconds`] : []),
    ];
  },
  'ATTESTATION.CONTRACT_VERSION': ({ claims: { contractVersion } }) =>
    expected('contractVersion', contractVersion, CONTRACT_VERSION),
  'ATTESTATION.VOCABULARY': ({ claims }) => readClaims(claims).broken,
  'ATTESTATION.NOTHING_ELSE': ({ claims }) => readClaims(claims).beside.map((place) => `it has ${place}`),
} as const satisfies Partial<
  Record<CheckId, (statement: Statement, client: RegistryClient) => readonly (string | null)[]>
>;

/** Looks at every statement that came, and at all of them beside one another. */
export function checkStatements(client: RegistryClient, verdicts: Verdicts, statements: readonly Statement[]): void {
  const checks = Object.keys(RULES) as (keyof typeof RULES)[];
  if (statements.length === 0) {
    for (const check of [...checks, 'ATTESTATION.JTI_UNIQUE'] as const) verdicts.notShown(check, 'No statement came.');
    return;
  }
  for (const check of checks) {
    const rule: (statement: Statement, client: RegistryClient) => readonly string[] = RULES[check];
    verdicts.found(
      check,
      statements.flatMap((statement) => rule(statement, client)),
    );
  }
  verdicts.found('ATTESTATION.JTI_UNIQUE', repeatedIdentifiers(statements));
}

/** Two questions never share an identifier; the same question asked again within its request does. */
function repeatedIdentifiers(statements: readonly Statement[]): readonly string[] {
  const questions = new Map<unknown, string>();
  const faults: string[] = [];
  for (const { claims, caller, tin } of statements) {
    const { jti } = claims;
    const question = `${caller.requestId} ${tin}`;
    const known = questions.get(jti);
    if (known !== undefined && known !== question) faults.push(`${shortly(jti)} stands in several statements`);
    questions.set(jti, question);
  }
  return faults;
}

function expected(name: string, value: unknown, wanted: string): readonly string[] {
  return value === wanted ? [] : [`${name} is ${shortly(value)}, not ${shortly(wanted)}`];
}
