import { Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { JwsScalar } from '../../../runtime/scalars.ts';
import type { Evidence, Validation } from '../../domain/registered-operator.ts';
import type { createApplicationTypes } from './application-types.ts';
import { actorWith, type OfficerContext } from './officer-context.ts';
import type { createOfficerTypes } from './officer-types.ts';

/** What a validation rests on beside the validator's own eyes; no partner ever sees it. */
export function createValidationBasisResolver(
  { ValidationType }: ReturnType<typeof createOfficerTypes>,
  { EvidenceType }: ReturnType<typeof createApplicationTypes>,
) {
  @Resolver(() => ValidationType)
  class ValidationBasisResolver {
    @FieldResolver(() => ID, {
      nullable: true,
      description: 'Assistance request by which a partner administration validated; null: none did.',
    })
    assistanceRequest(@Root() { assistance }: Validation): string | null {
      return assistance?.request ?? null;
    }

    @FieldResolver(() => JwsScalar, {
      nullable: true,
      description:
        'The partner’s signed answer, as it was verified; `npm run verify` reads it. Null: there is none, or an operator asks: it was given to this administration.',
    })
    assistanceAnswer(@Root() { assistance }: Validation, @Ctx() context: OfficerContext): string | null {
      return actorWith(context, 'registry:read').only === undefined ? (assistance?.statement ?? null) : null;
    }

    @FieldResolver(() => [EvidenceType], { description: 'What was put on file with it; empty: nothing.' })
    evidence(@Root() { evidence }: Validation): readonly Evidence[] {
      return evidence ?? [];
    }
  }
  return ValidationBasisResolver;
}
