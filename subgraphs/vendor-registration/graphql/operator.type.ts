import { Directive, Field, InterfaceType, ObjectType } from 'type-graphql';
import { ADMINISTRATIONS, operatorTypeName } from '../../../schema/administrations.ts';
import { TinScalar } from '../../runtime/scalars.ts';

/** The interface and a concrete type for each administration: what this subgraph adds a field to. Made once a schema. */
export function createOperatorTypes() {
  @InterfaceType('Operator', {
    autoRegisterImplementations: false,
    resolveType: (value: { readonly __typename: string }) => value.__typename,
    description: 'An economic operator, known by its TIN to the administration that answers for it.',
  })
  abstract class Operator {
    @Field(() => TinScalar, { description: 'Its trader identification number.' })
    tin: string;
  }

  const concrete = ADMINISTRATIONS.map(({ code }) => {
    @ObjectType(operatorTypeName(code), { implements: Operator })
    @Directive('@key(fields: "tin")')
    class ConcreteOperator extends Operator {}
    return ConcreteOperator;
  });

  return { Operator, concrete };
}

export type OperatorTypes = ReturnType<typeof createOperatorTypes>;
