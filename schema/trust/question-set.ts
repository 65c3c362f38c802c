import { randomUUID } from 'node:crypto';
import type { AdministrationCode } from '../administrations.ts';
import { administrationAudience, registryIssuer } from '../contract/attestation.ts';
import type { Caller } from '../contract/caller.ts';
import {
  QUESTION_SET_SECONDS,
  QUESTION_SET_TYPE,
  type QuestionSetClaims,
  questionSetClaimsSchema,
} from '../contract/question-set.ts';
import type { PurposeOfUse } from '../contract/vocabulary.ts';
import type { Signer } from './signer.ts';
import type { TrustList } from './trust-list.ts';
import { verifyStatement } from './verify-statement.ts';

/** What one administration asks one registry, in its own name. */
export function signQuestionSet(
  signer: Signer,
  asking: AdministrationCode,
  asked: AdministrationCode,
  { purpose, tins }: { readonly purpose: PurposeOfUse; readonly tins: readonly string[] },
  now: Date,
): Promise<string> {
  const iat = Math.floor(now.getTime() / 1000);
  return signer.sign(
    {
      iss: administrationAudience(asking),
      aud: registryIssuer(asked),
      iat,
      exp: iat + QUESTION_SET_SECONDS,
      jti: randomUUID(),
      purpose,
      tins,
    },
    QUESTION_SET_TYPE,
  );
}

/** The set, if the caller's administration itself signed it, now, for this registry and this purpose; otherwise undefined. */
export async function verifyQuestionSet(
  jws: string,
  caller: Pick<Caller, 'administration' | 'purpose'>,
  asked: AdministrationCode,
  trust: TrustList,
  now: Date,
): Promise<QuestionSetClaims | undefined> {
  const verdict = await verifyStatement(jws, trust, {
    type: QUESTION_SET_TYPE,
    roles: ['ADMINISTRATION'],
    issuer: administrationAudience(caller.administration),
    audience: registryIssuer(asked),
    maxAgeSeconds: QUESTION_SET_SECONDS,
    now,
  });
  if (!verdict.ok || verdict.signedBy.administration !== caller.administration) return undefined;
  const claims = questionSetClaimsSchema.safeParse(verdict.claims);
  return claims.success && claims.data.purpose === caller.purpose ? claims.data : undefined;
}
