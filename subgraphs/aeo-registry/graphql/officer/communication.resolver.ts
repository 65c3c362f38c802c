import { Arg, Ctx, Field, ID, InputType, Int, Mutation, Resolver } from 'type-graphql';
import { valueOrThrow } from '../../../../schema/contract/registered-error.ts';
import type { BusinessModel } from '../../../../schema/contract/vocabulary.ts';
import { BusinessModelEnum } from '../../../runtime/enums.ts';
import { CountryCodeScalar, DateScalar, TinScalar } from '../../../runtime/scalars.ts';
import type { IssueAction, OperatorIssue } from '../../domain/operator-issue.ts';
import type { Actor } from '../../service/actor.ts';
import type { ImportReport } from '../../service/import-operators.ts';
import type { createImportReportTypes } from './import-report-types.ts';
import { actorWith, type OfficerContext, officerWith } from './officer-context.ts';
import type { createOfficerTypes } from './officer-types.ts';
import type { createOperatorFileTypes } from './operator-file-types.ts';
import { type ShownOperator, showOperator } from './show-operator.ts';

const OWN = 'Needs registry:write, or operator:self for one’s own.';
const WRITES = 'Needs registry:write.';
const TIN = 'A TIN of this administration.';
const TEXT = '1 to 10,000 characters.';
const VERSION = 'As last read; another one is VERSION_CONFLICT.';

/** How the administration and its operators talk to each other, what they agree on, and whom an operator represents. */
export function createCommunicationResolver(
  { RegisteredOperatorType }: ReturnType<typeof createOfficerTypes>,
  { OperatorIssueType }: ReturnType<typeof createOperatorFileTypes>,
  { ImportReportType }: ReturnType<typeof createImportReportTypes>,
) {
  @InputType('RepresentedVendorInput', { description: 'A foreign vendor that an operator represents.' })
  class RepresentedVendorInput {
    @Field(() => String, { description: '1 to 300 characters.' })
    name: string;

    @Field(() => CountryCodeScalar, { description: 'Where it is established; not here.' })
    establishedIn: string;

    @Field(() => TinScalar, { nullable: true, description: 'Where it has one.' })
    tin?: string | null;

    @Field(() => DateScalar, { description: 'First day, at this administration.' })
    from: string;

    @Field(() => DateScalar, { nullable: true, description: 'Last day, included; null: no end is known.' })
    until?: string | null;
  }

  @InputType('AdvanceDataInput', { description: 'One kind of advance data, and who of the chain holds it.' })
  class AdvanceDataInput {
    @Field(() => String, { description: 'Order, payment, manifest, …; 1 to 300 characters.' })
    kind: string;

    @Field(() => String, { description: 'Vendor, platform, carrier, …; 1 to 300 characters.' })
    heldBy: string;
  }

  @InputType('DataExchangeAgreementInput', { description: 'What an operator has agreed to give in advance.' })
  class DataExchangeAgreementInput {
    @Field(() => BusinessModelEnum, { nullable: true, description: 'Null: for all its models.' })
    businessModel?: BusinessModel | null;

    @Field(() => [AdvanceDataInput], { description: 'At least one kind.' })
    data: AdvanceDataInput[];

    @Field(() => String, { description: '1 to 300 characters.' })
    channel: string;

    @Field(() => DateScalar, { description: 'First day, at this administration.' })
    from: string;

    @Field(() => DateScalar, { nullable: true, description: 'Last day, included; null: no end is known.' })
    until?: string | null;

    @Field(() => [ID], { nullable: true, defaultValue: [], description: 'Codes of the benefits that it earns.' })
    benefits?: string[] | null;

    @Field(() => [String], {
      nullable: true,
      defaultValue: [],
      description: 'What it keeps available for inspection.',
    })
    availableForInspection?: string[] | null;
  }

  @Resolver()
  class CommunicationResolver {
    @Mutation(() => ImportReportType, {
      description: `Registers foreign vendors as supply-chain partners of a fulfilment centre (note, option 1), good rows beside bad ones. Stated again from the same day on, the later end counts. At most 1,000 (LIMIT_EXCEEDED). ${WRITES}`,
    })
    async registerRepresentedVendors(
      @Arg('tin', () => TinScalar, { description: 'The operator that represents them.' }) tin: string,
      @Arg('vendors', () => [RepresentedVendorInput], { description: 'At most 1,000.' })
      vendors: RepresentedVendorInput[],
      @Ctx() context: OfficerContext,
    ): Promise<ImportReport> {
      const stated = vendors.map(({ name, establishedIn, tin: of, from, until }) => {
        return { name, establishedIn, tin: of ?? null, from, until: until ?? null };
      });
      return valueOrThrow(await context.representVendors(tin, stated, officer(context)));
    }

    @Mutation(() => RegisteredOperatorType, {
      description: `Names the operator’s account manager at the administration (note, VII, benefit H; IX); who it was before stays on record, the same again changes nothing. ${WRITES}`,
    })
    async assignAccountManager(
      @Arg('tin', () => TinScalar, { description: TIN }) tin: string,
      @Arg('name', () => String, { nullable: true, description: '1 to 300 characters; null: nobody any more.' })
      name: string | null | undefined,
      @Arg('contact', () => String, {
        nullable: true,
        description: 'How to reach them: mail address, telephone; 1 to 300 characters. With a name only.',
      })
      contact: string | null | undefined,
      @Ctx() context: OfficerContext,
    ): Promise<ShownOperator> {
      const named = { name: name ?? null, contact: contact ?? null };
      const operator = valueOrThrow(await context.touch.assignManager(tin, named, officer(context)));
      return showOperator(operator, context.clock(), context.home.timeZone);
    }

    @Mutation(() => RegisteredOperatorType, {
      description: `Puts a data-exchange agreement on file; the last for a business model counts. ${WRITES}`,
    })
    async recordDataExchangeAgreement(
      @Arg('tin', () => TinScalar, { description: TIN }) tin: string,
      @Arg('agreement', () => DataExchangeAgreementInput, { description: 'What was agreed.' })
      agreement: DataExchangeAgreementInput,
      @Ctx() context: OfficerContext,
    ): Promise<ShownOperator> {
      const { businessModel, data, channel, from, until, benefits, availableForInspection } = agreement;
      const stated = {
        ...{ businessModel: businessModel ?? null, channel, from, until: until ?? null, benefits: benefits ?? [] },
        data: data.map(({ kind, heldBy }) => ({ kind, heldBy })),
        availableForInspection: availableForInspection ?? [],
      };
      const operator = valueOrThrow(await context.touch.agree(tin, stated, officer(context)));
      return showOperator(operator, context.clock(), context.home.timeZone);
    }

    @Mutation(() => OperatorIssueType, { description: `Raises an issue with the administration (note, IX). ${OWN}` })
    async raiseIssue(
      @Arg('tin', () => TinScalar, { description: TIN }) tin: string,
      @Arg('subject', () => String, { description: '1 to 300 characters.' }) subject: string,
      @Arg('text', () => String, { description: TEXT }) text: string,
      @Arg('idempotencyKey', () => ID, { description: 'The same key again is the same issue; 1 to 200 characters.' })
      idempotencyKey: string,
      @Ctx() context: OfficerContext,
    ): Promise<OperatorIssue> {
      const actor = actorWith(context, 'registry:write');
      return valueOrThrow(await context.touch.raise({ tin, subject, text, idempotencyKey }, actor));
    }

    @Mutation(() => OperatorIssueType, { description: `Adds the operator’s words to an issue that is open. ${OWN}` })
    replyToIssue(
      @Arg('id', () => ID, { description: 'Identifier of the issue.' }) id: string,
      @Arg('text', () => String, { description: TEXT }) text: string,
      @Arg('version', () => Int, { description: VERSION }) version: number,
      @Ctx() context: OfficerContext,
    ): Promise<OperatorIssue> {
      return step(context, 'reply', { id, text, version }, actorWith(context, 'registry:write'));
    }

    @Mutation(() => OperatorIssueType, { description: `Answers an issue. ${WRITES}` })
    answerIssue(
      @Arg('id', () => ID, { description: 'Identifier of the issue.' }) id: string,
      @Arg('text', () => String, { description: TEXT }) text: string,
      @Arg('version', () => Int, { description: VERSION }) version: number,
      @Ctx() context: OfficerContext,
    ): Promise<OperatorIssue> {
      return step(context, 'answer', { id, text, version }, officer(context));
    }

    @Mutation(() => OperatorIssueType, { description: `Resolves an issue, for good. ${WRITES}` })
    resolveIssue(
      @Arg('id', () => ID, { description: 'Identifier of the issue.' }) id: string,
      @Arg('text', () => String, { description: `How it was resolved, ${TEXT}` }) text: string,
      @Arg('version', () => Int, { description: VERSION }) version: number,
      @Ctx() context: OfficerContext,
    ): Promise<OperatorIssue> {
      return step(context, 'resolve', { id, text, version }, officer(context));
    }
  }
  return CommunicationResolver;
}

async function step(
  context: OfficerContext,
  action: IssueAction,
  act: { readonly id: string; readonly text: string; readonly version: number },
  actor: Actor,
): Promise<OperatorIssue> {
  return valueOrThrow(await context.touch.step({ ...act, action }, actor));
}

function officer(context: OfficerContext): Actor {
  return { by: officerWith(context, 'registry:write').subject, only: undefined };
}
