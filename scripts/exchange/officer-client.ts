import { Agent, request } from 'undici';
import { isObject } from '../conformance/json-object.ts';

/** One error of an officer endpoint. */
export interface OfficerError {
  readonly code: string;
  readonly message: string;
}

/** The endpoint gave no answer that can be used. */
export class OfficerFault extends Error {
  override readonly name = 'OfficerFault';
}

/** Asks one administration's officer endpoint; tries again where nobody answered, since every request here may be repeated. */
export type AskOfficer = <Data>(query: string, variables: Readonly<Record<string, unknown>>) => Promise<Data>;

/** Times between attempts. */
const PAUSES_MS = [500, 2_000, 5_000];
const TIMEOUT_MS = 120_000;

export function createOfficerClient(url: string, token: string): AskOfficer & { close(): Promise<void> } {
  const agent = new Agent({ connections: 1, headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS });

  async function attempt(body: string): Promise<unknown> {
    const answer = await request(url, {
      method: 'POST',
      dispatcher: agent,
      headers: { 'content-type': 'application/json', accept: 'application/json', authorization: `Bearer ${token}` },
      body,
    });
    const json = parseJson(await answer.body.text());
    if (json === undefined) throw new Error(`it answers ${answer.statusCode}, and no JSON`);
    return json;
  }

  const ask = async <Data>(query: string, variables: Readonly<Record<string, unknown>>): Promise<Data> => {
    const body = JSON.stringify({ query, variables });
    for (let tried = 0; ; tried += 1) {
      try {
        return dataOf(await attempt(body)) as Data;
      } catch (error) {
        if (error instanceof OfficerFault && !isTemporary(error)) throw error;
        const pause = PAUSES_MS[tried];
        if (pause === undefined)
          throw new OfficerFault(`${url}: ${error instanceof Error ? error.message : 'no answer'}`);
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  };
  return Object.assign(ask, { close: () => agent.destroy() });
}

function dataOf(json: unknown): unknown {
  const { data, errors } = isObject(json) ? json : {};
  const [first] = Array.isArray(errors) ? errors.filter(isObject) : [];
  if (first === undefined && isObject(data)) return data;
  const extensions = first?.['extensions'];
  const code = isObject(extensions) ? String(extensions['code']) : 'INTERNAL';
  throw new OfficerFault(`${code}: ${String(first?.['message'] ?? 'there are no data')}`);
}

function isTemporary({ message }: OfficerFault): boolean {
  return message.startsWith('INTERNAL') || message.startsWith('RATE_LIMITED');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
