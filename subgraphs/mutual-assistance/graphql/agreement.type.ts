import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { AgreementForm, AssistanceKind, SourceCertainty } from '../../../schema/contract/vocabulary.ts';
import type {
  AssistanceMatter,
  MemberStateRelation,
  MultilateralInstrument,
} from '../../../schema/reference/assistance-agreements.ts';
import { AgreementFormEnum, AssistanceKindEnum, SourceCertaintyEnum } from '../../runtime/enums.ts';
import { DateScalar } from '../../runtime/scalars.ts';
import { AdministrationReference } from '../../runtime/shared-types.ts';
import { AssistanceMatterEnum, MemberStateRelationEnum, StatedOrDefaultEnum } from './enums.ts';

@ObjectType('AssistanceAgreement', {
  description:
    'An instrument of mutual administrative assistance between Customs administrations: dated data with a source.',
})
export class AssistanceAgreementType {
  @Field(() => ID, { description: 'Codes of the parties, then the short name.' })
  id: string;

  @Field(() => [AdministrationReference], { description: 'Two or more.' })
  parties: readonly AdministrationReference[];

  @Field(() => String, { description: 'Title, with decision or treaty number where a source gives one.' })
  instrument: string;

  @Field(() => AgreementFormEnum, { description: 'A treaty binds the state, an arrangement only the administrations.' })
  form: AgreementForm;

  @Field(() => AssistanceMatterEnum, { description: 'CUSTOMS or TAX; an instrument serves its own matter only.' })
  matter: AssistanceMatter;

  @Field(() => DateScalar, {
    description:
      'First day on which it is a legal basis; where the source gives no start, the day for which it shows it in force.',
  })
  inForceFrom: string;

  @Field(() => DateScalar, { nullable: true, description: 'Last day, inclusive; null: no end is known.' })
  inForceTo: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Days for the answer; null: the text states none, and 90 days apply by this project’s default.',
  })
  responseDays: number | null;

  @Field(() => StatedOrDefaultEnum, { description: 'Whether `responseDays` is stated, or 90 days apply by default.' })
  responseDaysBasis: 'STATED' | 'DEFAULT';

  @Field(() => Int, {
    nullable: true,
    description:
      'Hours within which an oral request is confirmed in writing; null: the text states none, and 72 apply by this project’s default.',
  })
  oralConfirmationHours: number | null;

  @Field(() => [String], { nullable: true, description: 'Languages of requests, RFC 5646; null: no source says.' })
  languages: readonly string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Grounds for refusal that a source names, words of RefusalGround; null: none was read.',
  })
  refusalGrounds: readonly string[] | null;

  @Field(() => String, { nullable: true, description: 'What a source says of the use of answers; null: none does.' })
  useRules: string | null;

  @Field(() => MemberStateRelationEnum, {
    nullable: true,
    description: 'How an instrument of the EU stands to agreements of member states; null: no source says.',
  })
  besideMemberStates: MemberStateRelation | null;

  @Field(() => [AssistanceKindEnum], { description: 'What may be asked for under it.' })
  kinds: readonly AssistanceKind[];

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether answers may be used in criminal proceedings; null: no source says.',
  })
  usableInCriminalProceedings: boolean | null;

  @Field(() => SourceCertaintyEnum, { description: 'An ASSUMED agreement is never a legal basis.' })
  certainty: SourceCertainty;

  @Field(() => String, { description: 'Where the facts of this row are from.' })
  source: string;
}

@ObjectType('MultilateralInstrument', {
  description:
    'A multilateral instrument of assistance: what it could carry at most, and what it obliges nobody to do.',
})
export class MultilateralInstrumentType {
  @Field(() => ID, { description: 'Its short name.' })
  id: string;

  @Field(() => String, { description: 'Its title.' })
  title: string;

  @Field(() => Boolean, { description: 'Whether it is in force at all.' })
  inForce: boolean;

  @Field(() => [AssistanceKindEnum], { description: 'What may be asked for under it at most.' })
  kinds: readonly AssistanceKind[];

  @Field(() => [String], { description: 'Only parties to the same annex owe each other; empty: it is not divided.' })
  annexes: readonly string[];

  @Field(() => [AdministrationReference], { description: 'Parties that a source shows; empty: none is known here.' })
  parties: readonly AdministrationReference[];

  @Field(() => String, { description: 'What it does not oblige anybody to do.' })
  limits: string;

  @Field(() => String, { description: 'Where the facts of this row are from.' })
  source: string;
}

/** An instrument as everybody sees it. */
export function instrumentObject(instrument: MultilateralInstrument): MultilateralInstrumentType {
  const { id, title, inForce, kinds, annexes, parties, limits, source } = instrument;
  return { id, title, inForce, kinds, annexes, limits, source, parties: parties.map(({ code }) => ({ code })) };
}
