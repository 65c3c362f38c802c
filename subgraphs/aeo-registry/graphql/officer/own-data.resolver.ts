import { GraphQLJSONObject } from 'graphql-scalars';
import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { valueOrThrow } from '../../../../schema/contract/registered-error.ts';
import { TinScalar } from '../../../runtime/scalars.ts';
import type { OwnData } from '../../domain/own-data.ts';
import type { OwnFile } from '../../service/own-data.ts';
import { actorWith, type OfficerContext } from './officer-context.ts';

/** What an operator is given that asks for its own data. */
export function createOwnDataResolver() {
  @Resolver()
  class OwnDataResolver {
    @Query(() => GraphQLJSONObject, {
      nullable: true,
      description:
        'Everything held about one operator as one JSON document, `version` 1.0 (docs/import-and-export.md): `operator` as an import takes it, `register` as it was recorded, applications with answers and validations, findings, issues, agreements, represented vendors, self-assessments, and the first 200 disclosures; where `moreDisclosures` is not null, `disclosures(oldestFirst: true, after: …)` goes on. What partners signalled to the administration is not in it. Null: nothing is held, or it is another’s. Needs registry:read, or operator:self for one’s own.',
    })
    async ownData(
      @Arg('tin', () => TinScalar, { description: 'A TIN of this administration.' }) tin: string,
      @Ctx() context: OfficerContext,
    ): Promise<OwnData<OwnFile> | null> {
      return valueOrThrow(await context.ownData(tin, actorWith(context, 'registry:read')));
    }
  }
  return OwnDataResolver;
}
