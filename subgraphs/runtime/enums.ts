import { registerEnumType } from 'type-graphql';
import * as recognition from '../../schema/contract/recognition.ts';
import * as vocabulary from '../../schema/contract/vocabulary.ts';

/** The object that TypeGraphQL takes for an enum, of one list of words. */
type EnumOf<Word extends string> = { readonly [Key in Word]: Key };

/** Registers a GraphQL enum whose values are exactly the words of the list. */
export function enumOf<const Word extends string>(
  name: string,
  words: readonly Word[],
  description: string,
): EnumOf<Word> {
  const object = Object.fromEntries(words.map((word) => [word, word])) as EnumOf<Word>;
  registerEnumType(object, { name, description });
  return object;
}

export const WcoRegionEnum = enumOf('WcoRegion', vocabulary.WCO_REGIONS, 'Regions of the World Customs Organization.');
export const OperatorRoleEnum = enumOf(
  'OperatorRole',
  vocabulary.OPERATOR_ROLES,
  'Role in the supply chain: the classical ones and the six e-commerce stakeholders (note, III and Annex II).',
);
export const OperatorRoleInputEnum = enumOf(
  'OperatorRoleInput',
  vocabulary.OPERATOR_ROLES,
  'The roles of OperatorRole, as a client puts them in; apart from it so that one registry may be ahead of the others.',
);
export const EcommerceStakeholderEnum = enumOf(
  'EcommerceStakeholder',
  vocabulary.ECOMMERCE_STAKEHOLDERS,
  'E-commerce stakeholders (note, Annex II, figure 2-2).',
);
export const BusinessModelEnum = enumOf(
  'BusinessModel',
  vocabulary.BUSINESS_MODELS,
  'Business models 1, 2, 3, 4-1, 4-2 and 4-3 of the note, IV, chart 1.',
);
export const AuthorizationStatusEnum = enumOf(
  'AuthorizationStatus',
  vocabulary.AUTHORIZATION_STATUSES,
  'Status of one authorization.',
);
export const ValidationMethodEnum = enumOf(
  'ValidationMethod',
  vocabulary.VALIDATION_METHODS,
  'How compliance was validated (note, VIII).',
);
export const SafeCriterionEnum = enumOf(
  'SafeCriterion',
  vocabulary.SAFE_CRITERIA,
  'Criteria of SAFE, Annex IV, A to M.',
);
export const CriterionResultEnum = enumOf('CriterionResult', vocabulary.CRITERION_RESULTS, 'Result for one criterion.');
export const AssessmentBasisEnum = enumOf(
  'AssessmentBasis',
  vocabulary.ASSESSMENT_BASES,
  'Whether a criterion was assessed directly or rests on a UPU standard (note, V).',
);
export const TransportModeEnum = enumOf('TransportMode', vocabulary.TRANSPORT_MODES, 'Mode of transport.');
export const PurposeOfUseEnum = enumOf(
  'PurposeOfUse',
  vocabulary.PURPOSES_OF_USE,
  'Why somebody asks; information may be used for that purpose only (note, VIII).',
);
export const ArrangementStatusEnum = enumOf(
  'ArrangementStatus',
  vocabulary.ARRANGEMENT_STATUSES,
  'Where an arrangement stands. Only PILOT and IN_FORCE recognise.',
);
export const SourceCertaintyEnum = enumOf(
  'SourceCertainty',
  vocabulary.SOURCE_CERTAINTIES,
  'How sure a fact is. ASSUMED never decides an answer.',
);
export const AgreementFormEnum = enumOf(
  'AgreementForm',
  vocabulary.AGREEMENT_FORMS,
  'Form of an assistance instrument.',
);
export const AssistanceKindEnum = enumOf('AssistanceKind', vocabulary.ASSISTANCE_KINDS, 'What is asked for.');
export const BenefitScopeEnum = enumOf('BenefitScope', vocabulary.BENEFIT_SCOPES, 'Whom a benefit is for.');
export const ThresholdMeasureEnum = enumOf(
  'ThresholdMeasure',
  vocabulary.THRESHOLD_MEASURES,
  'What a low-value threshold is compared with.',
);
export const RecognitionOutcomeEnum = enumOf(
  'RecognitionOutcome',
  recognition.RECOGNITION_OUTCOMES,
  'UNDETERMINED is never a "no" and never cached as one; NOT_APPLICABLE: the asking administration’s own operator.',
);
export const RecognitionReasonEnum = enumOf(
  'RecognitionReason',
  recognition.RECOGNITION_REASONS,
  'Why the outcome is what it is.',
);
export const RecognitionNoticeEnum = enumOf(
  'RecognitionNotice',
  recognition.RECOGNITION_NOTICES,
  'What did not decide but should be known.',
);
export const NextStepEnum = enumOf('NextStep', recognition.NEXT_STEPS, 'What the officer can do now.');
export const DecisionBasisEnum = enumOf('DecisionBasis', recognition.DECISION_BASES, 'On what the decision rests.');
