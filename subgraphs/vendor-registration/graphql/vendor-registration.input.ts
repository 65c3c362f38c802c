import { Field, ID, InputType, Int } from 'type-graphql';
import type { BusinessModel, EcommerceStakeholder, TransportMode } from '../../../schema/contract/vocabulary.ts';
import { BusinessModelEnum, EcommerceStakeholderEnum, TransportModeEnum } from '../../runtime/enums.ts';
import { CountryCodeScalar, CurrencyScalar, DateScalar, DecimalScalar, TinScalar } from '../../runtime/scalars.ts';
import type { StatedConsignment } from '../domain/consignment.ts';
import type { StatedReturn } from '../domain/remittance-return.ts';
import type { VendorApplication } from '../domain/vendor-application.ts';

const KEY = 'The client’s own key: the same again gives the same object, with other content it is BAD_USER_INPUT.';

/** The input types. Made once a schema. */
export function createVendorRegistrationInputs() {
  @InputType('VendorApplicationInput', {
    description: 'An application of a foreign vendor at the asking administration.',
  })
  class VendorApplicationInput {
    @Field(() => String, { description: 'Legal name, 1 to 300 characters.' })
    legalName: string;

    @Field(() => CountryCodeScalar, { description: 'Where it is established: outside the destination.' })
    establishedIn: string;

    @Field(() => TinScalar, {
      nullable: true,
      description:
        'Its TIN at home, where it has one. TIN_MALFORMED, TIN_CHECKSUM or TERRITORY_UNKNOWN where it is none.',
    })
    tin?: string | null;

    @Field(() => EcommerceStakeholderEnum, { description: 'The part it plays in e-commerce.' })
    stakeholder: EcommerceStakeholder;

    @Field(() => BusinessModelEnum, { description: 'How it sells.' })
    businessModel: BusinessModel;

    @Field(() => TinScalar, {
      nullable: true,
      description: 'TIN of an operator of the destination that represents it (note, option 1); null: none.',
    })
    representative?: string | null;

    @Field(() => String, { description: 'E-mail address for questions.' })
    contactEmail: string;

    @Field(() => ID, { description: KEY })
    idempotencyKey: string;
  }

  @InputType('ConsignmentItemInput', { description: 'One line of a consignment.' })
  class ConsignmentItemInput {
    @Field(() => String, { description: 'HS or national tariff code, 6 to 10 digits.' })
    hsCode: string;

    @Field(() => Int, { description: 'Pieces, 1 to 1,000,000.' })
    quantity: number;

    @Field(() => DecimalScalar, {
      description: 'Intrinsic value of one piece: without transport, insurance and tax; above 0.',
    })
    intrinsicValue: string;
  }

  @InputType('ConsignmentInput', { description: 'A consignment as it is declared.' })
  class ConsignmentInput {
    @Field(() => [ConsignmentItemInput], { description: '1 to 999 lines.' })
    items: ConsignmentItemInput[];

    @Field(() => CurrencyScalar, { description: 'Of the values; another than the scheme’s cannot be converted yet.' })
    currency: string;

    @Field(() => TransportModeEnum, { description: 'Mode in which it arrives.' })
    mode: TransportMode;

    @Field(() => DateScalar, { description: 'Day of arrival at the destination: the rules of that day hold.' })
    arrivesOn: string;

    @Field(() => CountryCodeScalar, {
      nullable: true,
      description:
        'Which member state; required where the destination has several, else null or the destination itself.',
    })
    destinationCountry?: string | null;
  }

  @InputType('RemittanceReturnInput', { description: 'The return of one period, in the scheme’s currency.' })
  class RemittanceReturnInput {
    @Field(() => String, {
      description: '`2026-07` or `2026-Q3`, as the scheme’s returns go; a period that has ended.',
    })
    period: string;

    @Field(() => Int, { description: 'Consignments, 0 or more; a nil return has 0.' })
    consignments: number;

    @Field(() => DecimalScalar, { description: 'Duty assessed, 0 or more.' })
    assessedDuty: string;

    @Field(() => DecimalScalar, { description: 'Tax assessed, 0 or more.' })
    assessedTax: string;

    @Field(() => DecimalScalar, { description: 'Paid by buyers, 0 or more.' })
    collected: string;

    @Field(() => DecimalScalar, { description: 'Paid over, 0 up to what was assessed.' })
    remitted: string;

    @Field(() => ID, { description: KEY })
    idempotencyKey: string;
  }

  return { VendorApplicationInput, ConsignmentInput, RemittanceReturnInput };
}

export type VendorRegistrationInputs = ReturnType<typeof createVendorRegistrationInputs>;
type InputOf<Name extends keyof VendorRegistrationInputs> = InstanceType<VendorRegistrationInputs[Name]>;
export type VendorApplicationFields = InputOf<'VendorApplicationInput'>;
export type ConsignmentFields = InputOf<'ConsignmentInput'>;
export type RemittanceReturnFields = InputOf<'RemittanceReturnInput'>;

export function vendorApplicationOf(input: VendorApplicationFields): VendorApplication {
  return {
    legalName: input.legalName,
    establishedIn: input.establishedIn,
    tin: input.tin ?? null,
    stakeholder: input.stakeholder,
    businessModel: input.businessModel,
    representative: input.representative ?? null,
    contactEmail: input.contactEmail,
    idempotencyKey: input.idempotencyKey,
  };
}

export function statedConsignmentOf(input: ConsignmentFields): StatedConsignment {
  return {
    items: input.items.map(({ hsCode, quantity, intrinsicValue }) => ({ hsCode, quantity, intrinsicValue })),
    currency: input.currency,
    mode: input.mode,
    arrivesOn: input.arrivesOn,
    destinationCountry: input.destinationCountry ?? null,
  };
}

export function statedReturnOf(input: RemittanceReturnFields): StatedReturn {
  return {
    period: input.period,
    consignments: input.consignments,
    assessedDuty: input.assessedDuty,
    assessedTax: input.assessedTax,
    collected: input.collected,
    remitted: input.remitted,
    idempotencyKey: input.idempotencyKey,
  };
}
