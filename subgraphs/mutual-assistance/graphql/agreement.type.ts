import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { AgreementForm, AssistanceKind, SourceCertainty } from '../../../schema/contract/vocabulary.ts';
import { AgreementFormEnum, AssistanceKindEnum, SourceCertaintyEnum } from '../../runtime/enums.ts';
import { DateScalar } from '../../runtime/scalars.ts';
import { AdministrationReference } from '../../runtime/shared-types.ts';

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
