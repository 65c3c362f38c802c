import type { ImportReport } from '../../subgraphs/aeo-registry/service/import-operators.ts';
import { type AskOfficer, OfficerFault } from './officer-client.ts';
import type { ReadOperator } from './read-operators.ts';

/** What an import is told while it runs, and counts in the end. */
export interface ImportTally {
  readonly read: number;
  readonly written: number;
  readonly unchanged: number;
  readonly refused: number;
}

/** One problem with its row in the source. */
export interface ImportProblem {
  readonly row: number;
  readonly field: string;
  readonly rule: string;
  readonly message: string;
}

export interface SendOptions {
  readonly dryRun: boolean;
  /** One bad operator, and nothing of its batch is written. */
  readonly allOrNothing: boolean;
  readonly onProblem: (problem: ImportProblem) => void;
  readonly onProgress: (tally: ImportTally) => void;
}

/** An import that could not be carried on; all rows before `row` are done. */
export class ImportInterrupted extends Error {
  override readonly name = 'ImportInterrupted';
  constructor(
    readonly row: number,
    readonly tally: ImportTally,
    message: string,
  ) {
    super(message);
  }
}

/** Operators in one call at most, and bytes: the endpoint reads 2 MiB. */
const BATCH = 1_000;
const BATCH_BYTES = 1_500_000;

const IMPORT = `mutation Import($operators: [OperatorImport!]!, $dryRun: Boolean!, $allOrNothing: Boolean!) {
  importOperators(operators: $operators, dryRun: $dryRun, allOrNothing: $allOrNothing) {
    read written unchanged refused problems { index field rule message }
  }
}`;

/** Sends operators in batches, one after another; holds one batch at a time. */
export async function sendOperators(
  operators: AsyncIterable<ReadOperator>,
  ask: AskOfficer,
  options: SendOptions,
): Promise<ImportTally> {
  const tally = { read: 0, written: 0, unchanged: 0, refused: 0 };
  let batch: ReadOperator[] = [];
  let bytes = 0;

  async function flush(): Promise<void> {
    const [first] = batch;
    if (first === undefined) return;
    try {
      const { written, unchanged } = await sendBatch(batch, ask, options);
      tally.read += batch.length;
      tally.written += written;
      tally.unchanged += unchanged;
      tally.refused += batch.length - written - unchanged;
    } catch (error) {
      if (error instanceof OfficerFault) throw new ImportInterrupted(first.row, { ...tally }, error.message);
      throw error;
    }
    options.onProgress({ ...tally });
    batch = [];
    bytes = 0;
  }

  for await (const operator of operators) {
    const size = operator.argument === undefined ? 0 : Buffer.byteLength(JSON.stringify(operator.argument));
    if (batch.length === BATCH || bytes + size > BATCH_BYTES) await flush();
    batch.push(operator);
    bytes += size;
  }
  await flush();
  return tally;
}

async function sendBatch(
  batch: readonly ReadOperator[],
  ask: AskOfficer,
  { dryRun, allOrNothing, onProblem }: SendOptions,
): Promise<{ readonly written: number; readonly unchanged: number }> {
  const good = batch.filter(({ argument }) => argument !== undefined);
  const isSpoilt = allOrNothing && good.length < batch.length;
  const { importOperators: report } =
    good.length === 0
      ? { importOperators: undefined }
      : await ask<{ importOperators: ImportReport }>(IMPORT, {
          operators: good.map(({ argument }) => argument),
          // What the registry has to say of the good rows of a spoilt batch is told all the same.
          dryRun: dryRun || isSpoilt,
          allOrNothing,
        });
  const found = [
    ...batch.flatMap(({ row, problems }) => problems.map((problem) => ({ row, ...problem }))),
    ...(report?.problems ?? []).map(({ index, field, rule, message }) => ({
      row: good[index]?.row ?? 0,
      field,
      rule,
      message,
    })),
  ];
  for (const problem of found.toSorted((a, b) => a.row - b.row)) onProblem(problem);
  return { written: isSpoilt ? 0 : (report?.written ?? 0), unchanged: report?.unchanged ?? 0 };
}
