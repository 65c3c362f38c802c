import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import {
  BusinessModelEnum,
  EcommerceStakeholderEnum,
  ThresholdMeasureEnum,
  TransportModeEnum,
} from '../../runtime/enums.ts';
import {
  CountryCodeScalar,
  CurrencyScalar,
  CursorScalar,
  DateScalar,
  DateTimeScalar,
  DecimalScalar,
  TinScalar,
} from '../../runtime/scalars.ts';
import { AdministrationReference, PageInfo } from '../../runtime/shared-types.ts';
import {
  ApplicantCapacityEnum,
  DeregistrationKindEnum,
  LiablePartyEnum,
  RegistrationSideEnum,
  RegistrationStatusEnum,
} from './enums.ts';
import type { CollectionSchemeObject, ForeignVendorObject, VendorRegistrationObject } from './objects.ts';

/** The output types; fields that need a look-up stand with the resolvers. Made once a schema. */
export function createVendorRegistrationTypes() {
  @ObjectType('ForeignVendor', {
    description:
      'A vendor established abroad that sells to consumers of a destination, as that destination knows it. Only the ' +
      'destination sees it; a vendor of two destinations is two of these, neither of which tells of the other.',
  })
  @Directive('@key(fields: "id")')
  class ForeignVendor {
    @Field(() => ID, { description: 'Opaque; given by this service.' })
    id: string;

    @Field(() => String, { description: 'Legal name, as its latest application states it.' })
    legalName: string;

    @Field(() => CountryCodeScalar, { description: 'Country of establishment, ISO 3166-1 alpha-2.' })
    establishedIn: string;

    @Field(() => TinScalar, { nullable: true, description: 'Its TIN at home; null: it has stated none.' })
    tin: string | null;

    @Field(() => EcommerceStakeholderEnum, { description: 'The part it plays in e-commerce (note, Annex II).' })
    stakeholder: ForeignVendorObject['stakeholder'];
  }

  @ObjectType('TaxRate', { description: 'One rate of one country, in force until a later row of the same class.' })
  class TaxRate {
    @Field(() => CountryCodeScalar, { description: 'Whose rate; of the EU, a member state. ISO 3166-1 alpha-2.' })
    destinationCountry: string;

    @Field(() => String, {
      description: 'STANDARD, REDUCED_1 (the highest reduced rate), REDUCED_2, REDUCED_3 or ZERO.',
    })
    class: string;

    @Field(() => DecimalScalar, { description: 'Per cent.' })
    rate: string;

    @Field(() => DateScalar, { description: 'First day for which a source shows it.' })
    inForceFrom: string;
  }

  @ObjectType('RegistrationTurnover', {
    description: 'The turnover in twelve months from which registration is a duty; both amounts where both stand.',
  })
  class RegistrationTurnover {
    @Field(() => DecimalScalar, { description: 'Sales to the destination, in `currency`.' })
    amount: string;

    @Field(() => CurrencyScalar, { description: 'Of both amounts; ISO 4217.' })
    currency: string;

    @Field(() => Boolean, { description: 'True: from the amount on. False: above it.' })
    inclusive: boolean;

    @Field(() => DecimalScalar, {
      nullable: true,
      description: 'Turnover in the whole world that has to be exceeded as well; null: no such condition.',
    })
    worldwideAmount: string | null;
  }

  @ObjectType('CollectionScheme', {
    description:
      'Rules under which foreign vendors assess, collect and remit taxes on low-value goods: dated data, a row a period. ' +
      'Schemes whose number format or return period is not published yet are not listed.',
  })
  class CollectionScheme {
    @Field(() => AdministrationReference, { description: 'Whose scheme it is.' })
    destination: AdministrationReference;

    @Field(() => String, { description: 'Its name in English.' })
    name: string;

    @Field(() => DateScalar, { description: 'First day of this row.' })
    inForceFrom: string;

    @Field(() => DateScalar, { nullable: true, description: 'Last day, inclusive; null: no end is known.' })
    inForceTo: string | null;

    @Field(() => CurrencyScalar, { description: 'Of the threshold, of duty, of tax and of returns; ISO 4217.' })
    currency: string;

    @Field(() => DecimalScalar, {
      description:
        'Highest value without transport and insurance, in `currency`; where thresholds differ by class of rate, that of the standard rate.',
    })
    lowValueThreshold: string;

    @Field(() => ThresholdMeasureEnum, {
      description: 'Whether one piece or the whole consignment is compared with it.',
    })
    measure: CollectionSchemeObject['measure'];

    @Field(() => [TransportModeEnum], { description: 'Modes covered; empty: all.' })
    modes: CollectionSchemeObject['modes'];

    @Field(() => [ApplicantCapacityEnum], { description: 'Who registers under it.' })
    whoRegisters: CollectionSchemeObject['whoRegisters'];

    @Field(() => RegistrationTurnover, {
      nullable: true,
      description: 'From which turnover one must register; null: no source states one.',
    })
    registrationTurnover: RegistrationTurnover | null;

    @Field(() => String, {
      description:
        'Format of its numbers, a regular expression; no check digit is claimed where no public rule exists.',
    })
    numberFormat: string;

    @Field(() => Int, { description: 'Months that a return covers: 1 monthly, 3 quarterly.' })
    returnMonths: number;

    @Field(() => String, { description: 'Where the rules are taken from.' })
    source: string;
  }

  @ObjectType('RegistrationEvent', { description: 'One step of a registration.' })
  class RegistrationEvent {
    @Field(() => DateTimeScalar, { description: 'When it was taken.' })
    at: string;

    @Field(() => ID, {
      description: 'Who took it: an officer or program of the destination, or the vendor’s own side.',
    })
    by: string;

    @Field(() => RegistrationStatusEnum, { nullable: true, description: 'Status before; null: the application.' })
    from: VendorRegistrationObject['status'] | null;

    @Field(() => RegistrationStatusEnum, { description: 'Status after.' })
    to: VendorRegistrationObject['status'];

    @Field(() => String, { nullable: true, description: 'Reason, question or answer; null: none.' })
    remark: string | null;

    @Field(() => String, {
      nullable: true,
      description:
        'Reference of the request for assistance that this step made; null: it made none, or the vendor itself asks, ' +
        'which learns of no case between administrations (shown with vendor:read).',
    })
    assistanceReference: string | null;

    @Field(() => RegistrationSideEnum, { description: 'Which side took it.' })
    side: string;

    @Field(() => DeregistrationKindEnum, {
      nullable: true,
      description: 'Why it ended; null: another step, or none was stated.',
    })
    deregistration: string | null;

    @Field(() => DateScalar, {
      nullable: true,
      description: 'Last day on which the vendor cannot apply again, by the scheme’s rule; null: there is none.',
    })
    quarantineUntil: string | null;

    @Field(() => String, {
      nullable: true,
      description:
        'How the decision is appealed against (WTO TFA, article 4); null: it decides nothing against the vendor.',
    })
    appealNote: string | null;

    @Field(() => String, {
      nullable: true,
      description:
        'The scheme’s own rule, with its source, that took this step without an officer; null: somebody decided.',
    })
    rule: string | null;
  }

  @ObjectType('VendorRegistration', {
    description: 'One registration of a foreign vendor under a collection scheme. Only its destination sees it.',
  })
  @Directive('@key(fields: "id")')
  class VendorRegistration {
    @Field(() => ID, { description: 'Opaque; given by this service.' })
    id: string;

    @Field(() => ID, {
      nullable: true,
      description: 'In the scheme’s format; null until it first becomes ACTIVE. Kept for good, never given to another.',
    })
    number: string | null;

    @Field(() => BusinessModelEnum, { description: 'How it sells (note, IV, chart 1).' })
    businessModel: VendorRegistrationObject['businessModel'];

    @Field(() => ApplicantCapacityEnum, { description: 'In which capacity it was applied for.' })
    capacity: VendorRegistrationObject['capacity'];

    @Field(() => RegistrationStatusEnum, { description: 'Where it stands.' })
    status: VendorRegistrationObject['status'];

    @Field(() => Int, {
      description: 'Pass it with the next step; somebody else’s step in between is VERSION_CONFLICT.',
    })
    version: number;
  }

  @ObjectType('Liability', { description: 'Who must assess, collect and remit for the goods of a registration.' })
  class Liability {
    @Field(() => LiablePartyEnum, { description: 'Who, by business model, part in e-commerce and scheme.' })
    liable: string;

    @Field(() => String, { description: 'The rule that says so, with its source and the scheme’s row.' })
    rule: string;
  }

  @ObjectType('VendorRegistrationEdge', { description: 'A registration and its place in the list.' })
  class VendorRegistrationEdge {
    @Field(() => CursorScalar, { description: 'Pass it as `after`.' })
    cursor: string;

    @Field(() => VendorRegistration, { description: 'The registration.' })
    node: VendorRegistrationObject;
  }

  @ObjectType('VendorRegistrationConnection', { description: 'One page of registrations, newest first.' })
  class VendorRegistrationConnection {
    @Field(() => [VendorRegistrationEdge], { description: 'The registrations of this page.' })
    edges: readonly VendorRegistrationEdge[];

    @Field(() => PageInfo, { description: 'Where the page ends.' })
    pageInfo: PageInfo;
  }

  return {
    ForeignVendor,
    TaxRate,
    CollectionScheme,
    RegistrationEvent,
    VendorRegistration,
    Liability,
    VendorRegistrationConnection,
  };
}

export type VendorRegistrationTypes = ReturnType<typeof createVendorRegistrationTypes>;
