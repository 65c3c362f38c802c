import { type GraphQLSchema, printSchema } from 'graphql';
import { buildSchema } from 'type-graphql';
import { orderArguments } from '../../../runtime/federated-schema.ts';
import { createApplicationResolver } from './application.resolver.ts';
import { createApplicationInputs } from './application-inputs.ts';
import { createApplicationTypes } from './application-types.ts';
import { createAuthorizationResolver } from './authorization.resolver.ts';
import { createCommunicationResolver } from './communication.resolver.ts';
import { createEnumerationAlertResolver } from './enumeration-alert.resolver.ts';
import { createExaminationResolver } from './examination.resolver.ts';
import { createIdentityResolver } from './identity.resolver.ts';
import { createImportResolver } from './import.resolver.ts';
import { createImportInputs } from './import-inputs.ts';
import { createImportReportTypes } from './import-report-types.ts';
import { createMaintenanceResolver } from './maintenance.resolver.ts';
import { createMonitoringResolver } from './monitoring.resolver.ts';
import { createOfficerTypes } from './officer-types.ts';
import { createOperatorFileTypes } from './operator-file-types.ts';
import { createOwnDataResolver } from './own-data.resolver.ts';
import { createPartnerSignalResolver } from './partner-signal.resolver.ts';
import { createQuestionnaireResolver } from './questionnaire.resolver.ts';
import { createRegisterResolver } from './register.resolver.ts';
import { createValidationBasisResolver } from './validation-basis.resolver.ts';
import { createValidatorResolver } from './validator.resolver.ts';

let built: Promise<GraphQLSchema> | undefined;

/** The schema of the officer endpoint: the same for every administration, so it is built once a process. */
export function buildOfficerSchema(): Promise<GraphQLSchema> {
  built ??= build();
  return built;
}

/** The officer endpoint's SDL, as schema/officer.graphql has it. */
export async function printOfficerSdl(): Promise<string> {
  return `${printSchema(await buildOfficerSchema())}\n`;
}

async function build(): Promise<GraphQLSchema> {
  const types = createOfficerTypes();
  const inputs = createImportInputs();
  const reports = createImportReportTypes();
  const applications = createApplicationTypes(types);
  const applicationInputs = createApplicationInputs(inputs);
  const files = createOperatorFileTypes(types);
  const schema = await buildSchema({
    resolvers: [
      createRegisterResolver(types),
      createAuthorizationResolver(types),
      createIdentityResolver(types),
      createValidatorResolver(),
      createOwnDataResolver(),
      createPartnerSignalResolver(),
      createEnumerationAlertResolver(),
      createMaintenanceResolver(),
      createImportResolver(inputs, reports),
      createApplicationResolver(applications, inputs, applicationInputs),
      createExaminationResolver(types, applications, inputs),
      createValidationBasisResolver(types, applications),
      createQuestionnaireResolver(),
      createMonitoringResolver(types, files, inputs, applicationInputs),
      createCommunicationResolver(types, files, reports),
      files.OperatorFileResolver,
      types.AuthorizationResolver,
    ],
    orphanedTypes: [],
    validate: false,
  });
  orderArguments(schema);
  return schema;
}
