import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Fetches a document; where that fails, gives what it had before. */
export type RememberingFetch = (url: string, init: RequestInit) => Promise<Response>;

/** Told of what is not to be had. */
export interface FetchLog {
  warn(details: object, message: string): void;
}

/** How long a document is waited for. */
const TIMEOUT_MS = 3_000;

/** After a failure the other side is left alone for so long. */
const PAUSE_MS = 10_000;

/**
 * A fetch for the few documents by which issuers are known. What was good once is kept, over restarts too where there is
 * a directory: an issuer that is down, or that is swapped for an error page, does not lock out the tokens that it signed.
 */
export function createRememberingFetch(
  directory: string | undefined,
  clock: () => Date,
  log: FetchLog,
): RememberingFetch {
  const failedAt = new Map<string, number>();
  const remembered = new Map<string, string>();

  function pathOf(url: string): string | undefined {
    if (directory === undefined) return undefined;
    return join(directory, `${createHash('sha256').update(url).digest('hex').slice(0, 32)}.json`);
  }

  function recall(url: string): string | undefined {
    const path = pathOf(url);
    if (remembered.has(url) || path === undefined) return remembered.get(url);
    try {
      const text = readFileSync(path, 'utf8');
      remembered.set(url, text);
      return text;
    } catch {
      return undefined;
    }
  }

  function keep(url: string, text: string): void {
    if (remembered.get(url) === text) return;
    remembered.set(url, text);
    const path = pathOf(url);
    if (path === undefined || directory === undefined) return;
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    writeFileSync(`${path}.${process.pid}`, text, { mode: 0o600 });
    renameSync(`${path}.${process.pid}`, path);
  }

  async function load(url: string, init: RequestInit): Promise<string> {
    const response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
    const text = await response.text();
    if (response.status !== 200) throw new TypeError(`${url} answers ${response.status}`);
    JSON.parse(text);
    return text;
  }

  return async (url, init) => {
    const known = recall(url);
    if (clock().getTime() - (failedAt.get(url) ?? 0) < PAUSE_MS) {
      if (known === undefined) throw new TypeError(`${url} did not answer a moment ago`);
      return asJson(known);
    }
    try {
      const text = await load(url, init);
      failedAt.delete(url);
      keep(url, text);
      return asJson(text);
    } catch (error) {
      failedAt.set(url, clock().getTime());
      log.warn({ err: error, url, remembered: known !== undefined }, 'a document of a token issuer is not to be had');
      if (known === undefined) throw error;
      return asJson(known);
    }
  };
}

function asJson(text: string): Response {
  return new Response(text, { headers: { 'content-type': 'application/json' } });
}
