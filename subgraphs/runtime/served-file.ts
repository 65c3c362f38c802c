import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { SECURITY_HEADERS } from '../../schema/link/security-headers.ts';

/** A file that a subgraph hands to whoever has a link to it. */
export interface ServedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
}

/** The file behind a path; undefined: there is none, or none for whoever asks. */
export type FileHandler = (path: string) => Promise<ServedFile | undefined>;

/** Bytes that are handed on at once. */
const CHUNK_BYTES = 64 * 1024;

/** Streams the file behind a path as an attachment that no browser opens in place; false: there is none. */
export async function answerFile(files: FileHandler, path: string, response: ServerResponse): Promise<boolean> {
  const file = await files(path);
  if (file === undefined) return false;
  response.writeHead(200, {
    'content-type': file.mediaType,
    'content-length': file.content.length,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name).replaceAll("'", '%27')}`,
    ...SECURITY_HEADERS,
    'content-security-policy': "default-src 'none'; sandbox",
  });
  await pipeline(Readable.from(chunksOf(file.content)), response);
  return true;
}

function* chunksOf(content: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < content.length; at += CHUNK_BYTES) yield content.subarray(at, at + CHUNK_BYTES);
}
