import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { valueOrThrow } from '../../../schema/contract/registered-error.ts';
import { enumOf } from '../../runtime/enums.ts';
import { DateTimeScalar, TinScalar } from '../../runtime/scalars.ts';
import { AdministrationReference } from '../../runtime/shared-types.ts';
import {
  SPONTANEOUS_SUBJECTS,
  type SpontaneousInformation,
  type SpontaneousSubject,
} from '../domain/spontaneous-information.ts';
import type { AssistanceContext } from './context.ts';
import { AssistanceDirectionEnum } from './enums.ts';

const SpontaneousSubjectEnum = enumOf(
  'SpontaneousSubject',
  SPONTANEOUS_SUBJECTS,
  'What spontaneous information warns of.',
);

@ObjectType('SpontaneousInformation', {
  description: 'What one administration tells another without having been asked. No third one learns of it.',
})
class SpontaneousInformationType {
  @Field(() => ID, { description: 'Its identifier.' })
  id: string;

  @Field(() => AdministrationReference, { description: 'Who warns.' })
  sending: AdministrationReference;

  @Field(() => AdministrationReference, { description: 'Who is warned.' })
  receiving: AdministrationReference;

  @Field(() => ID, { description: 'The agreement under which it is told.' })
  agreement: string;

  @Field(() => SpontaneousSubjectEnum, { description: 'What it warns of.' })
  about: SpontaneousSubject;

  @Field(() => TinScalar, { nullable: true, description: 'A TIN of the sending administration; null: none.' })
  subjectTin: string | null;

  @Field(() => String, { nullable: true, description: 'A registration number of the receiving side; null: none.' })
  registrationNumber: string | null;

  @Field(() => String, { description: 'The facts.' })
  facts: string;

  @Field(() => String, { nullable: true, description: 'Conditions on its use; null: those of the agreement alone.' })
  useRestrictions: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was sent.' })
  sentAt: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the receiving side acknowledged it; null: not yet.',
  })
  acknowledgedAt: string | null;

  @Field(() => Int, { description: '1 when sent, 2 when acknowledged.' })
  version: number;
}

@InputType('SpontaneousInformationInput', {
  description: 'A warning about a TIN of one’s own, or about a registration number of the receiving side.',
})
class SpontaneousInformationInput {
  @Field(() => ID, { description: 'Code of the administration that is warned.' })
  receiving: string;

  @Field(() => ID, { description: 'An agreement in force between the two.' })
  agreement: string;

  @Field(() => SpontaneousSubjectEnum, { description: 'What it warns of.' })
  about: SpontaneousSubject;

  @Field(() => TinScalar, { nullable: true, description: 'A TIN that the own administration answers for.' })
  subjectTin?: string | null;

  @Field(() => String, { nullable: true, description: 'A registration number of the receiving side.' })
  registrationNumber?: string | null;

  @Field(() => String, { description: 'The facts, 1 to 10,000 characters.' })
  facts: string;

  @Field(() => String, { nullable: true, description: 'Conditions on its use.' })
  useRestrictions?: string | null;

  @Field(() => ID, { description: 'The sender’s own key: sent again with the same content it gives the same warning.' })
  idempotencyKey: string;
}

function informationObject({ sending, receiving, ...information }: SpontaneousInformation): SpontaneousInformationType {
  return { ...information, sending: { code: sending }, receiving: { code: receiving } };
}

/** What administrations tell each other without having been asked (domain.md 3.3). */
@Resolver()
export class SpontaneousResolver {
  @Query(() => [SpontaneousInformationType], {
    description:
      'Spontaneous information that the asking administration sent or received, newest first, at most 200. Scope assistance:read.',
  })
  async spontaneousInformation(
    @Arg('direction', () => AssistanceDirectionEnum, { nullable: true, description: 'Null: both.' })
    direction: 'INCOMING' | 'OUTGOING' | null | undefined,
    @Ctx() { service, caller }: AssistanceContext,
  ) {
    return valueOrThrow(await service.spontaneous.list(caller, direction ?? null)).map(informationObject);
  }

  @Mutation(() => SpontaneousInformationType, {
    description:
      'Warns another administration unasked. Scope assistance:write. NO_LEGAL_BASIS without an agreement in force ' +
      'between the two; BAD_USER_INPUT for a TIN that is not one’s own to warn of.',
  })
  async sendSpontaneousInformation(
    @Arg('input', () => SpontaneousInformationInput, { description: 'The warning.' })
    input: SpontaneousInformationInput,
    @Ctx() { service, caller }: AssistanceContext,
  ) {
    const { subjectTin, registrationNumber, useRestrictions, ...demanded } = input;
    const sent = await service.spontaneous.send(caller, {
      ...demanded,
      subjectTin: subjectTin ?? null,
      registrationNumber: registrationNumber ?? null,
      useRestrictions: useRestrictions ?? null,
    });
    return informationObject(valueOrThrow(sent));
  }

  @Mutation(() => SpontaneousInformationType, {
    description:
      'The receiving administration has it. Scope assistance:write. NOT_FOUND, VERSION_CONFLICT, ILLEGAL_TRANSITION.',
  })
  async acknowledgeSpontaneousInformation(
    @Arg('id', () => ID, { description: 'The warning.' }) id: string,
    @Arg('version', () => Int, { description: 'The version that was read.' }) version: number,
    @Ctx() { service, caller }: AssistanceContext,
  ) {
    return informationObject(valueOrThrow(await service.spontaneous.acknowledge(caller, id, version)));
  }
}
