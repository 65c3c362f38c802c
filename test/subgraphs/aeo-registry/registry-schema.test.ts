import { composeServices as composeWithApollo } from '@apollo/composition';
import { composeServices } from '@theguild/federation-composition';
import { buildSchema, isObjectType, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { ADMINISTRATIONS, operatorTypeName } from '../../../schema/administrations.ts';
import { registrySubgraph } from '../../../schema/contract/subgraph-names.ts';
import { buildRegistrySchema } from '../../../subgraphs/aeo-registry/graphql/federated/registry-schema.ts';
import { printOfficerSdl } from '../../../subgraphs/aeo-registry/graphql/officer/officer-schema.ts';
import { getRegistryProfile, REGISTRY_PROFILES } from '../../../subgraphs/aeo-registry/profiles/registry-profiles.ts';

const DIRECTORY = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { operator(tin: TIN!): Operator } scalar TIN interface Operator { tin: TIN! }
  ${ADMINISTRATIONS.map(({ code }) => `type ${operatorTypeName(code)} implements Operator @key(fields: "tin") { tin: TIN! }`).join('\n')}`;

describe('the schema of a registry', () => {
  it('composes, alone and with all the others, in both composers', async () => {
    const registries = await Promise.all(
      Object.values(REGISTRY_PROFILES).map(async (profile) => ({
        name: registrySubgraph(profile.administration),
        typeDefs: parse((await buildRegistrySchema(profile)).sdl),
        url: 'http://localhost',
      })),
    );
    const directory = { name: 'recognition', typeDefs: parse(DIRECTORY), url: 'http://localhost' };
    expect(composeServices([directory, ...registries]).errors).toBeUndefined();
    expect(composeWithApollo([directory, ...registries]).errors).toBeUndefined();
  });

  it('has one operator type of its own, no root fields, and the attestation hidden on that type only', async () => {
    const { sdl } = await buildRegistrySchema(getRegistryProfile('KR'));
    expect(sdl).toContain('type KrOperator implements Operator @key(fields: "tin")');
    expect(sdl).toContain('attestation: JWS @inaccessible');
    expect(sdl.match(/attestation/g)).toHaveLength(1);
    expect(sdl).toContain('bondedTransporter: Boolean\n');
    expect(sdl).not.toMatch(/type (Query|Mutation)|JpOperator|@override|@interfaceObject/);
  });

  it('keeps national fields with their administration, however many schemas are built before', async () => {
    const { sdl } = await buildRegistrySchema(getRegistryProfile('JP'));
    expect(sdl).toContain('corporateNumber: String');
    expect(sdl).not.toContain('bondedTransporter');
    expect(await buildRegistrySchema(getRegistryProfile('JP'))).toMatchObject({ sdl });
  });

  it('shows nothing of the officer endpoint, and the officer endpoint nothing of it', async () => {
    const officer = await printOfficerSdl();
    const { sdl } = await buildRegistrySchema(getRegistryProfile('KR'));
    expect(sdl).not.toMatch(/RegisteredOperator|Consent|Ledger|Disclosure|Import|version/);
    expect(officer).not.toMatch(/KrOperator|interface Operator|attestation:/);
  });

  it('describes every type, field and argument of both', async () => {
    const { schema } = await buildRegistrySchema(getRegistryProfile('KR'));
    for (const one of [schema, buildSchema(await printOfficerSdl())]) {
      const undescribed = Object.values(one.getTypeMap()).flatMap((type) => {
        if (!isObjectType(type) || /^(__|_Service|Query|Mutation|PageInfo)/.test(type.name)) return [];
        const fields = Object.values(type.getFields());
        return [
          ...(type.description ? [] : [type.name]),
          ...fields.filter(({ description }) => !description).map(({ name }) => `${type.name}.${name}`),
          ...fields.flatMap(({ args, name }) =>
            args.filter((arg) => !arg.description).map((arg) => `${type.name}.${name}(${arg.name})`),
          ),
        ];
      });
      expect(undescribed.filter((name) => !name.startsWith('CriterionAssessment.'))).toEqual([]);
    }
  });

  it('of the officer endpoint has the operations of the sketch, arguments in their order', async () => {
    const sdl = (await printOfficerSdl()).replaceAll(/"""[\s\S]*?"""/g, '').replaceAll(/\s+/g, ' ');
    expect(sdl).toContain(
      'suspendAuthorization( number: ID! ground: String! effectiveFrom: DateTime until: DateTime version: Int! ): AeoAuthorization!',
    );
    expect(sdl).toContain(
      'importOperators( operators: [OperatorImport!]! dryRun: Boolean = false allOrNothing: Boolean = false ): ImportReport!',
    );
    expect(sdl).toContain(
      'operators( search: String status: AuthorizationStatus after: Cursor first: Int = 20 ): RegisteredOperatorConnection!',
    );
    expect(sdl).toContain(
      'setConsent( tin: TIN! destination: ID! given: Boolean! evidence: String! ): RegisteredOperator!',
    );
    expect(sdl).toContain(
      'addAlias( tin: TIN! destination: ID! scheme: String! value: String! from: Date! until: Date ): RegisteredOperator!',
    );
    expect(sdl).toContain('succeedOperator( tin: TIN! by: TIN! on: Date! reason: String! ): RegisteredOperator!');
    expect(sdl).toContain(
      'designateValidator( name: String! scope: [SafeCriterion!]! from: Date! ): DesignatedValidator!',
    );
    expect(sdl).toContain('withdrawDesignation( id: ID! on: Date! reason: String! ): DesignatedValidator!');
    expect(sdl).toContain('validators( activeOn: Date ): [DesignatedValidator!]!');
    expect(sdl).toContain('partnerSignals( tin: TIN ): [PartnerSignal!]!');
  });

  it('has the procedure of the sketch, with what it needs beside', async () => {
    const sdl = (await printOfficerSdl()).replaceAll(/"""[\s\S]*?"""/g, '').replaceAll(/\s+/g, ' ');
    for (const operation of [
      'application( id: ID! ): Application',
      'applications( state: ApplicationState overdue: Boolean tin: TIN after: Cursor first: Int = 20 ): ApplicationConnection!',
      'questionnaire( stakeholder: OperatorRole! businessModel: BusinessModel ): Questionnaire!',
      'dueWork( until: Date! ): [DueItem!]!',
      'submitApplication( input: ApplicationInput! ): Application!',
      'returnApplication( id: ID! missing: [String!]! version: Int! ): Application!',
      'acceptApplication( id: ID! version: Int! ): Application!',
      'recordSelfAssessment( id: ID! answers: [CriterionAnswerInput!]! version: Int! ): Application!',
      'planValidation( id: ID! method: ValidationMethod! on: Date! validator: ID assistance: ID version: Int! ): Application!',
      'recordValidation( id: ID! input: ValidationInput! assistanceAnswer: JWS version: Int! ): Application!',
      'authorise( id: ID! type: String! roles: [OperatorRole!]! validFrom: Date! validTo: Date legalBasis: String! version: Int! ): AeoAuthorization!',
      'rejectApplication( id: ID! grounds: [String!]! version: Int! ): Application!',
      'registerRepresentedVendors( tin: TIN! vendors: [RepresentedVendorInput!]! ): ImportReport!',
    ]) {
      expect(sdl).toContain(operation);
    }
  });
});
