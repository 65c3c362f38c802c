import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestTypes } from './assistance-request.type.ts';
import type { AssistanceContext } from './context.ts';
import type { LinkedTypes, OperatorObject } from './linked.type.ts';
import { requestObject } from './request-object.ts';

/** What this subgraph adds to operators, vendors and registrations: the requests about them that the caller is a party to. */
export function createLinkedResolvers(linked: LinkedTypes, { AssistanceRequest }: RequestTypes) {
  @Resolver(() => linked.Operator)
  class OperatorResolver {
    @FieldResolver(() => [AssistanceRequest], {
      description:
        'Assistance requests about this TIN that the asking administration is a party to, newest first. ' +
        'Scope assistance:read.',
    })
    async assistanceRequests(@Root() { tin }: OperatorObject, @Ctx() context: AssistanceContext) {
      const requests = await context.loaders.aboutTin.load(tin);
      return requests.map((request) => requestObject(request, context));
    }
  }

  @Resolver(() => linked.ForeignVendor)
  class ForeignVendorResolver {
    @FieldResolver(() => [AssistanceRequest], {
      description:
        'Assistance requests about this vendor that the asking administration is a party to, newest first. ' +
        'Scope assistance:read.',
    })
    async assistanceRequests(@Root() { id }: { id: string }, @Ctx() context: AssistanceContext) {
      const requests = await context.loaders.aboutVendor.load(id);
      return requests.map((request) => requestObject(request, context));
    }
  }

  @Resolver(() => linked.VendorRegistration)
  class VendorRegistrationResolver {
    @FieldResolver(() => AssistanceRequest, {
      nullable: true,
      description:
        'The newest request by which the exporting administration was asked to validate the vendor for this ' +
        'registration; null: none, or not the asking administration’s own. Scope assistance:read.',
    })
    async exporterValidation(@Root() { id }: { id: string }, @Ctx() context: AssistanceContext) {
      const request = await context.loaders.validationOf.load(id);
      return request === undefined ? null : requestObject(request, context);
    }
  }

  return [OperatorResolver, ForeignVendorResolver, VendorRegistrationResolver] as const;
}
