import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { decodeJwt, type JWTPayload } from 'jose';
import { type AdministrationCode, operatorTypeName } from '../../../../schema/administrations.ts';
import { ACCESS_TOKEN_TYPE, registryAudience } from '../../../../schema/contract/access-token.ts';
import type { AttestationClaims } from '../../../../schema/contract/attestation.ts';
import type { Caller } from '../../../../schema/contract/caller.ts';
import { registrySubgraph } from '../../../../schema/contract/subgraph-names.ts';
import {
  createRegistry,
  type Registry,
  type RegistryOptions,
  type SignalSource,
} from '../../../../subgraphs/aeo-registry/aeo-registry.ts';
import type { PartnerRule } from '../../../../subgraphs/aeo-registry/domain/disclosure.ts';
import { getRegistryProfile } from '../../../../subgraphs/aeo-registry/profiles/registry-profiles.ts';
import { createInProcessLink } from '../../../../subgraphs/runtime/subgraph.ts';
import {
  askSubgraph,
  callerOf,
  createParties,
  createTestClock,
  type Parties,
  pinnedTokens,
  type SubgraphAnswer,
  silentLog,
} from '../../../support/parties.ts';

/** A registry on a real file, with ways to ask it as a partner and as one of its officers. */
export interface RegistryHarness {
  readonly registry: Registry;
  readonly parties: Parties;
  readonly clock: ReturnType<typeof createTestClock>;
  readonly databaseFile: string;
  /** Asks `_entities` for the TINs, as the gateway would. */
  entities<Entity = Record<string, unknown>>(
    tins: readonly string[],
    selection: string,
    caller?: Caller,
  ): Promise<SubgraphAnswer<{ _entities: Entity[] }>>;
  officer<Data = Record<string, unknown>>(
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    token?: string | null,
  ): Promise<SubgraphAnswer<Data> & { readonly status: number }>;
  /** Asks as an operator that acts for itself. */
  self<Data = Record<string, unknown>>(
    tin: string,
    query: string,
    variables?: Readonly<Record<string, unknown>>,
  ): Promise<SubgraphAnswer<Data> & { readonly status: number }>;
  token(given?: JWTPayload, issuer?: string, type?: string): Promise<string>;
  tokenWithoutEnd(): Promise<string>;
  stop(): Promise<void>;
}

/** Japan and the United States are partners; for all but clearance also Brazil. */
export const partners: PartnerRule = (asking, purpose) =>
  ['JP', 'US'].includes(asking) || (asking === 'BR' && purpose !== 'IMPORT_CLEARANCE');

export interface KoreaOptions extends Partial<Pick<RegistryOptions, 'isPartner' | 'arrangements' | 'enumeration'>> {
  /** Those of a registry that was stopped, to start it again on its database. */
  readonly parties?: Parties;
  readonly signals?: readonly SignalSource[];
}

export function startKorea(options: KoreaOptions = {}): Promise<RegistryHarness> {
  return startRegistry('KR', options);
}

export async function startRegistry(
  code: AdministrationCode,
  { parties: given, ...options }: KoreaOptions = {},
): Promise<RegistryHarness> {
  const parties = given ?? (await createParties());
  const clock = createTestClock();
  const name = registrySubgraph(code);
  const directory = join(parties.directory, 'databases');
  const registry = await createRegistry({
    verifyToken: pinnedTokens(parties.trust, clock),
    profile: getRegistryProfile(code),
    location: { kind: 'sqlite', directory, synchronous: 'NORMAL' },
    signer: parties.signer(name),
    trust: parties.trust,
    clock,
    log: silentLog,
    isPartner: partners,
    ...options,
  });
  const link = createInProcessLink(registry);

  function claims() {
    return {
      iss: 'urn:aeo:demonstration-issuer',
      aud: registryAudience(code),
      sub: `officer@${code}`,
      iat: Math.floor(clock().getTime() / 1000),
      jti: randomUUID(),
      administration: code,
      scope: 'registry:read registry:write',
    };
  }

  function token(given: JWTPayload = {}, issuer = 'demonstration-issuer', type = ACCESS_TOKEN_TYPE) {
    const { iat } = claims();
    return parties.signer(issuer).sign({ ...claims(), exp: iat + 3600, ...given }, type);
  }

  async function officer(
    query: string,
    variables: Readonly<Record<string, unknown>> = {},
    given: string | null | undefined = undefined,
  ) {
    const bearer = given === undefined ? await token() : given;
    const answer = await registry.officerEndpoint?.answer({
      headers: {
        'content-type': 'application/json',
        ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
      },
      body: JSON.stringify({ query, variables }),
    });
    if (answer === undefined) throw new TypeError('there is no officer endpoint');
    return { ...JSON.parse(answer.body), status: answer.status };
  }

  return {
    registry,
    parties,
    clock,
    databaseFile: join(directory, `${name}.sqlite`),
    entities: (tins, selection, caller = callerOf('JP')) =>
      askSubgraph(
        parties,
        name,
        link,
        clock,
        caller,
        `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ${operatorTypeName(code)} { tin ${selection} } } }`,
        { r: tins.map((tin) => ({ __typename: operatorTypeName(code), tin })) },
      ),
    officer,
    self: async (tin, query, variables) =>
      officer(
        query,
        variables,
        await token({ sub: `operator:${tin}`, scope: 'operator:self registry:write', operator: tin }),
      ),
    token,
    tokenWithoutEnd: () => parties.signer('demonstration-issuer').sign(claims(), ACCESS_TOKEN_TYPE),
    stop: () => registry.stop(),
  };
}

/** The claims of an attestation, unverified. */
export function claimsOf(attestation: string | null | undefined): AttestationClaims {
  if (attestation == null) throw new TypeError('there is no attestation');
  return decodeJwt(attestation) as unknown as AttestationClaims;
}
