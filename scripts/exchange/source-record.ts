/** One record of a source: a line of a CSV file, an element of a JSON file, a row of a query. */
export interface SourceRecord {
  /** Where it stands: the line in a CSV or JSON-lines file, otherwise its place; from 1. */
  readonly row: number;
  readonly values: Readonly<Record<string, unknown>>;
  /** Why it cannot be read; the records after it can. */
  readonly fault?: string;
}

/** A source that cannot be read at all, or no further. */
export class SourceFault extends Error {
  override readonly name = 'SourceFault';
}
