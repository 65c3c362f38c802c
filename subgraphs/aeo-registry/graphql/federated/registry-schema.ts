import { Ctx, Directive, Field, FieldResolver, InterfaceType, ObjectType, Resolver, Root } from 'type-graphql';
import { operatorTypeName } from '../../../../schema/administrations.ts';
import { registeredError } from '../../../../schema/contract/registered-error.ts';
import { buildFederatedSchema, type FederatedSchema } from '../../../runtime/federated-schema.ts';
import { JwsScalar, TinScalar } from '../../../runtime/scalars.ts';
import type { DisclosedRecord } from '../../domain/disclosed-record.ts';
import { findRefusal, type Matter } from '../../domain/disclosure.ts';
import type { RegistryProfile } from '../../profiles/registry-profile.ts';
import type { Disclosed } from '../../service/disclose.ts';
import { createRecordTypes } from '../record-types.ts';
import { createNationalFieldsResolver } from './national-fields-resolver.ts';
import type { RegistryContext } from './registry-context.ts';
import { createValidationsResolver } from './validations-resolver.ts';

/** The federated schema of one administration's registry: its own operator type, and no root fields. */
export function buildRegistrySchema(profile: RegistryProfile): Promise<FederatedSchema> {
  const typeName = operatorTypeName(profile.administration);
  const recordTypes = createRecordTypes();
  const { OperatorRecordType } = recordTypes;

  @InterfaceType('Operator', {
    description: 'An operator, whichever administration’s: found by its TIN.',
    autoRegisterImplementations: false,
    resolveType: () => typeName,
  })
  abstract class Operator {
    @Field(() => TinScalar, { description: 'Its trader identification number, by which every subgraph knows it.' })
    tin: string;
  }

  @ObjectType(typeName, {
    implements: Operator,
    description: `An operator of ${profile.administration} (${profile.programmeName}).`,
  })
  @Directive('@key(fields: "tin")')
  class ConcreteOperator extends Operator {}

  @Resolver(() => Operator)
  class OperatorResolver {
    @FieldResolver(() => OperatorRecordType, {
      nullable: true,
      description:
        'The home registry’s record; null where it may not be disclosed or does not exist, which cannot be told apart. Needs the scope operator:read.',
    })
    async record(@Root() { tin }: Operator, @Ctx() context: RegistryContext): Promise<DisclosedRecord | null> {
      return (await disclosed(context, tin, 'RECORD')).record;
    }

    @FieldResolver(() => TinScalar, {
      nullable: true,
      description:
        'The operator that took its place (renamed, merged); recognition does not move by itself. Disclosed like the record.',
    })
    async successor(@Root() { tin }: Operator, @Ctx() context: RegistryContext): Promise<string | null> {
      return (await disclosed(context, tin, 'RECORD')).successor;
    }
  }

  @Resolver(() => ConcreteOperator)
  class AttestationResolver {
    @FieldResolver(() => JwsScalar, {
      nullable: true,
      description:
        'The home administration’s signed statement for this request, negative ones too; null without the scope recognition:ask.',
    })
    @Directive('@inaccessible')
    async attestation(@Root() { tin }: Operator, @Ctx() context: RegistryContext): Promise<string | null> {
      if (findRefusal(context.caller, 'ATTESTATION') !== undefined) return null;
      return (await context.disclosures.load(tin)).attestation;
    }
  }

  return buildFederatedSchema<RegistryContext>({
    resolvers: [
      OperatorResolver,
      AttestationResolver,
      createValidationsResolver(recordTypes),
      ...createNationalFieldsResolver(profile, ConcreteOperator, disclosed),
    ],
    orphanedTypes: [Operator, ConcreteOperator],
    references: { [typeName]: async (representation) => ({ __typename: typeName, tin: representation['tin'] }) },
  });
}

/** What may be known of the operator; refuses by scope first, alike for operators that exist and that do not. */
async function disclosed(context: RegistryContext, tin: string, matter: Matter): Promise<Disclosed> {
  const refusal = findRefusal(context.caller, matter);
  if (refusal !== undefined) throw registeredError(refusal);
  return context.disclosures.load(tin);
}
