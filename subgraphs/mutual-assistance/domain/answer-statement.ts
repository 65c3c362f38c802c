import {
  ASSISTANCE_ANSWER_TYPE,
  ASSISTANCE_ISSUER,
  type AssistanceAnswerClaims,
} from '../../../schema/contract/assistance-answer.ts';
import type { AssistanceRequest, AssistanceResponse, Evidence } from './assistance-request.ts';

/** `typ` of the statement, and who issues it: as the contract has them. */
export { ASSISTANCE_ANSWER_TYPE as ANSWER_STATEMENT_TYPE, ASSISTANCE_ISSUER };

/** What the statement of an answer says: who answered whom, in which case, what, on which files. */
export interface AnswerClaims
  extends AssistanceAnswerClaims,
    Omit<AssistanceResponse, 'statement' | 'completedAt' | 'criteria'> {
  readonly criteria: AssistanceResponse['criteria'];
  readonly reference: string;
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
  const { id, reference, requesting, requested, agreement, kind, subject, criteria, questions } = request;
  const { completedAt, statement: _statement, ...said } = response;
  return {
    iss: ASSISTANCE_ISSUER,
    aud: `urn:aeo:administration:${requesting}`,
    sub: id,
    jti,
    iat: Math.floor(new Date(completedAt).getTime() / 1_000),
    ...{ reference, requesting, requested, kind, agreement: agreement.id, tin: subject.tin },
    asked: { criteria, questions },
    ...said,
    evidence: files.map(({ name, mediaType, sizeBytes, sha256 }) => ({ name, mediaType, sizeBytes, sha256 })),
  };
}
