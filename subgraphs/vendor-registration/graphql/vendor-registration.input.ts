import { Field, ID, InputType, Int } from 'type-graphql';
import type { BusinessModel, EcommerceStakeholder, TransportMode } from '../../../schema/contract/vocabulary.ts';
import type { SchemeRegistrant } from '../../../schema/reference/collection-schemes.ts';
import type { TaxRateClass } from '../../../schema/reference/tax-rates.ts';
import { BusinessModelEnum, EcommerceStakeholderEnum, TransportModeEnum } from '../../runtime/enums.ts';
import { CountryCodeScalar, CurrencyScalar, DateScalar, DecimalScalar, TinScalar } from '../../runtime/scalars.ts';
import type { StatedConsignment } from '../domain/consignment.ts';
import type { ConversionRate } from '../domain/conversion-rate.ts';
import type { StatedReturn } from '../domain/remittance-return.ts';
import type { StatedPayment } from '../domain/stated-payment.ts';
import type { VendorApplication } from '../domain/vendor-application.ts';
import { ApplicantCapacityEnum, TaxClassEnum } from './enums.ts';

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
      description:
        'TIN of an operator of the destination that represents it (note, option 1); null: none, which is BAD_USER_INPUT ' +
        'where the scheme has an intermediary rule that does not except the vendor’s country.',
    })
    representative?: string | null;

    @Field(() => ApplicantCapacityEnum, {
      nullable: true,
      description:
        'In which capacity; null: PLATFORM for a platform, INTERMEDIARY where a representative is named and the scheme knows ' +
        'intermediaries, else VENDOR. One that the scheme does not register is BAD_USER_INPUT.',
    })
    capacity?: SchemeRegistrant | null;

    @Field(() => String, { description: 'E-mail address for questions.' })
    contactEmail: string;

    @Field(() => String, { nullable: true, description: 'Its address, 1 to 1,000 characters; null: not stated.' })
    address?: string | null;

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

    @Field(() => TaxClassEnum, {
      nullable: true,
      description: 'Class of rate of the goods; null: STANDARD. It decides the rate, and in Switzerland the threshold.',
    })
    taxClass?: TaxRateClass | null;
  }

  @InputType('ConsignmentInput', { description: 'A consignment as it is declared.' })
  class ConsignmentInput {
    @Field(() => [ConsignmentItemInput], { description: '1 to 999 lines.' })
    items: ConsignmentItemInput[];

    @Field(() => CurrencyScalar, {
      description:
        'Of the values; another than the scheme’s is converted at the destination’s official rate of the day of arrival, ' +
        'and without one the check is UNDETERMINED.',
    })
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

    @Field(() => String, {
      nullable: true,
      description:
        'The declarant’s own reference, 1 to 100 characters: a consignment that is checked again counts once. Null: none.',
    })
    reference?: string | null;
  }

  @InputType('VendorCheckInput', { description: 'One row of a batch.' })
  class VendorCheckInput {
    @Field(() => ID, { description: 'As it is declared.' })
    number: string;

    @Field(() => ConsignmentInput, { description: 'What it is declared for.' })
    consignment: ConsignmentInput;
  }

  @InputType('ExchangeRateInput', { description: 'An official rate: one unit of `base` is `rate` units of `quote`.' })
  class ExchangeRateInput {
    @Field(() => CurrencyScalar, { description: 'ISO 4217.' })
    base: string;

    @Field(() => CurrencyScalar, { description: 'ISO 4217, another one.' })
    quote: string;

    @Field(() => DecimalScalar, { description: 'Units of `quote` for one of `base`, above 0.' })
    rate: string;

    @Field(() => DateScalar, { description: 'First day.' })
    validFrom: string;

    @Field(() => DateScalar, { description: 'Last day, inclusive.' })
    validTo: string;

    @Field(() => String, { description: 'Who publishes it, 1 to 300 characters.' })
    source: string;
  }

  @InputType('PaymentInput', { description: 'A part of what was assessed that has been paid.' })
  class PaymentInput {
    @Field(() => String, { description: 'Period of a return that has been filed.' })
    period: string;

    @Field(() => DecimalScalar, { description: 'Above 0, at most what is outstanding; in the scheme’s currency.' })
    amount: string;

    @Field(() => DateScalar, { description: 'Day of the payment, today or before.' })
    paidOn: string;

    @Field(() => String, { nullable: true, description: 'The destination’s own reference; null: none.' })
    reference?: string | null;

    @Field(() => ID, { description: KEY })
    idempotencyKey: string;
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

  return {
    VendorApplicationInput,
    ConsignmentInput,
    VendorCheckInput,
    ExchangeRateInput,
    PaymentInput,
    RemittanceReturnInput,
  };
}

export type VendorRegistrationInputs = ReturnType<typeof createVendorRegistrationInputs>;
type InputOf<Name extends keyof VendorRegistrationInputs> = InstanceType<VendorRegistrationInputs[Name]>;
export type VendorApplicationFields = InputOf<'VendorApplicationInput'>;
export type ConsignmentFields = InputOf<'ConsignmentInput'>;
export type VendorCheckFields = InputOf<'VendorCheckInput'>;
export type ExchangeRateFields = InputOf<'ExchangeRateInput'>;
export type PaymentFields = InputOf<'PaymentInput'>;
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
    address: input.address ?? null,
    capacity: input.capacity ?? null,
    idempotencyKey: input.idempotencyKey,
  };
}

export function statedConsignmentOf(input: ConsignmentFields): StatedConsignment {
  return {
    items: input.items.map(({ hsCode, quantity, intrinsicValue, taxClass }) => ({
      hsCode,
      quantity,
      intrinsicValue,
      taxClass: taxClass ?? null,
    })),
    currency: input.currency,
    mode: input.mode,
    arrivesOn: input.arrivesOn,
    destinationCountry: input.destinationCountry ?? null,
    reference: input.reference ?? null,
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

export function statedPaymentOf(input: PaymentFields): StatedPayment {
  const { period, amount, paidOn, reference, idempotencyKey } = input;
  return { period, amount, paidOn, reference: reference ?? null, idempotencyKey };
}

export function conversionRateOf({
  base,
  quote,
  rate,
  validFrom,
  validTo,
  source,
}: ExchangeRateFields): ConversionRate {
  return { base, quote, rate, validFrom, validTo, source };
}
