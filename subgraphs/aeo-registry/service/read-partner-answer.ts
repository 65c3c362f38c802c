import { z } from 'zod';
import type { Administration } from '../../../schema/administrations.ts';
import { ASSISTANCE_ANSWER_TYPE, ASSISTANCE_ISSUER } from '../../../schema/contract/assistance-answer.ts';
import { administrationAudience } from '../../../schema/contract/attestation.ts';
import { accepted, badInput, type Result } from '../../../schema/contract/result.ts';
import { ASSESSMENT_BASES, CRITERION_RESULTS, SAFE_CRITERIA } from '../../../schema/contract/vocabulary.ts';
import type { TrustList } from '../../../schema/trust/trust-list.ts';
import { verifyStatement } from '../../../schema/trust/verify-statement.ts';
import type { PartnerAnswer } from '../domain/partner-answer.ts';

const claimsSchema = z.object({
  sub: z.string(),
  iat: z.number(),
  requested: z.string(),
  tin: z.string().nullable(),
  criteria: z.array(
    z.object({
      criterion: z.enum(SAFE_CRITERIA),
      result: z.enum(CRITERION_RESULTS),
      basis: z.enum(ASSESSMENT_BASES),
    }),
  ),
});

/** What is verified against whom, when. */
export interface AnswerReader {
  readonly home: Administration;
  readonly trust: TrustList;
  readonly now: Date;
}

/**
 * The answer of a partner administration, once its signature is that of the mutual-assistance service by the pinned keys and
 * it was given to this administration. Undefined: none was handed in.
 */
export async function readPartnerAnswer(
  statement: string | undefined,
  { home, trust, now }: AnswerReader,
): Promise<Result<PartnerAnswer | undefined>> {
  if (statement === undefined) return accepted(undefined);
  const verdict = await verifyStatement(statement, trust, {
    ...{ type: ASSISTANCE_ANSWER_TYPE, roles: ['MUTUAL_ASSISTANCE'], now },
    ...{ issuer: ASSISTANCE_ISSUER, audience: administrationAudience(home.code) },
  });
  if (!verdict.ok) return badInput('assistanceAnswer', 'SIGNED_ANSWER', `It is not believed: ${verdict.why}.`);
  const claims = claimsSchema.safeParse(verdict.claims);
  if (!claims.success) return badInput('assistanceAnswer', 'SIGNED_ANSWER', 'It is no answer with a TIN and criteria.');
  const { sub: request, iat, requested, tin, criteria } = claims.data;
  return accepted({ request, statement, requested, tin, criteria, answeredAt: new Date(iat * 1000) });
}
