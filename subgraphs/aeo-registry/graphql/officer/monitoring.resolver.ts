import { Arg, Ctx, Field, ID, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { valueOrThrow } from '../../../../schema/contract/registered-error.ts';
import { DateScalar, JwsScalar, TinScalar } from '../../../runtime/scalars.ts';
import type { DueItem, DueKind } from '../../domain/due-work.ts';
import type { Finding, FindingSource } from '../../domain/finding.ts';
import type { DrawnOperator } from '../../domain/spot-check-draw.ts';
import type { Held, SpotCheckDraw } from '../../service/monitor-operators.ts';
import type { AnswerArgument, ApplicationInputs, EvidenceArgument } from './application-inputs.ts';
import { ANSWER } from './examination.resolver.ts';
import type { ImportInputs, ValidationArgument } from './import-inputs.ts';
import { actorWith, type OfficerContext, officerWith } from './officer-context.ts';
import type { createOfficerTypes } from './officer-types.ts';
import { type createOperatorFileTypes, FindingSourceEnum } from './operator-file-types.ts';
import { readEvidenceArgument, readValidation } from './read-import.ts';
import { type ShownAuthorization, showAuthorization } from './show-operator.ts';

const WRITES = 'Needs registry:write.';
const NUMBER = 'Number of the authorization.';
const VERSION = 'The operator’s version, as last read; another one is VERSION_CONFLICT.';

/** What happens between validations (note, VIII). */
export function createMonitoringResolver(
  { AeoAuthorizationType }: ReturnType<typeof createOfficerTypes>,
  { FindingType }: ReturnType<typeof createOperatorFileTypes>,
  { ValidationInput }: ImportInputs,
  { CriterionAnswerInput, EvidenceInput }: ApplicationInputs,
) {
  @ObjectType('DueItem', { description: 'Something that is due on a day, or was.' })
  class DueItemType implements DueItem {
    @Field(() => String, {
      description:
        'SELF_ASSESSMENT, REVALIDATION, CORRECTIVE_ACTION, DECISION, RENEWAL or SUSPENSION (to be decided on by then); more may come.',
    })
    kind: DueKind;

    @Field(() => TinScalar, { description: 'The operator or applicant.' })
    tin: string;

    @Field(() => DateScalar, { description: 'Last day, at this administration.' })
    on: string;

    @Field(() => ID, { description: 'Number of the authorization, or identifier of the application or finding.' })
    reference: string;

    @Field(() => Boolean, { description: 'The day is over.' })
    overdue: boolean;
  }

  @ObjectType('DrawnOperator', { description: 'An operator that the lot fell on.' })
  class DrawnOperatorType implements DrawnOperator {
    @Field(() => TinScalar, { description: 'The operator.' })
    tin: string;

    @Field(() => Int, { description: 'Its place, from 1.' })
    rank: number;

    @Field(() => String, { description: 'SHA-256 of seed, day and TIN.' })
    lot: string;

    @Field(() => String, { description: 'Why it was drawn.' })
    reason: string;
  }

  @ObjectType('SpotCheckDraw', { description: 'A draw of spot checks: the same seed and day give the same again.' })
  class SpotCheckDrawType implements SpotCheckDraw {
    @Field(() => String, { description: 'The seed.' })
    seed: string;

    @Field(() => DateScalar, { description: 'The day: who was authorised when it began is a candidate.' })
    on: string;

    @Field(() => Int, { description: 'Candidates.' })
    candidates: number;

    @Field(() => [DrawnOperatorType], { description: 'In order of the lot.' })
    drawn: readonly DrawnOperator[];
  }

  @Resolver()
  class MonitoringResolver {
    @Query(() => [DueItemType], {
      description: 'What is due until that day, and what is overdue, in order of day. Needs registry:read.',
    })
    dueWork(
      @Arg('until', () => DateScalar, { description: 'Last day, at this administration.' }) until: string,
      @Ctx() context: OfficerContext,
    ): Promise<readonly DueItem[]> {
      officerWith(context, 'registry:read');
      return context.monitoring.dueWork(until);
    }

    @Query(() => SpotCheckDrawType, {
      description: 'Draws operators for spot checks, reproducibly. Needs registry:read.',
    })
    async spotCheckDraw(
      @Arg('seed', () => String, { description: 'Any text of 1 to 300 characters; keep it secret until the day.' })
      seed: string,
      @Arg('count', () => Int, { description: 'Operators to draw, 1 to 1,000.' }) count: number,
      @Arg('on', () => DateScalar, { nullable: true, description: 'Default: today.' }) on: string | null | undefined,
      @Ctx() context: OfficerContext,
    ): Promise<SpotCheckDraw> {
      officerWith(context, 'registry:read');
      return valueOrThrow(await context.monitoring.draw({ seed, count, on: on ?? undefined }));
    }

    @Mutation(() => FindingType, { description: `Records a finding with its corrective action. ${WRITES}` })
    async recordFinding(
      @Arg('tin', () => TinScalar, { description: 'The operator.' }) tin: string,
      @Arg('source', () => FindingSourceEnum, { description: 'What it came from.' }) source: FindingSource,
      @Arg('description', () => String, { description: 'What was found, 1 to 10,000 characters.' })
      description: string,
      @Arg('correctiveAction', () => String, { description: 'What is to be done, 1 to 10,000 characters.' })
      correctiveAction: string,
      @Arg('dueOn', () => DateScalar, { description: 'Last day for that, at this administration.' }) dueOn: string,
      @Ctx() context: OfficerContext,
    ): Promise<Finding> {
      const { subject: by } = officerWith(context, 'registry:write');
      const act = { tin, source, description, correctiveAction, dueOn };
      return valueOrThrow(await context.monitoring.recordFinding(act, { by, only: undefined }));
    }

    @Mutation(() => FindingType, { description: `Closes a finding, once. ${WRITES}` })
    async closeFinding(
      @Arg('id', () => ID, { description: 'Identifier of the finding.' }) id: string,
      @Arg('outcome', () => String, { description: 'What was done about it, 1 to 10,000 characters.' })
      outcome: string,
      @Arg('version', () => Int, { description: 'As last read; another one is VERSION_CONFLICT.' }) version: number,
      @Ctx() context: OfficerContext,
    ): Promise<Finding> {
      const { subject: by } = officerWith(context, 'registry:write');
      return valueOrThrow(await context.monitoring.closeFinding({ id, outcome, version }, { by, only: undefined }));
    }

    @Mutation(() => AeoAuthorizationType, {
      description:
        'Hands in the self-assessment for a due day (`dueWork`), once. Needs registry:write, or operator:self for one’s own.',
    })
    async recordPeriodicSelfAssessment(
      @Arg('number', () => ID, { description: NUMBER }) number: string,
      @Arg('dueOn', () => DateScalar, { description: 'The day by which it is due.' }) dueOn: string,
      @Arg('answers', () => [CriterionAnswerInput], { description: 'Each question once.' }) answers: AnswerArgument[],
      @Ctx() context: OfficerContext,
    ): Promise<ShownAuthorization> {
      const said = answers.map(({ question, answer }) => ({ question, answer }));
      const actor = actorWith(context, 'registry:write');
      return shown(context, valueOrThrow(await context.monitoring.selfAssess({ number, dueOn, answers: said }, actor)));
    }

    @Mutation(() => AeoAuthorizationType, {
      description: `Records a re-validation or spot check of an authorization, by the rules of \`recordValidation\`. ${WRITES}`,
    })
    async recordRevalidation(
      @Arg('number', () => ID, { description: NUMBER }) number: string,
      @Arg('input', () => ValidationInput, { description: 'The validation.' }) input: ValidationArgument,
      @Arg('evidence', () => [EvidenceInput], {
        defaultValue: [],
        description: 'What is put on file with it, beside what its applications and earlier validations have.',
      })
      evidence: EvidenceArgument[],
      @Arg('assistanceAnswer', () => JwsScalar, { nullable: true, description: ANSWER })
      assistanceAnswer: string | null | undefined,
      @Arg('version', () => Int, { description: VERSION }) version: number,
      @Ctx() context: OfficerContext,
    ): Promise<ShownAuthorization> {
      officerWith(context, 'registry:write');
      const validation = { ...readValidation(input), evidence: evidence.map(readEvidenceArgument) };
      const said = { validation, answer: assistanceAnswer ?? undefined };
      return shown(context, valueOrThrow(await context.monitoring.revalidate({ number, version }, said)));
    }

    @Mutation(() => AeoAuthorizationType, {
      description: `Holds an authorization beyond its last day while its renewal is examined, where the programme has that. ${WRITES}`,
    })
    async holdAuthorization(
      @Arg('number', () => ID, { description: NUMBER }) number: string,
      @Arg('until', () => DateScalar, { description: 'Last day of the hold; after the last day of validity.' })
      until: string,
      @Arg('withBenefits', () => Boolean, {
        description: 'False: it is suspended from the end of its last day of validity on.',
      })
      withBenefits: boolean,
      @Arg('ground', () => String, { description: 'Ground and legal basis, 1 to 10,000 characters.' }) ground: string,
      @Arg('version', () => Int, { description: VERSION }) version: number,
      @Ctx() context: OfficerContext,
    ): Promise<ShownAuthorization> {
      const { subject: by } = officerWith(context, 'registry:write');
      const hold = { until, withBenefits, ground };
      return shown(
        context,
        valueOrThrow(await context.monitoring.hold({ number, version }, hold, { by, only: undefined })),
      );
    }
  }
  return MonitoringResolver;
}

function shown(context: OfficerContext, { operator, authorization }: Held): ShownAuthorization {
  return showAuthorization(authorization, operator.version, context.clock(), context.home.timeZone);
}
