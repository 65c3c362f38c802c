import { ADMINISTRATIONS, operatorTypeName } from '../../../schema/administrations.ts';
import { registeredError } from '../../../schema/contract/registered-error.ts';
import { buildFederatedSchema, type FederatedSchema, type ReferenceResolver } from '../../runtime/federated-schema.ts';
import { createAnswerTypes } from './answer.type.ts';
import { createAssistanceQueryResolver } from './assistance-query.resolver.ts';
import { createRequestTypes } from './assistance-request.type.ts';
import { createAssistanceSubscriptionResolver } from './assistance-subscription.resolver.ts';
import type { AssistanceContext } from './context.ts';
import { DeliveryResolver } from './delivery.resolver.ts';
import { createDraftResolver } from './draft.resolver.ts';
import { createFurtherUseResolver } from './further-use.resolver.ts';
import { createLinkedResolvers } from './linked.resolver.ts';
import { createLinkedTypes } from './linked.type.ts';
import { createReminderResolver } from './reminder.resolver.ts';
import { createRequestFieldsResolver } from './request-fields.resolver.ts';
import { requestObject } from './request-object.ts';
import { createRequestedSideResolver } from './requested-side.resolver.ts';
import { createRequestingSideResolver } from './requesting-side.resolver.ts';
import { SpontaneousResolver } from './spontaneous.resolver.ts';
import { StatisticsResolver } from './statistics.resolver.ts';
import { createSubmitRequestResolver } from './submit-request.resolver.ts';

/** An entity of another subgraph: what was sent is all that is known of it here. */
const asSent: ReferenceResolver<AssistanceContext> = async (representation) => ({ ...representation });

/**
 * A request by its key. This subgraph owns all of its fields, so for what the caller may not see nothing is lost with
 * the row: it is null, with the same NOT_FOUND as for a request that does not exist.
 */
const requestByKey: ReferenceResolver<AssistanceContext> = async (representation, context) => {
  const request = await context.loaders.byId.load(String(representation['id']));
  if (request === undefined) {
    throw registeredError({ code: 'NOT_FOUND', message: 'There is no such object, or none that you may see.' });
  }
  return requestObject(request, context);
};

/** The schema of this subgraph; needs no database. Every call makes classes of its own. */
export function buildMutualAssistanceSchema(): Promise<FederatedSchema> {
  const linked = createLinkedTypes();
  const requests = createRequestTypes(linked);
  const answers = createAnswerTypes();
  return buildFederatedSchema<AssistanceContext>({
    resolvers: [
      createAssistanceQueryResolver(requests),
      createSubmitRequestResolver(requests),
      createDraftResolver(requests),
      createRequestedSideResolver(requests),
      createRequestingSideResolver(requests),
      createFurtherUseResolver(requests),
      createReminderResolver(requests),
      createRequestFieldsResolver(requests, answers),
      answers.EvidenceResolver,
      SpontaneousResolver,
      StatisticsResolver,
      createAssistanceSubscriptionResolver(requests),
      DeliveryResolver,
      ...createLinkedResolvers(linked, requests),
    ],
    orphanedTypes: [...linked.concreteOperators, linked.ForeignVendor, linked.VendorRegistration],
    references: {
      ...Object.fromEntries(ADMINISTRATIONS.map(({ code }) => [operatorTypeName(code), asSent])),
      ForeignVendor: asSent,
      VendorRegistration: asSent,
      AssistanceRequest: requestByKey,
    },
  });
}
