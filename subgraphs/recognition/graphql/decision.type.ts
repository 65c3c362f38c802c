import { Field, ID, Int, ObjectType } from 'type-graphql';
import type {
  DecisionBasis,
  NextStep,
  RecognitionNotice,
  RecognitionOutcome,
  RecognitionReason,
} from '../../../schema/contract/recognition.ts';
import type {
  AssistanceKind,
  OperatorRole,
  PurposeOfUse,
  SafeCriterion,
  TransportMode,
} from '../../../schema/contract/vocabulary.ts';
import {
  AssistanceKindEnum,
  DecisionBasisEnum,
  NextStepEnum,
  OperatorRoleEnum,
  PurposeOfUseEnum,
  RecognitionNoticeEnum,
  RecognitionOutcomeEnum,
  RecognitionReasonEnum,
  SafeCriterionEnum,
  TransportModeEnum,
} from '../../runtime/enums.ts';
import { DateTimeScalar, JwsScalar, TinScalar } from '../../runtime/scalars.ts';
import { BenefitType } from './administration.type.ts';
import { MutualRecognitionArrangementType } from './arrangement.type.ts';

@ObjectType('EvaluatedQuestion', { description: 'What was in fact looked at.' })
export class EvaluatedQuestionType {
  @Field(() => OperatorRoleEnum)
  role: OperatorRole;

  @Field(() => TransportModeEnum, { nullable: true, description: 'Null: not stated.' })
  mode: TransportMode | null;

  @Field(() => DateTimeScalar, { description: 'The instant asked about.' })
  on: string;

  @Field(() => Boolean, { description: 'True if the declared name was compared with those of the record.' })
  nameCompared: boolean;
}

@ObjectType('AssistanceDraft', { description: 'A request for assistance, with the fields of AssistanceRequestInput.' })
export class AssistanceDraftType {
  @Field(() => ID, { description: 'Code of the administration to be asked.' })
  requested: string;

  @Field(() => AssistanceKindEnum)
  kind: AssistanceKind;

  @Field(() => ID, { description: 'The agreement in force that allows it.' })
  agreement: string;

  @Field(() => String)
  reason: string;

  @Field(() => String)
  facts: string;

  @Field(() => PurposeOfUseEnum)
  purpose: PurposeOfUse;

  @Field(() => TinScalar)
  subjectTin: string;

  @Field(() => [SafeCriterionEnum])
  criteria: readonly SafeCriterion[];
}

@ObjectType('RecognitionDecision', {
  description: 'Whether the asking administration recognises the operator’s AEO status, why, and what proves it.',
})
export class RecognitionDecisionType {
  @Field(() => RecognitionOutcomeEnum)
  outcome: RecognitionOutcome;

  @Field(() => [RecognitionReasonEnum], { description: 'Every rule that spoke against; empty when RECOGNISED.' })
  reasons: readonly RecognitionReason[];

  @Field(() => MutualRecognitionArrangementType, {
    nullable: true,
    description: 'With the coverage row that was applied, as it stood on the date asked about; null: none applies.',
  })
  arrangement: MutualRecognitionArrangementType | null;

  @Field(() => [BenefitType], { description: 'Empty unless RECOGNISED.' })
  benefits: readonly BenefitType[];

  @Field(() => EvaluatedQuestionType)
  evaluated: EvaluatedQuestionType;

  @Field(() => DecisionBasisEnum, {
    description:
      'LIVE: on a statement made for this question. LAST_KNOWN: on an earlier one, while the registry is silent; only ever RECOGNISED. NONE: no statement was needed or had.',
  })
  basis: DecisionBasis;

  @Field(() => DateTimeScalar, {
    description:
      'When the home registry said so, with LAST_KNOWN before this question; now where nothing is had of it.',
  })
  factsAsOf: string;

  @Field(() => [RecognitionNoticeEnum], { description: 'What did not decide but should be known.' })
  notices: readonly RecognitionNotice[];

  /** Shown by a field resolver, to callers with the scope operator:read. */
  statement: string | null;

  @Field(() => ID, { description: 'Proof that this question was asked and answered; look it up with `consultation`.' })
  consultationNumber: string;

  @Field(() => JwsScalar, {
    description: 'Question, answer, arrangement version and attestation hash; verifiable offline.',
  })
  receipt: string;

  @Field(() => NextStepEnum)
  nextStep: NextStep;

  @Field(() => Int, {
    nullable: true,
    description:
      'Seconds, until the end of an announced maintenance where that is why; null unless `nextStep` is RETRY_LATER.',
  })
  retryAfterSeconds: number | null;

  @Field(() => AssistanceDraftType, {
    nullable: true,
    description: 'What `submitAssistanceRequest` needs, ready to send; null unless `nextStep` is ASK_FOR_ASSISTANCE.',
  })
  assistance: AssistanceDraftType | null;
}

@ObjectType('TimeProof', {
  description:
    'Shows that a receipt was there at a time, even if its signer’s key is stolen later. Verifiable offline with the certificate of the time-stamping authority.',
})
export class TimeProofType {
  @Field(() => DateTimeScalar, {
    description: 'When the authority stamped it, at the latest: its time and what it says it may be wrong by.',
  })
  stampedAt: string;

  @Field(() => JwsScalar, { description: 'The head of the log that was stamped; `root` in it is over the receipts.' })
  head: string;

  @Field(() => [String], {
    description:
      'From the SHA-256 leaf of the receipt to `root`, as RFC 9162, 2.1, hashes: `L:` and a hash in base64url where the other side stands on the left, `R:` on the right. Empty: the receipt is alone.',
  })
  path: readonly string[];

  @Field(() => String, { description: 'TimeStampToken of RFC 3161 over the text of `head`; DER in base64.' })
  token: string;
}

@ObjectType('Consultation', { description: 'A question that the caller’s administration asked, with its proof.' })
export class ConsultationType {
  @Field(() => ID)
  number: string;

  @Field(() => DateTimeScalar)
  askedAt: string;

  @Field(() => ID, { description: 'Code of the administration that asked.' })
  askedBy: string;

  @Field(() => PurposeOfUseEnum)
  purpose: PurposeOfUse;

  @Field(() => TinScalar)
  tin: string;

  @Field(() => RecognitionOutcomeEnum)
  outcome: RecognitionOutcome;

  @Field(() => JwsScalar)
  receipt: string;
}
