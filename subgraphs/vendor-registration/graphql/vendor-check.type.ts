import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { CurrencyScalar, DateScalar, DecimalScalar, JwsScalar } from '../../runtime/scalars.ts';
import { MatchKindEnum, VendorCheckOutcomeEnum, VendorCheckReasonEnum } from './enums.ts';
import type { ForeignVendorObject, VendorRegistrationObject } from './objects.ts';
import type { VendorRegistrationTypes } from './vendor-registration.type.ts';

/** What is told at import, and what its counts tell the destination. Made once a schema. */
export function createVendorCheckTypes({ VendorRegistration, ForeignVendor }: VendorRegistrationTypes) {
  @ObjectType('ExchangeRate', { description: 'An official rate: one unit of `base` is `rate` units of `quote`.' })
  class ExchangeRate {
    @Field(() => CurrencyScalar, { description: 'ISO 4217.' })
    base: string;

    @Field(() => CurrencyScalar, { description: 'ISO 4217.' })
    quote: string;

    @Field(() => DecimalScalar, { description: 'Units of `quote` for one of `base`.' })
    rate: string;

    @Field(() => DateScalar, { description: 'First day.' })
    validFrom: string;

    @Field(() => DateScalar, { description: 'Last day, inclusive.' })
    validTo: string;

    @Field(() => String, { description: 'Who publishes it.' })
    source: string;
  }

  @ObjectType('VendorRegistrationCheck', {
    description: 'Whether a registration number may stand for a consignment on the day of its arrival, and why.',
  })
  class VendorRegistrationCheck {
    @Field(() => VendorCheckOutcomeEnum, {
      description: 'VALID: the tax is the vendor’s to remit, not the buyer’s to pay.',
    })
    outcome: string;

    @Field(() => [VendorCheckReasonEnum], { description: 'Every reason that was found; empty: VALID.' })
    reasons: readonly string[];

    @Field(() => VendorRegistration, {
      nullable: true,
      description: 'The registration; null: nobody here has the number.',
    })
    registration: VendorRegistrationObject | null;

    @Field(() => DecimalScalar, {
      nullable: true,
      description: 'Duty that the vendor should have collected, in the scheme’s currency; null unless VALID.',
    })
    duty: string | null;

    @Field(() => DecimalScalar, {
      nullable: true,
      description:
        'Tax at the rates of the goods’ classes on value and duty, in the scheme’s currency, rounded once as the scheme ' +
        'rounds; null unless VALID, and where no rate is shown for the day.',
    })
    tax: string | null;

    @Field(() => ExchangeRate, {
      nullable: true,
      description:
        'The official rate by which the values were converted, on the day of arrival; null: none was needed, or had.',
    })
    exchangeRate: ExchangeRate | null;

    @Field(() => ID, { description: 'Proof that this was asked and answered.' })
    consultationNumber: string;

    @Field(() => JwsScalar, {
      description: 'Question and answer, signed by this service; `typ` is aeo-vendor-check+jwt.',
    })
    receipt: string;
  }

  @ObjectType('VendorCheckProblem', {
    description: 'Why a row of a batch could not be asked. It says nothing about the number.',
  })
  class VendorCheckProblem {
    @Field(() => String, { description: 'A code of the error registry.' })
    code: string;

    @Field(() => String, { description: 'In words.' })
    message: string;

    @Field(() => String, { nullable: true, description: 'Which value of the row; null: none in particular.' })
    field: string | null;

    @Field(() => String, { nullable: true, description: 'The rule that it breaks; null: none in particular.' })
    rule: string | null;
  }

  @ObjectType('VendorCheckRow', { description: 'What was answered to one row of a batch: `check` or `problem`.' })
  class VendorCheckRow {
    @Field(() => ID, { description: 'The number as it was asked about.' })
    number: string;

    @Field(() => VendorRegistrationCheck, { nullable: true, description: 'The answer; null: see `problem`.' })
    check: VendorRegistrationCheck | null;

    @Field(() => VendorCheckProblem, { nullable: true, description: 'Null: it was answered.' })
    problem: VendorCheckProblem | null;
  }

  @ObjectType('DayOfUse', { description: 'How often a number was checked on one day of its destination.' })
  class DayOfUse {
    @Field(() => DateScalar, { description: 'The day.' })
    day: string;

    @Field(() => Int, { description: 'Checks.' })
    checks: number;

    @Field(() => Int, { description: 'Those of them that were NOT_VALID.' })
    notValid: number;

    @Field(() => Float, {
      nullable: true,
      description: 'Median of its days of use in the 28 days before; null: fewer than seven of them.',
    })
    usualChecks: number | null;

    @Field(() => Boolean, {
      description:
        'At least 20 checks and more than five times the usual: a number in the hands of others looks like that. It changes no answer.',
    })
    unusual: boolean;
  }

  @ObjectType('PossibleDuplicate', {
    description: 'Another vendor of the destination that may be the same. Nothing is merged.',
  })
  class PossibleDuplicate {
    @Field(() => ForeignVendor, { description: 'The other one.' })
    vendor: ForeignVendorObject;

    @Field(() => [MatchKindEnum], { description: 'What they have in common.' })
    matches: readonly string[];
  }

  @ObjectType('ImportedExchangeRates', { description: 'What an import did.' })
  class ImportedExchangeRates {
    @Field(() => Int, { description: 'Rates that are new.' })
    imported: number;

    @Field(() => Int, { description: 'Rates that were kept already, the same in every value.' })
    unchanged: number;
  }

  return { VendorRegistrationCheck, VendorCheckRow, DayOfUse, PossibleDuplicate, ImportedExchangeRates };
}

export type VendorCheckTypes = ReturnType<typeof createVendorCheckTypes>;
