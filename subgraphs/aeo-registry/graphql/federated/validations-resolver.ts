import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { registeredError } from '../../../../schema/contract/registered-error.ts';
import type { DisclosedAuthorization } from '../../domain/disclosed-record.ts';
import { findRefusal } from '../../domain/disclosure.ts';
import type { Validation } from '../../domain/registered-operator.ts';
import type { createRecordTypes } from '../record-types.ts';
import type { RegistryContext } from './registry-context.ts';

/** The validations of an authorization, for those who may read them. */
export function createValidationsResolver({
  AeoAuthorizationType,
  ValidationType,
}: ReturnType<typeof createRecordTypes>) {
  @Resolver(() => AeoAuthorizationType)
  class ValidationsResolver {
    @FieldResolver(() => [ValidationType], {
      description:
        'Oldest first, without remarks for other administrations. Needs the scope validation:read and, for a partner, a purpose other than IMPORT_CLEARANCE (note, VIII); otherwise FORBIDDEN, and the record is null.',
    })
    validations(
      @Root() { validations }: DisclosedAuthorization,
      @Ctx() { caller }: RegistryContext,
    ): readonly Validation[] {
      const refusal = findRefusal(caller, 'VALIDATIONS');
      if (refusal !== undefined) throw registeredError(refusal);
      if (validations !== null) return validations;
      const message = `Validations are not disclosed for the purpose ${caller.purpose}.`;
      throw registeredError({ code: 'FORBIDDEN', message, rule: caller.purpose });
    }
  }
  return ValidationsResolver;
}
