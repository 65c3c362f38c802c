import { Field, InputType, ObjectType } from 'type-graphql';
import { DateScalar } from '../../runtime/scalars.ts';
import type { ParticularsInput } from '../domain/read-step.ts';
import type { NatureOfProceedings } from '../domain/request-particulars.ts';
import { NatureOfProceedingsEnum } from './enums.ts';

@ObjectType('PersonConcerned', { description: 'A person concerned, as exact as it is known.' })
@InputType('PersonConcernedInput', { description: 'A person concerned, as exact as it is known.' })
export class PersonConcernedType {
  @Field(() => String, { description: 'Name, 1 to 300 characters.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'Address; null: not known.' })
  address: string | null;

  @Field(() => String, { nullable: true, description: 'A number by which others know it; null: none is known.' })
  identifier: string | null;

  @Field(() => String, { nullable: true, description: 'How it is connected with the matter; null: not said.' })
  connection: string | null;
}

@ObjectType('AssistanceParticulars', {
  description:
    'What the instruments ask a request to say beside reason and facts (union of the lists found); null: not said yet.',
})
export class AssistanceParticularsType {
  @Field(() => String, { nullable: true, description: 'Legal and administrative provisions of the matter.' })
  legalProvisions: string | null;

  @Field(() => String, { nullable: true, description: 'Enquiries that the requesting side has made already.' })
  enquiriesMade: string | null;

  @Field(() => [PersonConcernedType], { description: 'Persons concerned; empty: nobody beside the subject is named.' })
  personsConcerned: readonly PersonConcernedType[];

  @Field(() => String, {
    nullable: true,
    description: 'Procedure that is asked for; followed as far as the law of the requested side allows. Null: none.',
  })
  procedureAskedFor: string | null;

  @Field(() => NatureOfProceedingsEnum, { nullable: true, description: 'The proceedings for which it is asked.' })
  proceedings: NatureOfProceedings | null;

  @Field(() => String, { nullable: true, description: 'Language of the request, RFC 5646.' })
  language: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the requesting side could give the same; where it says false, the requested side decides freely.',
  })
  couldReciprocate: boolean | null;

  @Field(() => String, { nullable: true, description: 'Restrictions on the use of the request. Null: none.' })
  useRestrictions: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Until when the answer is to be kept. Null: not said.' })
  retainUntil: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'When an answer is wanted; binds nobody. Null: not said.' })
  answerWantedBy: string | null;

  @Field(() => [String], { description: 'Officials designated to communicate; they alone do.' })
  designatedOfficials: readonly string[];
}

@InputType('AssistanceParticularsInput', {
  description: 'What the instruments ask a request to say beside reason and facts; each may be said later.',
})
export class AssistanceParticularsInput {
  @Field(() => String, { nullable: true, description: 'Legal and administrative provisions, 1 to 10,000 characters.' })
  legalProvisions?: string | null;

  @Field(() => String, { nullable: true, description: 'Enquiries made already, 1 to 10,000 characters.' })
  enquiriesMade?: string | null;

  @Field(() => [PersonConcernedType], { nullable: true, description: 'Persons concerned, at most 50.' })
  personsConcerned?: PersonConcernedType[] | null;

  @Field(() => String, { nullable: true, description: 'Procedure that is asked for, 1 to 10,000 characters.' })
  procedureAskedFor?: string | null;

  @Field(() => NatureOfProceedingsEnum, { nullable: true, description: 'The proceedings for which it is asked.' })
  proceedings?: NatureOfProceedings | null;

  @Field(() => String, {
    nullable: true,
    description: 'Language of the request, RFC 5646; one that the agreement accepts, where its languages are known.',
  })
  language?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the requesting side could give the same.' })
  couldReciprocate?: boolean | null;

  @Field(() => String, { nullable: true, description: 'Restrictions on the use of the request.' })
  useRestrictions?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Until when the answer is to be kept.' })
  retainUntil?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'When an answer is wanted; binds nobody.' })
  answerWantedBy?: string | null;

  @Field(() => [String], { nullable: true, description: 'Officials designated to communicate, at most 50.' })
  designatedOfficials?: string[] | null;
}

/** The particulars as the domain reads them; what is left out is not said. */
export function particularsOf(input: AssistanceParticularsInput | null | undefined): ParticularsInput {
  return {
    legalProvisions: input?.legalProvisions ?? null,
    enquiriesMade: input?.enquiriesMade ?? null,
    personsConcerned: (input?.personsConcerned ?? []).map(({ name, address, identifier, connection }) => ({
      ...{ name, address: address ?? null, identifier: identifier ?? null, connection: connection ?? null },
    })),
    procedureAskedFor: input?.procedureAskedFor ?? null,
    proceedings: input?.proceedings ?? null,
    language: input?.language ?? null,
    couldReciprocate: input?.couldReciprocate ?? null,
    useRestrictions: input?.useRestrictions ?? null,
    retainUntil: input?.retainUntil ?? null,
    answerWantedBy: input?.answerWantedBy ?? null,
    designatedOfficials: input?.designatedOfficials ?? [],
  };
}
