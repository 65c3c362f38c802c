import { Field, FieldResolver, ID, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { AuthorizationStatusEnum } from '../../../runtime/enums.ts';
import { DateScalar, DateTimeScalar } from '../../../runtime/scalars.ts';
import { effectiveHistory } from '../../domain/authorization-status.ts';
import type { StatusEvent, Term, Validation } from '../../domain/registered-operator.ts';
import type { createRecordTypes } from '../record-types.ts';
import type { ShownAuthorization } from './show-operator.ts';

type RecordTypes = ReturnType<typeof createRecordTypes>;

/** What only officers and the operator itself see of an authorization: who decided, by what, and each step with both its times. */
export function createAuthorizationHistory(
  AeoAuthorizationType: RecordTypes['AeoAuthorizationType'],
  ValidationType: RecordTypes['ValidationType'],
) {
  @ObjectType('StatusStep', { description: 'One step of an authorization’s history, with both its times.' })
  class StatusStepType implements Omit<StatusEvent, 'sequence'> {
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
      description: 'What is in force, oldest first, as an import takes it; steps that fell away are not among it.',
    })
    history(@Root() { history }: ShownAuthorization): readonly StatusEvent[] {
      return effectiveHistory(history);
    }

    @FieldResolver(() => [StatusStepType], {
      description: 'Every step in order of recording, those that fell away too; steps are only added.',
    })
    recordedSteps(@Root() { history }: ShownAuthorization): readonly StatusEvent[] {
      return history;
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
