import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { findAdministration, PARTIES } from '../../../schema/administrations.ts';
import { newestVersions } from '../../../schema/contract/coverage-on.ts';
import type { ErrorCode } from '../../../schema/contract/error-codes.ts';
import { registeredError } from '../../../schema/contract/registered-error.ts';
import { readTin, type TinProblem } from '../../../schema/contract/tin.ts';
import type { ArrangementStatus, BenefitScope } from '../../../schema/contract/vocabulary.ts';
import { BENEFITS } from '../../../schema/reference/benefits.ts';
import { ArrangementStatusEnum, BenefitScopeEnum } from '../../runtime/enums.ts';
import { requireScope } from '../../runtime/require-scope.ts';
import { TinScalar } from '../../runtime/scalars.ts';
import {
  MAXIMUM_QUESTIONS,
  type OperatorReference,
  operatorReference,
  type ReadQuestion,
} from '../service/read-questions.ts';
import { lookUpConsultation, readQuestions } from '../service/recognition.service.ts';
import { refusalWithoutReference } from '../service/watch-references.ts';
import { AdministrationType, BenefitType } from './administration.type.ts';
import { MutualRecognitionArrangementType } from './arrangement.type.ts';
import type { RecognitionContext } from './context.ts';
import { ConsultationType } from './decision.type.ts';
import { describeAdministration } from './describe-administration.ts';
import type { createOperatorTypes } from './operator.type.ts';
import { type createRecognitionAnswer, RecognitionQuestionInput } from './recognition-answer.type.ts';
import { showArrangement, showBenefits } from './show-decision.ts';

/** The code by which a bad identifier is named where it was the only thing asked about. */
const PROBLEM_CODES = {
  MALFORMED: 'TIN_MALFORMED',
  CHECKSUM: 'TIN_CHECKSUM',
  TERRITORY_UNKNOWN: 'TERRITORY_UNKNOWN',
} as const satisfies Record<TinProblem, ErrorCode>;

/** Makes the resolver of the root queries; anew for each schema. */
export function createDirectoryResolver(
  { Operator }: ReturnType<typeof createOperatorTypes>,
  { RecognitionAnswer }: ReturnType<typeof createRecognitionAnswer>,
) {
  @Resolver()
  class DirectoryResolver {
    @Query(() => [AdministrationType], {
      description: 'Those that have a registry here, and the other parties to arrangements.',
    })
    administrations(): AdministrationType[] {
      return PARTIES.map(({ code }) => describeAdministration(code));
    }

    @Query(() => AdministrationType, { nullable: true, description: 'Null: not known here.' })
    administration(@Arg('code', () => ID) code: string): AdministrationType | null {
      return findAdministration(code) === undefined ? null : describeAdministration(code);
    }

    @Query(() => [MutualRecognitionArrangementType], { description: 'The newest version of each arrangement.' })
    arrangements(
      @Ctx() { parts }: RecognitionContext,
      @Arg('status', () => ArrangementStatusEnum, { nullable: true }) status: ArrangementStatus | null,
      @Arg('party', () => ID, { nullable: true, description: 'Code of an administration.' }) party: string | null,
    ): MutualRecognitionArrangementType[] {
      return newestVersions(parts.arrangements)
        .filter((row) => (status == null || row.status === status) && (party == null || row.parties.includes(party)))
        .map((row) => showArrangement(row));
    }

    @Query(() => [BenefitType], { description: 'General benefits, and the note’s thirteen for e-commerce.' })
    benefits(@Arg('scope', () => BenefitScopeEnum, { nullable: true }) scope: BenefitScope | null): BenefitType[] {
      return showBenefits(BENEFITS.filter((row) => scope == null || row.scope === scope).map(({ code }) => code));
    }

    @Query(() => Operator, {
      nullable: true,
      description:
        'One operator, in depth. Null only for a territory no connected administration answers for. Errors: TIN_MALFORMED, TIN_CHECKSUM, TERRITORY_UNKNOWN.',
    })
    operator(@Arg('tin', () => TinScalar) tin: string): OperatorReference | null {
      const found = referenceOf(tin, 'tin');
      if (found instanceof Error) throw found;
      return found;
    }

    @Query(() => [Operator], {
      nullable: 'items',
      description:
        'In the order and number asked for, at most 1,000. A bad TIN is null with an error on its own index.',
    })
    operators(@Arg('tins', () => [String]) tins: string[]): (OperatorReference | Error | null)[] {
      refuseMoreThanMaximum(tins, 'tins');
      return tins.map((tin, index) => referenceOf(tin, `tins[${index}]`));
    }

    @Query(() => [RecognitionAnswer], {
      description:
        'The call inside declaration processing: one question a party of a consignment, at most 1,000. Needs the scope recognition:ask. Errors: RATE_LIMITED where most of the caller’s questions of clearance without `reference` were in vain.',
    })
    async recognitions(
      @Ctx() { parts, caller }: RecognitionContext,
      @Arg('questions', () => [RecognitionQuestionInput]) questions: RecognitionQuestionInput[],
    ): Promise<ReadQuestion[]> {
      requireScope(caller, 'recognition:ask');
      refuseMoreThanMaximum(questions, 'questions');
      const refusal = await refusalWithoutReference(parts, caller, questions);
      if (refusal !== undefined) throw registeredError(refusal);
      return readQuestions(parts, caller, questions);
    }

    @Query(() => ConsultationType, {
      nullable: true,
      description: 'Only for the administration that asked; otherwise null.',
    })
    async consultation(
      @Ctx() { parts, caller }: RecognitionContext,
      @Arg('number', () => ID) number: string,
    ): Promise<ConsultationType | null> {
      requireScope(caller, 'recognition:ask');
      const found = await lookUpConsultation(parts, caller, number);
      if (found === undefined) return null;
      const { askedAt, askedBy, purpose, tin, outcome, receipt } = found;
      return { number, askedAt, askedBy, purpose, tin, outcome, receipt };
    }
  }
  return DirectoryResolver;
}

function referenceOf(text: string, field: string): OperatorReference | Error | null {
  const reading = readTin(text);
  if (reading.ok) return operatorReference(reading.administration, reading.tin);
  return registeredError({
    code: PROBLEM_CODES[reading.problem],
    message: `Not a TIN that can be asked about: ${reading.rule}.`,
    field,
    rule: reading.rule,
  });
}

function refuseMoreThanMaximum(items: readonly unknown[], field: string): void {
  if (items.length <= MAXIMUM_QUESTIONS) return;
  throw registeredError({
    code: 'LIMIT_EXCEEDED',
    message: `${items.length} at once; at most ${MAXIMUM_QUESTIONS} are answered.`,
    field,
    rule: `at most ${MAXIMUM_QUESTIONS}`,
  });
}
