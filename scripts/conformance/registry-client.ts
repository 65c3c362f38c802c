import { randomUUID } from 'node:crypto';
import { request } from 'undici';
import { type AdministrationCode, operatorTypeName } from '../../schema/administrations.ts';
import { CALLER_ASSERTION_HEADER, type Caller } from '../../schema/contract/caller.ts';
import { registrySubgraph } from '../../schema/contract/subgraph-names.ts';
import { signCallerAssertion } from '../../schema/trust/caller-assertion.ts';
import type { Signer } from '../../schema/trust/signer.ts';
import { isObject, type JsonObject } from './json-object.ts';

/** How a registry is asked. */
export interface ClientParts {
  readonly url: string;
  readonly administration: AdministrationCode;
  /** In whose name is asked. */
  readonly asking: AdministrationCode;
  readonly gateway: Signer;
  readonly clock: () => Date;
}

/** One error of an answer, as it came. */
export interface AnswerError {
  readonly message: unknown;
  readonly path: readonly unknown[];
  readonly extensions: JsonObject;
}

/** What came back: nothing of it is believed yet. */
export interface RegistryAnswer {
  /** 0: the connection broke. */
  readonly status: number;
  readonly text: string;
  /** Undefined: no JSON. */
  readonly json: unknown;
  /** `data._entities`; undefined: there is no such list. */
  readonly entities: readonly unknown[] | undefined;
  readonly errors: readonly AnswerError[];
  readonly milliseconds: number;
}

/** Asks one registry as the gateway would. */
export interface RegistryClient extends ClientParts {
  readonly subgraph: string;
  readonly typeName: string;
  caller(given?: Partial<Caller>): Caller;
  /** Asks about TINs, or representations, with that selection of the operator type. */
  askEntities(asked: readonly unknown[], selection: string, caller?: Caller): Promise<RegistryAnswer>;
  /** Sends a query with a fresh assertion, or the one that is given; null: none. */
  send(body: object, assertion?: string | null): Promise<RegistryAnswer>;
  /** The same on a connection of its own, which may be left in whatever state. */
  sendApart(body: string): Promise<RegistryAnswer>;
  get(path: string): Promise<RegistryAnswer>;
  /** Vouches for one body, once. */
  assertion(body: object | string, caller?: Caller): Promise<string>;
  /** Every error of every answer so far. */
  readonly errors: readonly AnswerError[];
}

/** The gateway waits for 3 seconds; a slower answer is looked at all the same. */
const TIMEOUT_MS = 60_000;

/** What a gateway's caller may do that is of any use at a registry. */
const SCOPES = ['recognition:ask', 'operator:read', 'validation:read'] as const;

export function createRegistryClient(parts: ClientParts): RegistryClient {
  const { url, administration, asking, gateway, clock } = parts;
  const subgraph = registrySubgraph(administration);
  const typeName = operatorTypeName(administration);
  const base = url.replace(/\/$/, '');
  const seen: AnswerError[] = [];

  function caller(given: Partial<Caller> = {}): Caller {
    return {
      administration: asking,
      subject: `conformance@${asking}`,
      scopes: SCOPES,
      purpose: 'IMPORT_CLEARANCE',
      requestId: `conformance-${randomUUID()}`,
      ...given,
    };
  }

  const assertion: RegistryClient['assertion'] = (body, of = caller()) =>
    signCallerAssertion(gateway, of, { subgraph, body: textOf(body) }, clock());

  async function call(path: string, options: Parameters<typeof request>[1]): Promise<RegistryAnswer> {
    const begin = performance.now();
    try {
      const { statusCode, body } = await request(`${base}${path}`, {
        ...options,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      return read(statusCode, await body.text(), performance.now() - begin);
    } catch (error) {
      const text = error instanceof Error ? error.message : 'no answer';
      return { ...read(0, '', performance.now() - begin), text };
    }
  }

  function read(status: number, text: string, milliseconds: number): RegistryAnswer {
    const json = parseJson(text);
    const { data, errors } = isObject(json) ? json : {};
    const list = isObject(data) ? data['_entities'] : undefined;
    const read = Array.isArray(errors) ? errors.map(errorOf) : [];
    seen.push(...read);
    return { status, text, json, entities: Array.isArray(list) ? list : undefined, errors: read, milliseconds };
  }

  const post = (body: object | string, given: string | null, isApart: boolean): Promise<RegistryAnswer> =>
    call('/graphql', {
      method: 'POST',
      reset: isApart,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(given === null ? {} : { [CALLER_ASSERTION_HEADER]: given }),
      },
      body: textOf(body),
    });

  const send: RegistryClient['send'] = async (body, given) =>
    post(body, given === undefined ? await assertion(body) : given, false);

  return {
    ...parts,
    subgraph,
    typeName,
    caller,
    assertion,
    send,
    sendApart: async (body) => post(body, await assertion(body), true),
    errors: seen,
    get: (path) => call(path, { method: 'GET' }),
    async askEntities(asked, selection, of = caller()) {
      const representations = asked.map((one) => (typeof one === 'string' ? { __typename: typeName, tin: one } : one));
      const query = `query ($asked: [_Any!]!) { _entities(representations: $asked) { ... on ${typeName} { ${selection} } } }`;
      const body = { query, variables: { asked: representations } };
      return send(body, await assertion(body, of));
    },
  };
}

function textOf(body: object | string): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

function errorOf(error: unknown): AnswerError {
  const { message, path, extensions } = isObject(error) ? error : {};
  return {
    message,
    path: Array.isArray(path) ? path : [],
    extensions: isObject(extensions) ? extensions : {},
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
