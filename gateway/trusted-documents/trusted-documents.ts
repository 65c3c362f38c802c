import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accepted, badInput, type Result } from '../../schema/contract/result.ts';

/** A GraphQL request as it stands in a body, or what of it may be answered. */
type Request = Readonly<Record<string, unknown>>;

/** The only operations that are answered, by the SHA-256 of their texts. */
export interface TrustedDocuments {
  /** The request with the text that it names or brings; BAD_USER_INPUT where that is none of those trusted. */
  resolve(request: Request): Result<Request>;
}

/** Reads the `.graphql` files of a directory, each one operation or more; throws where there is none. */
export function readTrustedDocuments(directory: string): TrustedDocuments {
  const files = readdirSync(directory).filter((name) => name.endsWith('.graphql'));
  if (files.length === 0) throw new TypeError(`TRUSTED_DOCUMENTS: there is no .graphql file in ${directory}.`);
  return createTrustedDocuments(files.map((name) => readFileSync(join(directory, name), 'utf8')));
}

/** Trusts these texts, to the letter, and no others. */
export function createTrustedDocuments(texts: readonly string[]): TrustedDocuments {
  const byHash = new Map(texts.map((text) => [sha256(text), text]));
  return {
    resolve({ query, documentId, extensions, ...rest }) {
      const hash =
        typeof query === 'string' ? sha256(query) : (hashOf(documentId) ?? hashOf(persistedHashOf(extensions)));
      const text = hash === undefined ? undefined : byHash.get(hash);
      return text === undefined
        ? badInput(
            'query',
            'a trusted document',
            'Only operations that this gateway was given beforehand are answered.',
          )
        : accepted({ ...rest, ...besides(extensions), query: text });
    },
  };
}

/** `documentId` and `sha256Hash` as clients write them, with or without the algorithm before it. */
function hashOf(id: unknown): string | undefined {
  return typeof id === 'string' ? id.toLowerCase().replace(/^sha256:/, '') : undefined;
}

function persistedHashOf(extensions: unknown): unknown {
  const { persistedQuery } = isObject(extensions) ? extensions : {};
  return isObject(persistedQuery) ? persistedQuery['sha256Hash'] : undefined;
}

/** What else a request carries, such as signed question sets. */
function besides(extensions: unknown): Request {
  if (!isObject(extensions)) return {};
  const { persistedQuery: _named, ...others } = extensions;
  return { extensions: others };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
