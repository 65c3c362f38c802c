import { Field, ObjectType } from 'type-graphql';
import { DateScalar } from '../../runtime/scalars.ts';
import type { Representation } from '../domain/representation.ts';
import { RepresentationSourceEnum } from './enums.ts';
import type { OperatorObject } from './objects.ts';
import type { OperatorTypes } from './operator.type.ts';

/** Through whom a vendor shares in benefits. Made once a schema. */
export function createRepresentationTypes({ Operator }: OperatorTypes) {
  @ObjectType('SupplyChainRepresentation', {
    description:
      'A foreign vendor as supply-chain partner of an AEO of the asking administration, through whom it shares in the ' +
      'benefits there (note, IV ii, option 1). Only that administration sees it, and who stands in it.',
  })
  class SupplyChainRepresentation {
    @Field(() => Operator, {
      description: 'The operator that represents it; whether it is authorised, its record says.',
    })
    representative: OperatorObject;

    @Field(() => DateScalar, { description: 'First day, at the asking administration.' })
    from: string;

    @Field(() => DateScalar, { nullable: true, description: 'Last day, included; null: no end is known.' })
    until: string | null;

    @Field(() => RepresentationSourceEnum, { description: 'Where it is on file.' })
    source: Representation['source'];
  }

  return { SupplyChainRepresentation };
}

export type RepresentationTypes = ReturnType<typeof createRepresentationTypes>;
