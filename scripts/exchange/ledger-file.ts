import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { PURPOSES_OF_USE } from '../../schema/contract/vocabulary.ts';
import type { LedgerEntry } from '../../subgraphs/aeo-registry/domain/disclosure-ledger.ts';
import { SourceFault } from './source-record.ts';

/** Version of the file; a reader takes no other. */
export const LEDGER_FILE_VERSION = 1;

const position = { sequence: z.int().min(0), hash: z.string() };

/** One line of an exported ledger: what it is of, then its entries from the oldest, then its seals, then its head. */
const lineSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('LEDGER'),
    version: z.literal(LEDGER_FILE_VERSION),
    administration: z.string(),
  }),
  z.strictObject({
    kind: z.literal('ENTRY'),
    ...position,
    at: z.string(),
    by: z.string(),
    subject: z.string(),
    purpose: z.enum(PURPOSES_OF_USE),
    tin: z.string(),
    asked: z.string(),
    fields: z.array(z.string()),
    attestationId: z.string(),
    requestId: z.string(),
    previousHash: z.string(),
  }) satisfies z.ZodType<{ readonly kind: 'ENTRY' } & LedgerEntry>,
  z.strictObject({ kind: z.literal('SEAL'), day: z.string(), ...position, signature: z.string() }),
  z.strictObject({ kind: z.literal('HEAD'), ...position, signature: z.string() }),
]);
export type LedgerLine = z.infer<typeof lineSchema>;

/** The lines of an exported ledger, one at a time. Throws a SourceFault where one is none. */
export async function* ledgerLines(file: string): AsyncGenerator<LedgerLine> {
  const stream = createReadStream(file);
  let row = 0;
  try {
    for await (const text of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
      row += 1;
      const line = lineSchema.safeParse(parseJson(text));
      if (!line.success) throw new SourceFault(`Line ${row} is no line of an exported ledger.`);
      yield line.data;
    }
  } finally {
    stream.destroy();
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
