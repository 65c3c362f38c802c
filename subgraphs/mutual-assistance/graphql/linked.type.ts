import { Directive, Field, ID, InterfaceType, ObjectType } from 'type-graphql';
import { ADMINISTRATIONS, operatorTypeName } from '../../../schema/administrations.ts';
import { TinScalar } from '../../runtime/scalars.ts';

/** An operator as this subgraph knows it: whose it is, and its TIN. */
export interface OperatorObject {
  readonly __typename: string;
  readonly tin: string;
}

/** The entities of other subgraphs to which this one adds its requests. New classes for each schema. */
export function createLinkedTypes() {
  @InterfaceType('Operator', {
    autoRegisterImplementations: false,
    resolveType: (value: OperatorObject) => value.__typename,
    description: 'An economic operator of one administration.',
  })
  abstract class Operator {
    @Field(() => TinScalar, { description: 'Its trader identification number.' })
    tin: string;
  }

  const concreteOperators = ADMINISTRATIONS.map(({ code }) => {
    @ObjectType(operatorTypeName(code), { implements: Operator, description: `An operator whose home is ${code}.` })
    @Directive('@key(fields: "tin")')
    class ConcreteOperator extends Operator {}
    return ConcreteOperator;
  });

  @ObjectType('ForeignVendor', { description: 'A vendor that the asking administration has registrations of.' })
  @Directive('@key(fields: "id")')
  class ForeignVendor {
    @Field(() => ID, { description: 'Its identifier.' })
    id: string;
  }

  @ObjectType('VendorRegistration', { description: 'A registration of a foreign vendor.' })
  @Directive('@key(fields: "id")')
  class VendorRegistration {
    @Field(() => ID, { description: 'Its identifier.' })
    id: string;
  }

  return { Operator, concreteOperators, ForeignVendor, VendorRegistration };
}

export type LinkedTypes = ReturnType<typeof createLinkedTypes>;
