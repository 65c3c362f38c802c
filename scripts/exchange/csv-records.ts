import { type CsvError, type Parser, parse } from 'csv-parse';
import { SourceFault, type SourceRecord } from './source-record.ts';

/** Bytes of one record at most: a quote that is never closed would otherwise take the whole file into memory. */
const MAXIMUM_RECORD = 2_000_000;

interface Line {
  readonly row: number;
  readonly cells: readonly string[];
}

/**
 * Reads CSV as RFC 4180 has it: quoted cells with doubled quotes and line breaks in them, CRLF or LF, the first line the
 * names of the columns. A byte-order mark is dropped. Holds the records of one chunk at a time.
 */
export async function* csvRecords(text: AsyncIterable<string>, delimiter = ','): AsyncGenerator<SourceRecord> {
  let header: readonly string[] | undefined;
  for await (const { row, cells } of csvLines(text, delimiter)) {
    if (header === undefined) {
      header = cells.map((name) => name.trim());
      const repeated = header.find((name, index) => header?.indexOf(name) !== index);
      if (repeated !== undefined) throw new SourceFault(`Two columns are called “${repeated}”.`);
      continue;
    }
    const values = Object.fromEntries(header.map((name, index) => [name, cells[index] ?? '']));
    if (cells.length === header.length) yield { row, values };
    else if (cells.length > 1 || cells[0] !== '') {
      yield { row, values, fault: `It has ${cells.length} cells, and the first line names ${header.length} columns.` };
    }
  }
}

/** Read as a stream, the parser would drop the good records that it holds when it meets a bad one; so each chunk is fed by hand. */
async function* csvLines(text: AsyncIterable<string>, delimiter: string): AsyncGenerator<Line> {
  const read: string[][] = [];
  const parser = parse({
    ...{ delimiter, record_delimiter: ['\r\n', '\n'], bom: true, relax_column_count: true },
    max_record_size: MAXIMUM_RECORD,
    on_record: (cells: string[]) => {
      read.push(cells);
      return null;
    },
  });
  // Told by the write that meets it.
  parser.on('error', () => undefined);
  let row = 1;
  for await (const chunk of withEnd(text)) {
    const error = await feed(parser, chunk);
    for (const cells of read.splice(0)) {
      yield { row, cells };
      // The parser's own count takes CRLF within quotes for two lines.
      row += 1 + cells.reduce((breaks, cell) => breaks + cell.split('\n').length - 1, 0);
    }
    if (error !== undefined)
      throw new SourceFault(`Line ${row} ${whyUnreadable(error)}; nothing behind it can be read.`);
  }
}

async function* withEnd(text: AsyncIterable<string>): AsyncGenerator<string | null> {
  yield* text;
  yield null;
}

/** Gives the parser a chunk, or null for the end; what it finds wrong is returned. */
function feed(parser: Parser, chunk: string | null): Promise<CsvError | undefined> {
  return new Promise((resolve) => {
    const done = (error?: Error | null) => resolve((error ?? undefined) as CsvError | undefined);
    if (chunk === null) parser.end(done);
    else parser.write(chunk, done);
  });
}

const FAULTS: Readonly<Record<string, string>> = {
  INVALID_OPENING_QUOTE: 'has a quote within a cell that is not quoted',
  CSV_INVALID_CLOSING_QUOTE: 'has text behind a closing quote',
  CSV_QUOTE_NOT_CLOSED: 'has a quote that is not closed',
  CSV_MAX_RECORD_SIZE: `is over ${MAXIMUM_RECORD} bytes: is a quote not closed?`,
};

function whyUnreadable({ code, message }: CsvError): string {
  return FAULTS[code] ?? `cannot be read (${message})`;
}
