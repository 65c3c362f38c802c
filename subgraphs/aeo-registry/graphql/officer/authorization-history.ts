import { Arg, Field, FieldResolver, ID, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { AuthorizationStatusEnum } from '../../../runtime/enums.ts';
import { DateScalar, DateTimeScalar } from '../../../runtime/scalars.ts';
import { asRecordedAt, effectiveHistory } from '../../domain/authorization-status.ts';
import type { StatusEvent, Term, Validation } from '../../domain/registered-operator.ts';
import type { createRecordTypes } from '../record-types.ts';
import type { ShownAuthorization } from './show-operator.ts';

type RecordTypes = ReturnType<typeof createRecordTypes>;

/** A step as officers see it. */
interface ShownStep extends Omit<StatusEvent, 'correction'> {
  readonly corrects: number | null;
  readonly annuls: boolean;
  readonly legalBasis: string | null;
}

/** What only officers and the operator itself see of an authorization: who decided, by what, and each step with both its times. */
export function createAuthorizationHistory(
  AeoAuthorizationType: RecordTypes['AeoAuthorizationType'],
  ValidationType: RecordTypes['ValidationType'],
) {
  @ObjectType('StatusStep', { description: 'One step of an authorization’s history, with both its times.' })
  class StatusStepType implements ShownStep {
    @Field(() => Int, {
      description: 'Order of recording, from 1: names the step in `correctStatus`. A corrected step keeps its own.',
    })
    sequence: number;

    @Field(() => AuthorizationStatusEnum, { description: 'Status that it led to.' })
    status: StatusEvent['status'];

    @Field(() => DateTimeScalar, { description: 'Instant from which it is in force; may lie ahead.' })
    effectiveFrom: string;

    @Field(() => DateTimeScalar, { description: 'When it was written down.' })
    recordedAt: string;

    @Field(() => String, { description: 'Who wrote it down.' })
    recordedBy: string;

    @Field(() => String, { nullable: true, description: 'Ground and legal basis; null: none is stated.' })
    ground: string | null;

    @Field(() => Int, { nullable: true, description: 'The step that it corrects; null: it is a step of its own.' })
    corrects: number | null;

    @Field(() => Boolean, { description: 'True: the step that it corrects never was.' })
    annuls: boolean;

    @Field(() => String, { nullable: true, description: 'Of a correction; null: the ground says it.' })
    legalBasis: string | null;
  }

  @ObjectType('Term', { description: 'That the last day was moved: held while renewal is examined, or renewed.' })
  class TermType implements Term {
    @Field(() => String, { description: 'HELD or RENEWED.' })
    kind: Term['kind'];

    @Field(() => DateScalar, { nullable: true, description: 'Last day, included; null: no expiry.' })
    validTo: string | null;

    @Field(() => DateTimeScalar, { description: 'When it was decided.' })
    recordedAt: string;

    @Field(() => String, { description: 'Who decided.' })
    recordedBy: string;

    @Field(() => String, { description: 'Legal basis.' })
    ground: string;
  }

  @Resolver(() => AeoAuthorizationType)
  class AuthorizationResolver {
    @FieldResolver(() => ID, { description: 'The administration that decided: never a third party (note, VIII).' })
    decidedBy(@Root() { decidedBy }: ShownAuthorization): string {
      return decidedBy;
    }

    @FieldResolver(() => String, { nullable: true, description: 'Legal basis of the decision; null: not stated.' })
    legalBasis(@Root() { legalBasis }: ShownAuthorization): string | null {
      return legalBasis;
    }

    @FieldResolver(() => [StatusStepType], {
      description:
        'What is in force, oldest first, as an import takes it: corrections followed, without steps that fell away.',
    })
    history(
      @Root() { history }: ShownAuthorization,
      @Arg('recordedAt', () => DateTimeScalar, {
        nullable: true,
        description:
          'As it had been recorded by that instant, whatever was corrected later; default: all that is known.',
      })
      recordedAt: string | null | undefined,
    ): readonly ShownStep[] {
      const known = recordedAt == null ? history : asRecordedAt(history, new Date(recordedAt));
      return effectiveHistory(known).map(showStep);
    }

    @FieldResolver(() => [StatusStepType], {
      description:
        'Every step in order of recording, corrected ones and those that fell away too; steps are only added.',
    })
    recordedSteps(@Root() { history }: ShownAuthorization): readonly ShownStep[] {
      return history.map(showStep);
    }

    @FieldResolver(() => [TermType], { description: 'In order of recording; empty: the last day was never moved.' })
    terms(@Root() { terms }: ShownAuthorization): readonly Term[] {
      return terms;
    }

    @FieldResolver(() => [ValidationType], { description: 'Oldest first, with remarks.' })
    validations(@Root() { validations }: ShownAuthorization): readonly Validation[] {
      return validations ?? [];
    }

    @FieldResolver(() => Int, {
      description: 'The operator’s version: send it with the next change of the operator or any of its authorizations.',
    })
    version(@Root() { version }: ShownAuthorization): number {
      return version;
    }
  }

  return { AuthorizationResolver };
}

function showStep({ correction, ...step }: StatusEvent): ShownStep {
  const { of = null, annuls = false, legalBasis = null } = correction ?? {};
  return { ...step, corrects: of, annuls, legalBasis };
}
