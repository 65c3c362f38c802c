import type { EntityManager } from 'typeorm';
import type { Result } from '../../../schema/contract/result.ts';
import type { Tin } from '../../../schema/contract/tin.ts';
import { CRITERIA } from '../../../schema/reference/criteria.ts';
import type { TrustList } from '../../../schema/trust/trust-list.ts';
import { checkValidation, type NewValidation } from '../domain/check-validation.ts';
import type { RegisteredOperator } from '../domain/registered-operator.ts';
import { findEvidence } from '../store/application.store.ts';
import { findDesignations } from '../store/designated-validator.store.ts';
import { rulesOn } from './act-on-application.ts';
import { readPartnerAnswer } from './read-partner-answer.ts';
import type { RegisterParts } from './register-parts.ts';

/** What a validation is checked with: also the keys by which a partner's answer is believed. */
export interface CheckParts extends RegisterParts {
  readonly trust: TrustList;
}

/** Whose validation it is, and what was agreed on it before. */
export interface ValidatedParty {
  readonly tin: Tin;
  /** Undefined: an applicant that has no authorization yet. */
  readonly operator: RegisteredOperator | undefined;
  readonly customsValidation: boolean;
  /** Identifier of the assistance request that the plan names; null: none. */
  readonly planned: string | null;
}

/** One check for every validation, of an applicant and between validations: against all that is on file of the operator. */
export type CheckOnFile = (
  manager: EntityManager,
  said: { readonly validation: NewValidation; readonly answer: string | undefined },
  party: ValidatedParty,
) => Promise<Result<NewValidation>>;

export function createCheckOnFile(parts: CheckParts): CheckOnFile {
  const { home, trust, clock } = parts;
  return async (manager, said, { tin, operator, customsValidation, planned }) => {
    const now = clock();
    const answer = await readPartnerAnswer(said.answer, { home, trust, now });
    if (!answer.ok) return answer;
    const earlier = (operator?.authorizations ?? []).flatMap(({ validations }) => validations);
    const evidence = [...earlier, said.validation].flatMap((one) => one.evidence ?? []);
    return checkValidation(said.validation, {
      ...{ criteria: CRITERIA, designations: await findDesignations(manager), customsValidation },
      ...{ evidence: [...(await findEvidence(manager, tin)), ...evidence], today: rulesOn(parts, now).today },
      ...{ answer: answer.value, tin, planned, timeZone: home.timeZone },
    });
  };
}
