import { type SourceFault as Fault, SourceFault, type SourceRecord } from './source-record.ts';

/** Characters of one record at most: a quote that is never closed would otherwise take the whole file into memory. */
const MAXIMUM_RECORD = 1_000_000;

interface Line {
  readonly row: number;
  readonly cells: readonly string[];
}

/**
 * Reads CSV as RFC 4180 has it: quoted cells with doubled quotes and line breaks in them, CRLF or LF, the first line the
 * names of the columns. A byte-order mark is dropped. Holds one record at a time.
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

async function* csvLines(text: AsyncIterable<string>, delimiter: string): AsyncGenerator<Line> {
  let state: 'START' | 'PLAIN' | 'QUOTED' | 'CLOSED' = 'START';
  let cells: string[] = [];
  let cell = '';
  let size = 0;
  let line = 1;
  let began = 1;
  let isFirst = true;

  const next = (): void => {
    cells.push(cell);
    cell = '';
    state = 'START';
  };

  for await (const chunk of text) {
    const part: string = isFirst ? chunk.replace(/^\uFEFF/, '') : chunk;
    isFirst = false;
    for (const sign of part) {
      size += 1;
      if (size > MAXIMUM_RECORD)
        throw unreadable(began, `is over ${MAXIMUM_RECORD} characters: is a quote not closed?`);
      if (sign === '\n') line += 1;
      if (state === 'QUOTED') {
        if (sign === '"') state = 'CLOSED';
        else cell += sign;
      } else if (sign === '"') {
        if (state === 'PLAIN') throw unreadable(line, 'has a quote within a cell that is not quoted');
        if (state === 'CLOSED') cell += sign;
        state = 'QUOTED';
      } else if (sign === delimiter) next();
      else if (sign === '\n') {
        if (state === 'PLAIN' && cell.endsWith('\r')) cell = cell.slice(0, -1);
        next();
        yield { row: began, cells };
        cells = [];
        size = 0;
        began = line;
      } else if (state === 'CLOSED') {
        if (sign !== '\r') throw unreadable(line, 'has text behind a closing quote');
      } else {
        cell += sign;
        state = 'PLAIN';
      }
    }
  }
  if (state === 'QUOTED') throw unreadable(began, 'has a quote that is not closed');
  if (cells.length > 0 || cell !== '') yield { row: began, cells: [...cells, cell.replace(/\r$/, '')] };
}

function unreadable(line: number, why: string): Fault {
  return new SourceFault(`Line ${line} ${why}; nothing behind it can be read.`);
}
