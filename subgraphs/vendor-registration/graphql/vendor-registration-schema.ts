import { ADMINISTRATIONS, operatorTypeName } from '../../../schema/administrations.ts';
import type { Refusal } from '../../../schema/contract/error-codes.ts';
import { buildFederatedSchema, type FederatedSchema, type ReferenceResolver } from '../../runtime/federated-schema.ts';
import { createFieldResolvers } from './field.resolvers.ts';
import { createIntermediaryResolvers } from './intermediary.resolver.ts';
import { createMutationResolver } from './mutation.resolver.ts';
import { foreignVendorObject, vendorRegistrationObject, withheldEntity } from './objects.ts';
import { createOperatorTypes } from './operator.type.ts';
import { createOversightResolvers } from './oversight.resolvers.ts';
import { createQueryResolver } from './query.resolver.ts';
import { createRegistrationDutyResolver } from './registration-duty.resolver.ts';
import { createRemittanceReminderResolver } from './remittance-reminder.resolver.ts';
import { createRemittanceReturnTypes } from './remittance-return.type.ts';
import { createRepresentationResolvers } from './representation.resolvers.ts';
import { createRepresentationTypes } from './representation.type.ts';
import { mayRead } from './require-side.ts';
import { createReturnMutationResolver } from './return-mutation.resolver.ts';
import { createVendorCheckResolver } from './vendor-check.resolver.ts';
import { createVendorCheckTypes } from './vendor-check.type.ts';
import { createVendorRegistrationInputs } from './vendor-registration.input.ts';
import { createVendorRegistrationTypes } from './vendor-registration.type.ts';
import type { VendorRegistrationContext } from './vendor-registration-context.ts';
import { createVendorSubscriptionResolver } from './vendor-subscription.resolver.ts';

type Reference = ReferenceResolver<VendorRegistrationContext>;

const FORBIDDEN: Refusal = {
  code: 'FORBIDDEN',
  message: 'The token lacks the scope vendor:read.',
  rule: 'scope vendor:read',
};
const NO_SUCH: Refusal = { code: 'NOT_FOUND', message: 'There is no such object, or none that you may see.' };

const resolveVendor: Reference = async ({ id }, { caller, loaders }) => {
  const fields = ['legalName', 'establishedIn', 'tin', 'stakeholder'];
  const key = { id: String(id) };
  if (!mayRead(caller)) return withheldEntity(key, fields, FORBIDDEN);
  const vendor = await loaders.vendor.load(key.id);
  return vendor === undefined ? withheldEntity(key, fields, NO_SUCH) : foreignVendorObject(vendor);
};

const resolveRegistration: Reference = async ({ id }, { caller, loaders }) => {
  const fields = ['number', 'businessModel', 'status', 'version', 'capacity', 'registration'];
  const key = { id: String(id) };
  if (!mayRead(caller)) return withheldEntity(key, fields, FORBIDDEN);
  const registration = await loaders.registration.load(key.id);
  return registration === undefined ? withheldEntity(key, fields, NO_SUCH) : vendorRegistrationObject(registration);
};

const resolveOperator: Reference = async (representation) => ({ ...representation });

/** The schema of this subgraph; needs no database, so that its SDL can be printed. */
export function buildVendorRegistrationSchema(): Promise<FederatedSchema> {
  const operators = createOperatorTypes();
  const types = createVendorRegistrationTypes();
  const representations = createRepresentationTypes(operators);
  const returns = createRemittanceReturnTypes();
  const checks = createVendorCheckTypes(types);
  const inputs = createVendorRegistrationInputs();
  return buildFederatedSchema<VendorRegistrationContext>({
    resolvers: [
      createQueryResolver(types),
      createVendorSubscriptionResolver(types),
      createVendorCheckResolver(checks, inputs),
      createMutationResolver(types, inputs),
      createReturnMutationResolver(returns, checks, inputs),
      createRemittanceReminderResolver(types, returns),
      createRegistrationDutyResolver(types),
      ...createIntermediaryResolvers(types),
      ...createFieldResolvers(operators, types, returns),
      ...createRepresentationResolvers(operators, types, representations),
      ...createOversightResolvers(types, returns, checks),
    ],
    orphanedTypes: [...operators.concrete],
    references: {
      ForeignVendor: resolveVendor,
      VendorRegistration: resolveRegistration,
      ...Object.fromEntries(ADMINISTRATIONS.map(({ code }) => [operatorTypeName(code), resolveOperator])),
    },
  });
}
