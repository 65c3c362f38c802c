import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Matter } from '../../domain/disclosure.ts';
import type { NationalField, RegistryProfile } from '../../profiles/registry-profile.ts';
import type { Disclosed } from '../../service/disclose.ts';
import type { RegistryContext } from './registry-context.ts';

const FIELD_TYPES = {
  String: () => String,
  Boolean: () => Boolean,
  '[String!]': () => [String],
} as const satisfies Record<NationalField['type'], () => unknown>;

/**
 * A resolver for the fields that the administration adds to its own type; none where it adds none. The decorators are
 * called as functions, since which fields there are is data.
 */
export function createNationalFieldsResolver(
  { nationalFields }: RegistryProfile,
  operatorType: new () => { tin: string },
  disclosed: (context: RegistryContext, tin: string, matter: Matter) => Promise<Disclosed>,
): [] | [new () => object] {
  if (nationalFields.length === 0) return [];

  @Resolver(() => operatorType)
  class NationalFieldsResolver {}

  for (const { name, description, type } of nationalFields) {
    const resolve = async ({ tin }: { tin: string }, context: RegistryContext) =>
      (await disclosed(context, tin, 'NATIONAL_FIELDS')).national[name] ?? null;
    Object.defineProperty(NationalFieldsResolver.prototype, name, { value: resolve });
    FieldResolver(FIELD_TYPES[type], {
      nullable: true,
      description: `${description} Null where it is not recorded or not disclosed; needs the scope operator:read.`,
    })(NationalFieldsResolver.prototype, name, { value: resolve });
    Root()(NationalFieldsResolver.prototype, name, 0);
    Ctx()(NationalFieldsResolver.prototype, name, 1);
  }
  return [NationalFieldsResolver];
}
