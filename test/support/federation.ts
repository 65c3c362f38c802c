import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SubgraphCall } from '../../gateway/transport/subgraph-transport.ts';
import { GATEWAY_SCOPES, REGISTRY_SCOPES, type Scope } from '../../schema/contract/scopes.ts';
import { registrySubgraph } from '../../schema/contract/subgraph-names.ts';
import type { PurposeOfUse } from '../../schema/contract/vocabulary.ts';
import type { SubgraphLink } from '../../schema/link/subgraph-link.ts';
import { demonstrationToken } from '../../scripts/start/demonstration-token.ts';
import {
  type EmbeddedFederation,
  type EmbeddedOptions,
  startEmbeddedFederation,
} from '../../scripts/start/embedded-federation.ts';
import { DEMONSTRATION_ISSUER } from '../../scripts/start/trust-store.ts';
import { systemClock } from '../../subgraphs/runtime/clock.ts';
import { silentLog } from './parties.ts';

/** One error of an answer, as a client sees it. */
export interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: {
    readonly code: string;
    readonly origin: string;
    readonly field?: string;
    readonly rule?: string;
  };
}

/** What came back over HTTP. */
export interface HttpAnswer<Data> {
  readonly status: number;
  readonly data: Data;
  readonly errors: readonly AnswerError[];
  readonly text: string;
}

export interface AskOptions {
  readonly purpose?: PurposeOfUse;
  readonly scopes?: readonly Scope[];
}

/** A whole federation over HTTP for one test file, with demonstration data in a directory of its own. */
export interface TestFederation {
  readonly url: string;
  readonly dataDirectory: string;
  readonly embedded: EmbeddedFederation;
  /** Calls to subgraphs since the last time this was emptied. */
  readonly calls: SubgraphCall[];
  /** Asks at the gateway as an officer of the administration. */
  ask<Data = Record<string, unknown>>(
    administration: string,
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    options?: AskOptions,
  ): Promise<HttpAnswer<Data>>;
  /** Asks at an administration's own officer endpoint. */
  askOfficer<Data = Record<string, unknown>>(
    administration: string,
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    scopes?: readonly Scope[],
  ): Promise<HttpAnswer<Data>>;
  token(administration: string, scopes?: readonly Scope[]): Promise<string>;
  /** Stops one registry: from then on it is silent. */
  silence(administration: string): Promise<void>;
  /** Puts another way to a registry in the place of the real one, for the gateway; what it gives puts the real one back. */
  replaceRegistry(administration: string, by: (real: SubgraphLink) => SubgraphLink): () => void;
  /** The same of any subgraph, by its name. */
  replaceSubgraph(name: string, by: (real: SubgraphLink) => SubgraphLink): () => void;
  stop(): Promise<void>;
}

/** Starts it; `stop` removes the data. */
export async function startFederation(options: Partial<EmbeddedOptions> = {}): Promise<TestFederation> {
  const dataDirectory = options.dataDirectory ?? mkdtempSync(join(tmpdir(), 'aeo-federation-'));
  const calls: SubgraphCall[] = [];
  const clock = options.clock ?? systemClock;
  const embedded = await startEmbeddedFederation({
    clock,
    log: silentLog,
    registryTimeoutMs: 3_000,
    serviceTimeoutMs: 15_000,
    onCall: (call) => calls.push(call),
    ...options,
    dataDirectory,
  });
  const port = await embedded.gateway.listen(0, '127.0.0.1');
  const url = `http://127.0.0.1:${port}`;
  const token = (administration: string, scopes: readonly Scope[] = GATEWAY_SCOPES) =>
    demonstrationToken(embedded.trustStore.signerOf(DEMONSTRATION_ISSUER), administration, scopes, clock());

  function replaceSubgraph(name: string, by: (real: SubgraphLink) => SubgraphLink): () => void {
    const { links } = embedded;
    const real = links.get(name);
    if (real === undefined || !(links instanceof Map)) throw new TypeError(`no link to ${name} can be replaced`);
    links.set(name, by(real));
    return () => links.set(name, real);
  }

  return {
    url,
    dataDirectory,
    embedded,
    calls,
    token,
    async ask(administration, query, variables = {}, { purpose = 'IMPORT_CLEARANCE', scopes = GATEWAY_SCOPES } = {}) {
      return post(
        `${url}/graphql`,
        { query, variables },
        {
          authorization: `Bearer ${await token(administration, scopes)}`,
          'purpose-of-use': purpose,
        },
      );
    },
    async askOfficer(administration, query, variables = {}, scopes = REGISTRY_SCOPES) {
      return post(
        `${url}/registries/${administration}/graphql`,
        { query, variables },
        {
          authorization: `Bearer ${await token(administration, scopes)}`,
        },
      );
    },
    async silence(administration) {
      await embedded.links.get(registrySubgraph(administration))?.close();
    },
    replaceRegistry: (administration, by) => replaceSubgraph(registrySubgraph(administration), by),
    replaceSubgraph,
    async stop() {
      await embedded.stop();
      rmSync(dataDirectory, { recursive: true, force: true });
    },
  };
}

/** Posts JSON and reads the answer, whatever its status. */
export async function post<Data>(
  url: string,
  body: unknown,
  headers: Readonly<Record<string, string>>,
): Promise<HttpAnswer<Data>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  const { data, errors } = JSON.parse(text) as { data?: Data; errors?: AnswerError[] };
  return { status: response.status, data: data as Data, errors: errors ?? [], text };
}
