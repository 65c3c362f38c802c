import type {
  AttestedAuthorization,
  AttestedOperator,
  AttestedValidation,
} from '../../../schema/contract/attestation.ts';
import type { CriterionResult, SafeCriterion } from '../../../schema/contract/vocabulary.ts';
import { effectiveHistory } from './authorization-status.ts';
import type { Authorization, RegisteredOperator, Validation } from './registered-operator.ts';

/**
 * What an attestation says of an operator: names, roles, authorizations with the dated history that is in force (what
 * is decided for a later day included), and facts derived from the newest validation. Never a report, remark or score.
 */
export function attestationFacts(operator: RegisteredOperator): AttestedOperator {
  return {
    tin: operator.tin,
    identifiers: [],
    legalName: operator.legalName,
    tradingNames: operator.tradingNames,
    roles: operator.roles,
    authorizations: operator.authorizations.map(authorizationFacts),
    successor: operator.succeededBy,
  };
}

/** The newest validation: by the day on which it was performed, then by recording; null: none is recorded. */
export function newestValidation(validations: readonly Validation[]): Validation | null {
  return validations.reduce<Validation | null>(
    (newest, validation) => (newest === null || isNewer(validation, newest) ? validation : newest),
    null,
  );
}

function authorizationFacts(authorization: Authorization): AttestedAuthorization {
  const validation = newestValidation(authorization.validations);
  return {
    number: authorization.number,
    type: authorization.type,
    roles: authorization.roles,
    validFrom: authorization.validFrom,
    validTo: authorization.validTo,
    history: effectiveHistory(authorization.history).map(({ status, effectiveFrom }) => ({ status, effectiveFrom })),
    validation: validation === null ? null : validationFacts(validation),
  };
}

/** PARTLY_MET is neither: it is for the administrations to talk about, not a fact to decide on. */
function validationFacts(validation: Validation): AttestedValidation {
  return {
    method: validation.method,
    performedOn: validation.performedOn,
    nextDueOn: validation.nextDueOn,
    designationWithdrawn: false,
    criteriaMet: criteriaWith(validation, 'MET'),
    criteriaNotMet: criteriaWith(validation, 'NOT_MET'),
  };
}

function criteriaWith(validation: Validation, result: CriterionResult): readonly SafeCriterion[] {
  return validation.criteria.filter((assessment) => assessment.result === result).map(({ criterion }) => criterion);
}

function isNewer(validation: Validation, than: Validation): boolean {
  if (validation.performedOn !== than.performedOn) return validation.performedOn > than.performedOn;
  return validation.sequence > than.sequence;
}
