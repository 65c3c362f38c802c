import { createReadStream } from 'node:fs';
import { extname } from 'node:path';
import { csvRecords } from './csv-records.ts';
import { jsonArrayRecords, jsonLineRecords } from './json-records.ts';
import type { Mapping } from './mapping.ts';
import { SourceFault, type SourceRecord } from './source-record.ts';
import { sqliteRecords } from './sqlite-records.ts';

/** Where records come from. */
export type Source =
  | { readonly kind: 'FILE'; readonly file: string; readonly format?: SourceFormat | undefined }
  | { readonly kind: 'SQLITE'; readonly file: string; readonly query: string };

export const SOURCE_FORMATS = ['csv', 'json', 'jsonl'] as const;
export type SourceFormat = (typeof SOURCE_FORMATS)[number];

const FORMAT_OF_EXTENSION: Readonly<Record<string, SourceFormat>> = {
  '.csv': 'csv',
  '.json': 'json',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
};

/** The format of a source: as it is given, or as the name of its file says. */
export function formatOf(source: Source): SourceFormat | 'sqlite' {
  if (source.kind === 'SQLITE') return 'sqlite';
  const format = source.format ?? FORMAT_OF_EXTENSION[extname(source.file).toLowerCase()];
  if (format === undefined) throw new SourceFault(`${source.file}: say what it is with --format csv, json or jsonl.`);
  return format;
}

/** The records of a source, one at a time. */
export function openSource(
  source: Source,
  { encoding, delimiter }: Pick<Mapping, 'encoding' | 'delimiter'>,
): AsyncIterable<SourceRecord> | Iterable<SourceRecord> {
  if (source.kind === 'SQLITE') return sqliteRecords(source.file, source.query);
  const text = decoded(source.file, encoding);
  const format = formatOf(source);
  if (format === 'csv') return csvRecords(text, delimiter);
  return format === 'json' ? jsonArrayRecords(text) : jsonLineRecords(text);
}

async function* decoded(file: string, encoding: string): AsyncGenerator<string> {
  // A file in another encoding than is said would otherwise come in as names with question marks in them.
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const chunk of createReadStream(file)) yield decoder.decode(chunk as Buffer, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (error instanceof TypeError)
      throw new SourceFault(`${file} is not ${encoding}: name its encoding in the mapping.`);
    throw new SourceFault(error instanceof Error ? error.message : `${file} cannot be read.`);
  }
}
