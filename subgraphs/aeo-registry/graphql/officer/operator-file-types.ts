import { Ctx, Field, FieldResolver, ID, Int, ObjectType, Resolver, Root } from 'type-graphql';
import type { BusinessModel } from '../../../../schema/contract/vocabulary.ts';
import { BusinessModelEnum, enumOf } from '../../../runtime/enums.ts';
import { CountryCodeScalar, DateScalar, DateTimeScalar, TinScalar } from '../../../runtime/scalars.ts';
import type { AdvanceData, DataExchangeAgreement } from '../../domain/data-exchange.ts';
import { FINDING_SOURCES, type Finding, type FindingSource } from '../../domain/finding.ts';
import { ISSUE_STATES, type IssueEntry, type IssueState, type OperatorIssue } from '../../domain/operator-issue.ts';
import type { RepresentedVendor } from '../../domain/represented-vendor.ts';
import type { OfficerContext } from './officer-context.ts';
import type { createOfficerTypes } from './officer-types.ts';
import type { ShownOperator } from './show-operator.ts';

export const FindingSourceEnum = enumOf('FindingSource', FINDING_SOURCES, 'What a finding came from.');
export const IssueStateEnum = enumOf(
  'IssueState',
  ISSUE_STATES,
  'Where an issue stands: received, addressed, resolved (note, IX).',
);

/** What is on file of an operator beside its record, made anew for the officer endpoint. */
export function createOperatorFileTypes({ RegisteredOperatorType }: ReturnType<typeof createOfficerTypes>) {
  @ObjectType('RepresentedVendor', {
    description: 'A foreign vendor as a supply-chain partner of the operator that represents it (note, option 1).',
  })
  class RepresentedVendorType implements RepresentedVendor {
    @Field(() => ID, { description: 'Identifier.' })
    id: string;

    @Field(() => String, { description: 'Name.' })
    name: string;

    @Field(() => CountryCodeScalar, { description: 'Where it is established; never here.' })
    establishedIn: string;

    @Field(() => TinScalar, { nullable: true, description: 'Null: it has none, or none is known.' })
    tin: string | null;

    @Field(() => DateScalar, { description: 'First day, at this administration.' })
    from: string;

    @Field(() => DateScalar, { nullable: true, description: 'Last day, included; null: no end is known.' })
    until: string | null;
  }

  @ObjectType('Finding', { description: 'What was found between validations, and what is to be done by when.' })
  class FindingType implements Finding {
    @Field(() => ID, { description: 'Identifier.' })
    id: string;

    @Field(() => TinScalar, { description: 'The operator.' })
    tin: string;

    @Field(() => FindingSourceEnum, { description: 'What it came from.' })
    source: FindingSource;

    @Field(() => String, { description: 'What was found; never leaves this administration and the operator.' })
    description: string;

    @Field(() => String, { description: 'What the operator is to do.' })
    correctiveAction: string;

    @Field(() => DateScalar, { description: 'Last day for that, at this administration.' })
    dueOn: string;

    @Field(() => DateTimeScalar, { description: 'When it was recorded.' })
    recordedAt: string;

    @Field(() => String, { description: 'Who recorded it.' })
    recordedBy: string;

    @Field(() => DateTimeScalar, { nullable: true, description: 'Null: it is open.' })
    closedAt: string | null;

    @Field(() => String, { nullable: true, description: 'Who closed it; null: it is open.' })
    closedBy: string | null;

    @Field(() => String, { nullable: true, description: 'What was done about it; null: it is open.' })
    outcome: string | null;

    @Field(() => Int, { description: 'Send it with the next change.' })
    version: number;
  }

  @ObjectType('IssueEntry', { description: 'One step of the formal record of an issue.' })
  class IssueEntryType implements IssueEntry {
    @Field(() => String, { description: 'raise, reply, answer or resolve.' })
    action: IssueEntry['action'];

    @Field(() => DateTimeScalar, { description: 'When.' })
    at: string;

    @Field(() => String, { description: 'Who.' })
    by: string;

    @Field(() => String, { description: 'In their words.' })
    text: string;
  }

  @ObjectType('OperatorIssue', { description: 'An issue that an operator raised, with its formal record (note, IX).' })
  class OperatorIssueType implements OperatorIssue {
    @Field(() => ID, { description: 'Identifier.' })
    id: string;

    @Field(() => TinScalar, { description: 'The operator.' })
    tin: string;

    @Field(() => String, { description: 'What it is about.' })
    subject: string;

    @Field(() => IssueStateEnum, { description: 'Where it stands.' })
    state: IssueState;

    @Field(() => DateTimeScalar, { description: 'When it was received.' })
    raisedAt: string;

    @Field(() => [IssueEntryType], { description: 'In order; entries are only added.' })
    entries: readonly IssueEntry[];

    @Field(() => Int, { description: 'Send it with the next step.' })
    version: number;
  }

  @ObjectType('AdvanceData', { description: 'One kind of advance data, and who of the chain holds it.' })
  class AdvanceDataType implements AdvanceData {
    @Field(() => String, { description: 'For example order, payment, manifest.' })
    kind: string;

    @Field(() => String, { description: 'Vendor, platform, carrier, ….' })
    heldBy: string;
  }

  @ObjectType('DataExchangeAgreement', {
    description:
      'Which advance data an operator gives, by which channel, and what it earns by that (note, IV, VI, VII).',
  })
  class DataExchangeAgreementType implements DataExchangeAgreement {
    @Field(() => Int, { description: 'Order of recording; the last for a business model counts.' })
    sequence: number;

    @Field(() => BusinessModelEnum, { nullable: true, description: 'Null: for all its models.' })
    businessModel: BusinessModel | null;

    @Field(() => [AdvanceDataType], { description: 'What it gives.' })
    data: readonly AdvanceData[];

    @Field(() => String, { description: 'By which channel.' })
    channel: string;

    @Field(() => DateScalar, { description: 'First day, at this administration.' })
    from: string;

    @Field(() => DateScalar, { nullable: true, description: 'Last day, included; null: no end is known.' })
    until: string | null;

    @Field(() => [ID], { description: 'Codes of the benefits that it earns.' })
    benefits: readonly string[];

    @Field(() => [String], { description: 'What it keeps available for inspection (note, VIII).' })
    availableForInspection: readonly string[];

    @Field(() => DateTimeScalar, { description: 'When it was recorded.' })
    recordedAt: string;

    @Field(() => String, { description: 'Who recorded it.' })
    recordedBy: string;
  }

  @Resolver(() => RegisteredOperatorType)
  class OperatorFileResolver {
    @FieldResolver(() => [RepresentedVendorType], {
      description: 'Foreign vendors that it represents, past ones too, in order of beginning.',
    })
    async representedVendors(@Root() { tin }: ShownOperator, @Ctx() context: OfficerContext) {
      return (await context.files.load(tin)).representedVendors;
    }

    @FieldResolver(() => [FindingType], { description: 'Open and closed, in order of their day.' })
    async findings(@Root() { tin }: ShownOperator, @Ctx() context: OfficerContext) {
      return (await context.files.load(tin)).findings;
    }

    @FieldResolver(() => [OperatorIssueType], { description: 'Issues that it raised, oldest first.' })
    async issues(@Root() { tin }: ShownOperator, @Ctx() context: OfficerContext) {
      return (await context.files.load(tin)).issues;
    }

    @FieldResolver(() => [DataExchangeAgreementType], { description: 'In order of recording.' })
    async dataExchangeAgreements(@Root() { tin }: ShownOperator, @Ctx() context: OfficerContext) {
      return (await context.files.load(tin)).agreements;
    }
  }

  return { FindingType, OperatorIssueType, OperatorFileResolver };
}
