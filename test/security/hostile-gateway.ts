import type { Server } from 'node:http';
import { CALLER_ASSERTION_HEADER, CALLER_ASSERTION_TYPE, type Caller } from '../../schema/contract/caller.ts';
import { RECOGNITION_SUBGRAPH, registrySubgraph } from '../../schema/contract/subgraph-names.ts';
import { createHttpLink } from '../../schema/link/http-link.ts';
import type { SubgraphLink } from '../../schema/link/subgraph-link.ts';
import { signCallerAssertion } from '../../schema/trust/caller-assertion.ts';
import { GATEWAY } from '../../scripts/start/trust-store.ts';
import { serveSubgraph } from '../../subgraphs/runtime/serve.ts';
import type { TestFederation } from '../support/federation.ts';

/** What a subgraph said. */
export interface Said<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}

/** What is asked of a registry and handed to the recognition service: whose operator, and as what type. */
export interface Subject {
  readonly administration: string;
  readonly typeName: string;
  readonly tin: string;
}

export interface Decided {
  readonly outcome: string;
  readonly reasons: readonly string[];
  readonly receipt: string;
  readonly consultationNumber: string;
}

/** A gateway that does what it wants: it has the real one's key, and reaches the real subgraphs over HTTP. */
export interface HostileGateway {
  /** Where a subgraph listens, without path. */
  readonly urls: ReadonlyMap<string, string>;
  vouch(subgraph: string, caller: Caller, body: string): Promise<string>;
  /** Signs whatever claims it likes with the gateway's key. */
  sign(claims: object, type?: string): Promise<string>;
  send<Data = Record<string, unknown>>(subgraph: string, assertion: string, body: string): Promise<Said<Data>>;
  /** Asks a subgraph in the name of whomever it says. */
  ask<Data = Record<string, unknown>>(
    subgraph: string,
    caller: Caller,
    query: string,
    variables?: Readonly<Record<string, unknown>>,
  ): Promise<Said<Data>>;
  /** The statements that a registry makes to the caller named, in the order of the subjects. */
  statements(caller: Caller, subjects: readonly Subject[]): Promise<readonly (string | null)[]>;
  /** What the recognition service decides, for the caller named, on subjects with these statements. */
  decide(caller: Caller, given: readonly { subject: Subject; statement: string | null }[]): Promise<readonly Decided[]>;
  stop(): Promise<void>;
}

const STATEMENTS = (typeName: string) =>
  `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${typeName} { attestation } } }`;

/** Serves recognition and some registries of a federation over HTTP, and stands in the gateway's place. */
export async function startHostileGateway(
  { embedded }: TestFederation,
  registries: readonly string[],
  clock: () => Date,
): Promise<HostileGateway> {
  const signer = embedded.trustStore.signerOf(GATEWAY);
  const servers: Server[] = [];
  const links = new Map<string, SubgraphLink>();
  const urls = new Map<string, string>();
  const subgraphs = [
    embedded.services.get(RECOGNITION_SUBGRAPH),
    ...registries.map((code) => embedded.registries.get(code)),
  ];
  for (const subgraph of subgraphs) {
    if (subgraph === undefined) throw new TypeError('no such subgraph');
    const server = await serveSubgraph(subgraph, 0, '127.0.0.1');
    const address = server.address();
    if (typeof address !== 'object' || address === null) throw new TypeError('a server without a port');
    servers.push(server);
    urls.set(subgraph.name, `http://127.0.0.1:${address.port}`);
    links.set(subgraph.name, createHttpLink(`http://127.0.0.1:${address.port}`));
  }

  async function send<Data>(subgraph: string, assertion: string, body: string): Promise<Said<Data>> {
    const headers = { [CALLER_ASSERTION_HEADER]: assertion };
    const text = await links.get(subgraph)?.request({ headers, body, timeoutMs: 10_000 });
    return JSON.parse(text ?? '') as Said<Data>;
  }

  function vouch(subgraph: string, caller: Caller, body: string): Promise<string> {
    return signCallerAssertion(signer, caller, { subgraph, body }, clock());
  }

  async function ask<Data>(
    subgraph: string,
    caller: Caller,
    query: string,
    variables: Readonly<Record<string, unknown>> = {},
  ): Promise<Said<Data>> {
    const body = JSON.stringify({ query, variables });
    return send<Data>(subgraph, await vouch(subgraph, caller, body), body);
  }

  return {
    urls,
    vouch,
    send,
    ask,
    sign: (claims, type = CALLER_ASSERTION_TYPE) => signer.sign(claims, type),
    async statements(caller, subjects) {
      const [first] = subjects;
      if (first === undefined) return [];
      const of = subjects.map(({ typeName, tin }) => ({ __typename: typeName, tin }));
      const { data, errors } = await ask<{ _entities: { attestation: string | null }[] }>(
        registrySubgraph(first.administration),
        caller,
        STATEMENTS(first.typeName),
        { of },
      );
      if (data == null) throw new TypeError(JSON.stringify(errors));
      return data._entities.map(({ attestation }) => attestation);
    },
    async decide(caller, given) {
      const of = given.map(({ subject, statement }) => ({
        __typename: subject.typeName,
        tin: subject.tin,
        attestation: statement,
      }));
      const types = [...new Set(given.map(({ subject }) => subject.typeName))];
      const parts = types.map(
        (type) => `... on ${type} { recognition(role: EXPORTER) { outcome reasons receipt consultationNumber } }`,
      );
      const { data, errors } = await ask<{ _entities: { recognition: Decided }[] }>(
        RECOGNITION_SUBGRAPH,
        caller,
        `query ($of: [_Any!]!) { _entities(representations: $of) { ${parts.join(' ')} } }`,
        { of },
      );
      if (data == null) throw new TypeError(JSON.stringify(errors));
      return data._entities.map(({ recognition }) => recognition);
    },
    async stop() {
      await Promise.all([...links.values()].map((link) => link.close()));
      for (const server of servers) server.closeAllConnections();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}
