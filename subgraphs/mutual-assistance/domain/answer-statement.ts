import type { AssistanceRequest, AssistanceResponse, Evidence } from './assistance-request.ts';

/** `typ` of the statement, so that it stands in for nothing else. */
export const ANSWER_STATEMENT_TYPE = 'aeo-assistance-answer+jwt';

/** Issuer of what this service signs. */
export const ASSISTANCE_ISSUER = 'urn:aeo:mutual-assistance';

/** What the statement of an answer says: who answered whom, in which case, what, on which files. */
export interface AnswerClaims extends Omit<AssistanceResponse, 'statement' | 'completedAt'> {
  readonly iss: string;
  /** `urn:aeo:administration:…` of the requesting administration. */
  readonly aud: string;
  /** Identifier of the request. */
  readonly sub: string;
  readonly jti: string;
  /** Seconds since the epoch. */
  readonly iat: number;
  readonly reference: string;
  readonly requesting: string;
  readonly requested: string;
  readonly agreement: string;
  readonly kind: string;
  /** What was asked, so that the answer is read against it. */
  readonly asked: { readonly criteria: readonly string[]; readonly questions: readonly string[] };
  readonly evidence: readonly Omit<Evidence, 'id'>[];
}

/** The claims of an answer given at an instant; `jti` names the statement. */
export function answerClaims(
  request: AssistanceRequest,
  response: AssistanceResponse,
  files: readonly Evidence[],
  jti: string,
): AnswerClaims {
  const { id, reference, requesting, requested, agreement, kind, criteria, questions } = request;
  const { completedAt, statement: _statement, ...said } = response;
  return {
    iss: ASSISTANCE_ISSUER,
    aud: `urn:aeo:administration:${requesting}`,
    sub: id,
    jti,
    iat: Math.floor(new Date(completedAt).getTime() / 1_000),
    ...{ reference, requesting, requested, kind, agreement: agreement.id },
    asked: { criteria, questions },
    ...said,
    evidence: files.map(({ name, mediaType, sizeBytes, sha256 }) => ({ name, mediaType, sizeBytes, sha256 })),
  };
}
