import type { AdministrationCode } from '../../../schema/administrations.ts';
import type {
  AttestedAuthorization,
  AttestedOperator,
  AttestedValidation,
} from '../../../schema/contract/attestation.ts';
import type { CriterionResult, SafeCriterion } from '../../../schema/contract/vocabulary.ts';
import { aliasesToward } from './alias.ts';
import { effectiveHistory } from './authorization-status.ts';
import { type DesignatedValidator, isDesignationWithdrawn } from './designated-validator.ts';
import type { Authorization, RegisteredOperator, Validation } from './registered-operator.ts';
import { successorAt } from './succession.ts';
import { cutHistory } from './told-history.ts';

/** To whom, when and against what facts are attested. */
export interface AttestationView {
  readonly asking: AdministrationCode;
  readonly now: Date;
  /** The home administration's. */
  readonly timeZone: string;
  /** Nothing of the history before this instant is told; null: no limit. */
  readonly earliest: Date | null;
  /** Every designation of the third parties that validated. */
  readonly designations: readonly DesignatedValidator[];
}

/**
 * What an attestation says of an operator: its identifiers toward the asking administration, names, roles, authorizations
 * with the dated history that is in force (what is decided for a later day included) as far back as may be told, and facts
 * derived from one validation. Never a report, remark or score.
 */
export function attestationFacts(operator: RegisteredOperator, view: AttestationView): AttestedOperator {
  const { asking, now, timeZone } = view;
  return {
    tin: operator.tin,
    identifiers: aliasesToward(operator.aliases, asking, now, timeZone).map(({ scheme, value }) => ({ scheme, value })),
    legalName: operator.legalName,
    tradingNames: operator.tradingNames,
    roles: operator.roles,
    authorizations: operator.authorizations.map((one) => authorizationFacts(one, view)),
    successor: successorAt(operator.successions, now, timeZone),
  };
}

/**
 * The validation that facts come from: the newest, by the day on which it was performed and then by recording. What
 * somebody else found is not hidden by what the operator says of itself later: a self-assessment counts only where there is
 * nothing else. Null: none is recorded.
 */
export function attestedValidation(validations: readonly Validation[]): Validation | null {
  const byOthers = validations.filter(({ method }) => method !== 'SELF_ASSESSMENT');
  return (byOthers.length > 0 ? byOthers : validations).reduce<Validation | null>(
    (newest, validation) => (newest === null || isNewer(validation, newest) ? validation : newest),
    null,
  );
}

function authorizationFacts(authorization: Authorization, view: AttestationView): AttestedAuthorization {
  const validation = attestedValidation(authorization.validations);
  const history = effectiveHistory(authorization.history).map(({ status, effectiveFrom }) => ({
    status,
    effectiveFrom,
  }));
  return {
    number: authorization.number,
    type: authorization.type,
    roles: authorization.roles,
    validFrom: authorization.validFrom,
    validTo: authorization.validTo,
    history: cutHistory(history, view.earliest),
    validation: validation === null ? null : validationFacts(validation, view),
  };
}

/** PARTLY_MET is neither: it is for the administrations to talk about, not a fact to decide on. */
function validationFacts(validation: Validation, { designations, now, timeZone }: AttestationView): AttestedValidation {
  return {
    method: validation.method,
    performedOn: validation.performedOn,
    nextDueOn: validation.nextDueOn,
    designationWithdrawn: isDesignationWithdrawn(validation, designations, now, timeZone),
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
