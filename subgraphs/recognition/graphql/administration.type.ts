import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type {
  BenefitScope,
  EcommerceStakeholder,
  OperatorRole,
  WcoRegion,
} from '../../../schema/contract/vocabulary.ts';
import {
  BenefitScopeEnum,
  EcommerceStakeholderEnum,
  enumOf,
  OperatorRoleEnum,
  WcoRegionEnum,
} from '../../runtime/enums.ts';
import { CountryCodeScalar, DateTimeScalar } from '../../runtime/scalars.ts';
import type { RegistryStatus } from '../service/registry-watch.ts';

const RegistryStatusEnum = enumOf(
  'RegistryStatus',
  ['AVAILABLE', 'DEGRADED', 'UNAVAILABLE', 'NOT_CONNECTED'] as const satisfies readonly RegistryStatus[],
  'Whether a registry answers. NOT_CONNECTED: a party to arrangements that has no registry here.',
);

@ObjectType('Benefit', {
  description: 'What an administration grants to a recognised operator (SAFE, Annex IV; note, VII).',
})
export class BenefitType {
  @Field(() => ID, { description: 'The note’s A to M are ECOMMERCE_A to ECOMMERCE_M.' })
  code: string;

  @Field(() => BenefitScopeEnum)
  scope: BenefitScope;

  @Field(() => String)
  title: string;

  @Field(() => String)
  description: string;
}

@ObjectType('AeoProgramme', { description: 'An administration’s AEO programme, as it is today.' })
export class AeoProgrammeType {
  @Field(() => String)
  name: string;

  @Field(() => [OperatorRoleEnum], { description: 'Roles that may be authorised.' })
  eligibleRoles: readonly OperatorRole[];

  @Field(() => [EcommerceStakeholderEnum], {
    description: 'As the administration replied to the WCO (note, Annex II, figure 2-2).',
  })
  ecommerceStakeholders: readonly EcommerceStakeholder[];

  @Field(() => [String], { description: 'For example AEOC, AEOS, A, AA, AAA, CTPAT Tier 2.' })
  authorizationTypes: readonly string[];

  @Field(() => Int, { nullable: true, description: 'Years; null: no expiry.' })
  validityYears: number | null;

  @Field(() => Boolean, { description: 'Whether designated third parties may validate (note, VIII).' })
  acceptsThirdPartyValidators: boolean;

  @Field(() => [BenefitType])
  benefits: readonly BenefitType[];

  @Field(() => String, { description: 'Where this is known from.' })
  source: string;
}

@ObjectType('MaintenanceWindow', { description: 'A time in which a registry announced that it may not answer.' })
export class MaintenanceWindowType {
  @Field(() => DateTimeScalar, { description: 'Instant at which it begins.' })
  from: string;

  @Field(() => DateTimeScalar, { description: 'Instant at which it is over.' })
  until: string;

  @Field(() => Boolean, {
    description:
      'Whether the registry’s last known statements may be relied on meanwhile, where the arrangement lets one.',
  })
  fallbackAllowed: boolean;

  @Field(() => String, { nullable: true, description: 'In the administration’s words; null: none was given.' })
  remark: string | null;
}

@ObjectType('RegistryAvailability', { description: 'How a registry is, as the recognition service itself found it.' })
export class RegistryAvailabilityType {
  @Field(() => RegistryStatusEnum)
  status: RegistryStatus;

  @Field(() => DateTimeScalar)
  checkedAt: string;

  @Field(() => Float, { nullable: true, description: 'Milliseconds, of the last probes; null: none was answered.' })
  medianLatencyMs: number | null;

  @Field(() => String, { nullable: true, description: 'Version of the contract that it speaks; null: not known now.' })
  contractVersion: string | null;

  @Field(() => [MaintenanceWindowType], {
    description: 'Announced and not yet over, present and coming, in order of beginning.',
  })
  maintenance: readonly MaintenanceWindowType[];
}

@ObjectType('Administration', { description: 'A Customs administration, or another party to arrangements.' })
@Directive('@key(fields: "code")')
export class AdministrationType {
  @Field(() => ID, { description: 'For example KR, JP, EU.' })
  code: string;

  @Field(() => String)
  name: string;

  @Field(() => WcoRegionEnum)
  region: WcoRegion;

  @Field(() => [CountryCodeScalar], {
    description: 'Prefixes of the TINs it answers for; EU those of its member states.',
  })
  tinPrefixes: readonly string[];
}
