import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { valueOrThrow } from '../../../../schema/contract/registered-error.ts';
import type { Result } from '../../../../schema/contract/result.ts';
import type { BusinessModel, OperatorRole } from '../../../../schema/contract/vocabulary.ts';
import { BusinessModelEnum, OperatorRoleEnum } from '../../../runtime/enums.ts';
import { CursorScalar, TinScalar } from '../../../runtime/scalars.ts';
import type { Application } from '../../domain/application.ts';
import type { ApplicationState } from '../../domain/application-lifecycle.ts';
import type { SaidApplication } from '../../service/apply.ts';
import type { Page } from '../../service/page.ts';
import type { AnswerArgument, ApplicationArgument, ApplicationInputs, EvidenceArgument } from './application-inputs.ts';
import { ApplicationStateEnum, type createApplicationTypes } from './application-types.ts';
import type { AddressArgument, ImportInputs } from './import-inputs.ts';
import { actorWith, type OfficerContext } from './officer-context.ts';
import { readAddressArgument, readEvidenceArgument } from './read-import.ts';
import { type ShownApplication, showApplication } from './show-application.ts';

const OWN = 'Needs registry:write, or operator:self for one’s own.';
const VERSION = 'As last read; another one is VERSION_CONFLICT.';
const ID_OF = 'Identifier of the application.';

/** What the applicant does and reads, itself or by an officer. */
export function createApplicationResolver(
  { ApplicationType, ApplicationConnection }: ReturnType<typeof createApplicationTypes>,
  { AddressInput }: ImportInputs,
  { ApplicationInput, CriterionAnswerInput, EvidenceInput }: ApplicationInputs,
) {
  @Resolver()
  class ApplicationResolver {
    @Query(() => ApplicationType, {
      nullable: true,
      description: 'Null: there is none, or it is another’s. Needs registry:read, or operator:self.',
    })
    async application(
      @Arg('id', () => ID, { description: ID_OF }) id: string,
      @Ctx() context: OfficerContext,
    ): Promise<ShownApplication | null> {
      const found = await context.applications.find(id, actorWith(context, 'registry:read'));
      return found === null ? null : showApplication(found);
    }

    @Query(() => ApplicationConnection, {
      description: 'Oldest first. Needs registry:read, or operator:self for one’s own.',
    })
    async applications(
      @Arg('state', () => ApplicationStateEnum, { nullable: true, description: 'Those that stand so.' })
      state: ApplicationState | null | undefined,
      @Arg('overdue', () => Boolean, { nullable: true, description: 'True: overdue ones; false: all others.' })
      overdue: boolean | null | undefined,
      @Arg('tin', () => TinScalar, { nullable: true, description: 'Of this applicant.' }) tin:
        | string
        | null
        | undefined,
      @Arg('after', () => CursorScalar, { nullable: true, description: 'The `endCursor` of the page before.' })
      after: string | null | undefined,
      @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: 'Entries on the page, 1 to 200.' })
      first: number | null,
      @Ctx() context: OfficerContext,
    ): Promise<Page<ShownApplication>> {
      const question = {
        ...{ state: state ?? undefined, overdue: overdue ?? undefined, tin: tin ?? undefined },
        ...{ after: after ?? undefined, first: first ?? 20 },
      };
      const page = valueOrThrow(await context.applications.list(question, actorWith(context, 'registry:read')));
      return {
        edges: page.edges.map(({ cursor, node }) => ({ cursor, node: showApplication(node) })),
        pageInfo: page.pageInfo,
      };
    }

    @Mutation(() => ApplicationType, {
      description: `Applies. BAD_USER_INPUT on \`stakeholder\` cites the programme’s row that does not admit it, on \`tin\` the bar after a revocation. ${OWN}`,
    })
    submitApplication(
      @Arg('input', () => ApplicationInput, { description: 'What the applicant says.' }) input: ApplicationArgument,
      @Ctx() context: OfficerContext,
    ): Promise<ShownApplication> {
      const actor = actorWith(context, 'registry:write');
      return shown(context, context.apply.submit(readInput(input), input.idempotencyKey, actor));
    }

    @Mutation(() => ApplicationType, { description: `Begins an application that is submitted later. ${OWN}` })
    draftApplication(
      @Arg('input', () => ApplicationInput, { description: 'What the applicant says.' }) input: ApplicationArgument,
      @Ctx() context: OfficerContext,
    ): Promise<ShownApplication> {
      const actor = actorWith(context, 'registry:write');
      return shown(context, context.apply.draft(readInput(input), input.idempotencyKey, actor));
    }

    @Mutation(() => ApplicationType, {
      description: `Submits a draft, or what was returned, with the answer to what was missing. ${OWN}`,
    })
    completeApplication(
      @Arg('id', () => ID, { description: ID_OF }) id: string,
      @Arg('answer', () => String, { description: 'Answer to what was missing, 1 to 10,000 characters.' })
      answer: string,
      @Arg('legalName', () => String, { nullable: true, description: 'Default: as it is.' })
      legalName: string | null | undefined,
      @Arg('address', () => AddressInput, { nullable: true, description: 'Default: as it is.' })
      address: AddressArgument | null | undefined,
      @Arg('roles', () => [OperatorRoleEnum], { nullable: true, description: 'Default: as they are.' })
      roles: OperatorRole[] | null | undefined,
      @Arg('businessModel', () => BusinessModelEnum, { nullable: true, description: 'Default: as it is.' })
      businessModel: BusinessModel | null | undefined,
      @Arg('version', () => Int, { description: VERSION }) version: number,
      @Ctx() context: OfficerContext,
    ): Promise<ShownApplication> {
      const completion = {
        answer,
        legalName: legalName ?? undefined,
        address: address == null ? undefined : readAddressArgument(address),
        roles: roles ?? undefined,
        businessModel: businessModel ?? undefined,
      };
      return shown(context, context.apply.complete({ id, version }, completion, actorWith(context, 'registry:write')));
    }

    @Mutation(() => ApplicationType, { description: `Withdraws, for good. ${OWN}` })
    withdrawApplication(
      @Arg('id', () => ID, { description: ID_OF }) id: string,
      @Arg('reason', () => String, { description: 'Why, 1 to 10,000 characters.' }) reason: string,
      @Arg('version', () => Int, { description: VERSION }) version: number,
      @Ctx() context: OfficerContext,
    ): Promise<ShownApplication> {
      return shown(context, context.apply.withdraw({ id, version }, reason, actorWith(context, 'registry:write')));
    }

    @Mutation(() => ApplicationType, { description: `Puts a document or certificate on file. ${OWN}` })
    addEvidence(
      @Arg('id', () => ID, { description: ID_OF }) id: string,
      @Arg('evidence', () => EvidenceInput, { description: 'What it is.' }) evidence: EvidenceArgument,
      @Arg('version', () => Int, { description: VERSION }) version: number,
      @Ctx() context: OfficerContext,
    ): Promise<ShownApplication> {
      const said = readEvidenceArgument(evidence);
      return shown(context, context.apply.addEvidence({ id, version }, said, actorWith(context, 'registry:write')));
    }

    @Mutation(() => ApplicationType, {
      description: `Records the answers of the self-assessment (\`questionnaire\`); given again, the later ones count. ${OWN}`,
    })
    recordSelfAssessment(
      @Arg('id', () => ID, { description: ID_OF }) id: string,
      @Arg('answers', () => [CriterionAnswerInput], { description: 'Each question once.' }) answers: AnswerArgument[],
      @Arg('version', () => Int, { description: VERSION }) version: number,
      @Ctx() context: OfficerContext,
    ): Promise<ShownApplication> {
      const said = answers.map(({ question, answer }) => ({ question, answer }));
      return shown(context, context.apply.selfAssess({ id, version }, said, actorWith(context, 'registry:write')));
    }
  }
  return ApplicationResolver;
}

/** The application that the act left, as it is shown. */
export async function shown(context: OfficerContext, result: Promise<Result<Application>>): Promise<ShownApplication> {
  return showApplication(context.applications.stand(valueOrThrow(await result)));
}

function readInput({ idempotencyKey: _key, ...input }: ApplicationArgument): SaidApplication {
  return {
    tin: input.tin,
    legalName: input.legalName,
    address: readAddressArgument(input.address),
    stakeholder: input.stakeholder,
    businessModel: input.businessModel ?? null,
    roles: input.roles,
    representativeOf: input.representativeOf ?? null,
    customsValidation: input.customsValidation ?? false,
    renews: input.renews ?? null,
  };
}
