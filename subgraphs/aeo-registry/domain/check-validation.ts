import { accepted, badInput, type Result } from '../../../schema/contract/result.ts';
import type { SafeCriterion } from '../../../schema/contract/vocabulary.ts';
import type { Criterion } from '../../../schema/reference/criteria.ts';
import type { ValidationPlan } from './application.ts';
import { type DesignatedValidator, isDesignatedOn, isSameName } from './designated-validator.ts';
import { type AnswerGround, checkPartnerAnswer } from './partner-answer.ts';
import { readText } from './read-text.ts';
import type { CriterionAssessment, Evidence, Validation } from './registered-operator.ts';

/** A validation that is not recorded yet. */
export type NewValidation = Omit<Validation, 'sequence'>;

/** What a validation is checked against. */
export interface ValidationGround extends AnswerGround {
  readonly criteria: readonly Criterion[];
  readonly designations: readonly DesignatedValidator[];
  /** On file of the operator, with its applications and earlier validations, and what is handed in now. */
  readonly evidence: readonly Evidence[];
  /** The applicant asked for validation by Customs. */
  readonly customsValidation: boolean;
  /** Day at the administration. */
  readonly today: string;
}

/** The plan, or what is wrong with it: a third party is designated on that day, and the applicant has not asked for Customs. */
export function checkPlan(
  plan: ValidationPlan,
  { designations, customsValidation }: Pick<ValidationGround, 'designations' | 'customsValidation'>,
): Result<ValidationPlan> {
  if (plan.method === 'SELF_ASSESSMENT') return notByItself();
  if ((plan.method === 'PARTNER_ADMINISTRATION') !== (plan.assistance !== null)) {
    const message = 'A partner validates by a request of mutual assistance; nobody else does.';
    return badInput('assistance', 'WITH_PARTNER_ADMINISTRATION', message);
  }
  if (plan.method !== 'THIRD_PARTY') {
    if (plan.validator === null) return accepted(plan);
    return badInput('validator', 'THIRD_PARTY_ONLY', 'Only a third party has a designation.');
  }
  if (customsValidation) return customsAsked();
  const validator = designations.find(({ id }) => id === plan.validator);
  if (validator === undefined) {
    return badInput('validator', 'DESIGNATED', 'A third party is named by its designation (`validators`).');
  }
  if (!isDesignatedOn(validator, plan.on)) {
    return badInput('validator', 'DESIGNATED_ON_THAT_DAY', `${validator.name} is not designated on ${plan.on}.`);
  }
  return accepted(plan);
}

/**
 * The validation, texts trimmed, or what is wrong with it. Criteria stand once; what is not MET has a reason; a UPU standard
 * is the basis only of what it covers (note, V), and only while a certificate on file lasts; a third party validates within its
 * designation (note, VIII), a partner administration as its signed answer says, which then is the evidence.
 */
export function checkValidation(validation: NewValidation, ground: ValidationGround): Result<NewValidation> {
  const { method, performedOn, nextDueOn, criteria } = validation;
  if (method === 'SELF_ASSESSMENT') return notByItself();
  const name = readText('input.validatedBy', validation.validatedBy, 300);
  if (!name.ok) return name;
  if (performedOn > ground.today) {
    return badInput('input.performedOn', 'NOT_IN_FUTURE', 'A validation is recorded after it was performed.');
  }
  if (nextDueOn !== null && nextDueOn <= performedOn) {
    return badInput('input.nextDueOn', 'AFTER_PERFORMED_ON', 'The next validation is due after this one.');
  }
  if (criteria.length === 0) return badInput('input.criteria', 'AT_LEAST_1', 'A validation assesses criteria.');
  const read: CriterionAssessment[] = [];
  for (const [index, assessment] of criteria.entries()) {
    const one = checkAssessment(assessment, `input.criteria[${index}]`, validation, ground);
    if (!one.ok) return one;
    if (read.some(({ criterion }) => criterion === one.value.criterion)) {
      return badInput(`input.criteria[${index}].criterion`, 'ONCE', 'A criterion is assessed once in a validation.');
    }
    read.push(one.value);
  }
  if (method === 'THIRD_PARTY') {
    const refusal = checkThirdParty(
      name.value,
      performedOn,
      read.map(({ criterion }) => criterion),
      ground,
    );
    if (!refusal.ok) return refusal;
  }
  const checked = { ...validation, validatedBy: name.value, criteria: read };
  const assistance = checkPartnerAnswer(checked, ground);
  if (!assistance.ok) return assistance;
  return accepted(assistance.value === undefined ? checked : { ...checked, assistance: assistance.value });
}

function checkAssessment(
  { criterion, result, basis, remark }: CriterionAssessment,
  path: string,
  { method, performedOn }: Pick<Validation, 'method' | 'performedOn'>,
  { criteria, evidence }: ValidationGround,
): Result<CriterionAssessment> {
  const text = remark === null || remark.trim() === '' ? null : readText(`${path}.remark`, remark);
  if (text !== null && !text.ok) return text;
  if (text === null && result !== 'MET') {
    return badInput(`${path}.remark`, 'REASON_UNLESS_MET', `${criterion} is ${result}: say why.`);
  }
  if (basis !== 'DIRECT') {
    const covered = criteria.filter(({ upuStandards }) => upuStandards.includes(basis)).map(({ code }) => code);
    if (!covered.includes(criterion)) {
      const message = `${basis} says nothing of ${criterion}; it covers ${covered.join(', ')}.`;
      return badInput(`${path}.basis`, 'STANDARD_COVERS_CRITERION', message);
    }
    const lasts = evidence.some(
      (one) => one.basis === basis && one.validUntil !== null && one.validUntil >= performedOn,
    );
    if (method !== 'PARTNER_ADMINISTRATION' && !lasts) {
      return badInput(
        `${path}.basis`,
        'CERTIFICATE_VALID',
        `No certificate of ${basis} on file reaches ${performedOn}.`,
      );
    }
  }
  return accepted({ criterion, result, basis, remark: text === null ? null : text.value });
}

function checkThirdParty(
  validatedBy: string,
  performedOn: string,
  assessed: readonly SafeCriterion[],
  { designations, customsValidation }: ValidationGround,
): Result<null> {
  if (customsValidation) return customsAsked();
  const designation = designations.find((one) => isSameName(one.name, validatedBy) && isDesignatedOn(one, performedOn));
  if (designation === undefined) {
    const message = `${validatedBy} is not designated on ${performedOn}.`;
    return badInput('input.validatedBy', 'DESIGNATED_ON_THAT_DAY', message);
  }
  const beyond = assessed.filter((criterion) => !designation.scope.includes(criterion));
  if (beyond.length === 0) return accepted(null);
  return badInput('input.criteria', 'WITHIN_DESIGNATION', `${designation.name} may not validate ${beyond.join(', ')}.`);
}

function notByItself() {
  return badInput('method', 'BY_SOMEBODY_ELSE', 'A self-assessment is no validation.');
}

function customsAsked() {
  const message = 'The applicant asks for validation by Customs (note, VIII).';
  return badInput('method', 'APPLICANT_ASKS_FOR_CUSTOMS', message);
}
