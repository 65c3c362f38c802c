import { type Dispatcher, request } from 'undici';

/** Where and as whom a program asks. */
export interface FederationAccess {
  /** The gateway’s address, e.g. `https://aeo.example`. */
  readonly url: string;
  /** A bearer token that is good now; asked for before every request. */
  readonly token: () => string | Promise<string>;
  /** What the answers are used for: a purpose of use of the API, e.g. IMPORT_CLEARANCE. */
  readonly purpose: string;
  /** Milliseconds for one request; default 20,000. */
  readonly timeoutMs?: number;
  /** Default: undici’s own. */
  readonly dispatcher?: Dispatcher;
}

/** One error of an answer; told apart by its code, never by its message. */
export interface AnswerError {
  readonly message: string;
  readonly extensions?: { readonly code?: string; readonly retryAfterSeconds?: number };
}

/** The federation gave no data: it could not be reached, or refused. Says nothing about any operator. */
export class FederationFault extends Error {
  override readonly name = 'FederationFault';
  constructor(
    /** A code of the API’s registry, or UNREACHABLE. */
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Asks, and gives the data; throws a FederationFault where there is none or any error stands at its root. */
export type AskFederation = <Data>(query: string, variables: object) => Promise<Data>;

/** A client of the API for programs. */
export function createFederationClient(access: FederationAccess): AskFederation {
  const { url, token, purpose, timeoutMs = 20_000, dispatcher } = access;
  return async <Data>(query: string, variables: object) => {
    const { data, errors = [] } = await post<Data>(query, variables);
    const [error] = errors;
    if (data == null || error !== undefined) {
      throw new FederationFault(error?.extensions?.code ?? 'INTERNAL', error?.message ?? 'There is no data.');
    }
    return data;
  };

  async function post<Data>(query: string, variables: object) {
    const headers = {
      authorization: `Bearer ${await token()}`,
      'content-type': 'application/json',
      accept: 'application/json',
      'purpose-of-use': purpose,
    };
    try {
      const answer = await request(`${url}/graphql`, {
        ...(dispatcher === undefined ? {} : { dispatcher }),
        ...{ method: 'POST', headers, body: JSON.stringify({ query, variables }) },
        signal: AbortSignal.timeout(timeoutMs),
      });
      return (await answer.body.json()) as { data?: Data | null; errors?: readonly AnswerError[] };
    } catch (cause) {
      throw new FederationFault('UNREACHABLE', 'The federation gives no answer.', { cause });
    }
  }
}
