import { Field, ID, Int, ObjectType } from 'type-graphql';
import type {
  ArrangementStatus,
  OperatorRole,
  SourceCertainty,
  TransportMode,
} from '../../../schema/contract/vocabulary.ts';
import {
  ArrangementStatusEnum,
  OperatorRoleEnum,
  SourceCertaintyEnum,
  TransportModeEnum,
} from '../../runtime/enums.ts';
import { DateScalar } from '../../runtime/scalars.ts';
import { AdministrationType, BenefitType } from './administration.type.ts';

@ObjectType('Interruption', { description: 'A time in which a direction was suspended.' })
export class InterruptionType {
  @Field(() => DateScalar)
  from: string;

  @Field(() => DateScalar, { nullable: true, description: 'Last day, inclusive; null: still.' })
  until: string | null;

  @Field(() => String)
  source: string;
}

@ObjectType('ArrangementCoverage', {
  description: 'One direction and period: what `recognising` grants to operators of `authorising`.',
})
export class ArrangementCoverageType {
  @Field(() => AdministrationType)
  authorising: { code: string };

  @Field(() => AdministrationType)
  recognising: { code: string };

  @Field(() => DateScalar, {
    description:
      'First day, from midnight in the arrangement’s time zone; plurilateral arrangements start member by member.',
  })
  inForceFrom: string;

  @Field(() => DateScalar, { nullable: true, description: 'Last day, inclusive; null: without end.' })
  inForceTo: string | null;

  @Field(() => [InterruptionType])
  interruptions: readonly InterruptionType[];

  @Field(() => Int, {
    nullable: true,
    description: 'How far back a partner may be told, in months; null: not limited.',
  })
  historyMonths: number | null;

  @Field(() => [OperatorRoleEnum])
  roles: readonly OperatorRole[];

  @Field(() => [String], { description: 'Types of authorization that are recognised; empty: all.' })
  authorizationTypes: readonly string[];

  @Field(() => [TransportModeEnum], { description: 'Empty: all.' })
  modes: readonly TransportMode[];

  @Field(() => [BenefitType])
  benefits: readonly BenefitType[];

  @Field(() => Boolean)
  acceptsThirdPartyValidation: boolean;

  @Field(() => Boolean, { description: 'True: an overdue validation decides against; false: it is a notice.' })
  requiresCurrentValidation: boolean;

  @Field(() => Int, {
    description: 'How old, in hours, a last-known attestation may be while the registry is unreachable; 0: live only.',
  })
  maximumAttestationAgeHours: number;
}

@ObjectType('MutualRecognitionArrangement', {
  description: 'A mutual recognition arrangement between administrations, or work towards one.',
})
export class MutualRecognitionArrangementType {
  @Field(() => ID)
  id: string;

  @Field(() => [AdministrationType])
  parties: readonly { code: string }[];

  @Field(() => Int, { description: 'A correction is a new version; receipts name the one they used.' })
  version: number;

  @Field(() => String, { description: 'IANA; its dates begin and end at midnight there.' })
  timeZone: string;

  @Field(() => ArrangementStatusEnum, { description: 'Today’s, for readers; decisions use the coverage rows.' })
  status: ArrangementStatus;

  @Field(() => DateScalar, { nullable: true, description: 'Null: not known.' })
  signedOn: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Null: not in force, or not known.' })
  inForceFrom: string | null;

  @Field(() => DateScalar, { nullable: true })
  terminatedOn: string | null;

  @Field(() => [ArrangementCoverageType], { description: 'One row a direction and period.' })
  coverage: readonly ArrangementCoverageType[];

  @Field(() => SourceCertaintyEnum, { description: 'ASSUMED rows never yield RECOGNISED.' })
  certainty: SourceCertainty;

  @Field(() => String)
  source: string;
}
