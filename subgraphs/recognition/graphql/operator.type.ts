import { Arg, Ctx, Directive, Field, FieldResolver, InterfaceType, ObjectType, Resolver, Root } from 'type-graphql';
import { ADMINISTRATIONS, operatorTypeName } from '../../../schema/administrations.ts';
import { registeredError } from '../../../schema/contract/registered-error.ts';
import type { OperatorRole, TransportMode } from '../../../schema/contract/vocabulary.ts';
import { OperatorRoleInputEnum, TransportModeEnum } from '../../runtime/enums.ts';
import { requireScope } from '../../runtime/require-scope.ts';
import { DateTimeScalar, JwsScalar, TinScalar } from '../../runtime/scalars.ts';
import { encodeQuestion } from '../domain/question-key.ts';
import { AdministrationType } from './administration.type.ts';
import type { RecognitionContext } from './context.ts';
import { RecognitionDecisionType } from './decision.type.ts';
import { showDecision } from './show-decision.ts';

const RECOGNITION_DESCRIPTION =
  'Whether the asking administration recognises this operator’s AEO status in this role. Needs the scope recognition:ask.';
const ON_DESCRIPTION = 'The instant asked about; default now, never in the future.';
const MODE_DESCRIPTION = 'Mode of transport, where the arrangement’s coverage depends on it.';
const NAME_DESCRIPTION = 'The name on the declaration, to be compared with those of the record.';

/** What arrives for an operator: its key, and the statement of its registry where the plan fetched one. */
interface OperatorValue {
  readonly __typename: string;
  readonly tin: string;
  readonly attestation?: string | null;
}

/** Makes the interface, one concrete type for each administration, and their resolvers; anew for each schema. */
export function createOperatorTypes() {
  @InterfaceType('Operator', {
    description:
      'An operator, as its home administration’s registry knows it. Each administration has its own concrete type.',
    autoRegisterImplementations: false,
    resolveType: (value: OperatorValue) => value.__typename,
  })
  abstract class Operator {
    @Field(() => TinScalar)
    tin: string;

    @Field(() => AdministrationType, { description: 'The home administration.' })
    administration: { code: string };

    @Field(() => RecognitionDecisionType, { description: RECOGNITION_DESCRIPTION })
    recognition(
      @Arg('role', () => OperatorRoleInputEnum) _role: OperatorRole,
      @Arg('on', () => DateTimeScalar, { nullable: true, description: ON_DESCRIPTION }) _on: string | null,
      @Arg('mode', () => TransportModeEnum, { nullable: true, description: MODE_DESCRIPTION })
      _mode: TransportMode | null,
      @Arg('declaredName', () => String, { nullable: true, description: NAME_DESCRIPTION }) _declaredName:
        | string
        | null,
    ): RecognitionDecisionType {
      throw new TypeError('resolved by the concrete type');
    }
  }

  const concrete = ADMINISTRATIONS.map(({ code, name }) => {
    @ObjectType(operatorTypeName(code), {
      implements: Operator,
      description: `An operator in the AEO registry of ${name}.`,
    })
    @Directive('@key(fields: "tin")')
    class ConcreteOperator extends Operator {
      @Field(() => JwsScalar, { nullable: true })
      @Directive('@external')
      attestation: string | null;
    }

    @Resolver(() => ConcreteOperator)
    class ConcreteOperatorResolver {
      @FieldResolver(() => AdministrationType, { description: 'The home administration.' })
      administration(): { code: string } {
        return { code };
      }

      @FieldResolver(() => RecognitionDecisionType, { description: RECOGNITION_DESCRIPTION })
      @Directive('@requires(fields: "attestation")')
      async recognition(
        @Root() operator: OperatorValue,
        @Ctx() context: RecognitionContext,
        @Arg('role', () => OperatorRoleInputEnum) role: OperatorRole,
        @Arg('on', () => DateTimeScalar, { nullable: true, description: ON_DESCRIPTION }) on: string | null,
        @Arg('mode', () => TransportModeEnum, { nullable: true, description: MODE_DESCRIPTION })
        mode: TransportMode | null,
        @Arg('declaredName', () => String, { nullable: true, description: NAME_DESCRIPTION }) declaredName:
          | string
          | null,
      ): Promise<RecognitionDecisionType> {
        requireScope(context.caller, 'recognition:ask');
        const question = encodeQuestion({
          tin: operator.tin,
          alias: null,
          role,
          on: on ?? null,
          mode: mode ?? null,
          declaredName: declaredName?.trim() || null,
          importer: null,
          normalised: false,
          consulted: true,
          referenced: false,
        });
        const conclusion = await context.conclusions.load({ question, attestation: operator.attestation ?? null });
        if (conclusion === null)
          throw registeredError({ code: 'TIN_MALFORMED', message: 'This is no TIN.', field: 'tin' });
        return showDecision(conclusion);
      }
    }
    return { type: ConcreteOperator, resolver: ConcreteOperatorResolver, typeName: operatorTypeName(code) };
  });

  return { Operator, concrete };
}
