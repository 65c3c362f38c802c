import { type AdministrationCode, findAdministration } from '../../schema/administrations.ts';
import { getRegistryProfile } from '../../subgraphs/aeo-registry/profiles/registry-profiles.ts';
import { ownMapping, readMapping } from './mapping.ts';
import { createOfficerClient } from './officer-client.ts';
import { formatOf, openSource, type Source } from './open-source.ts';
import { mappedDrafts, type OperatorDraft, plainDrafts } from './operator-drafts.ts';
import { createOperatorReader, type ReadOperator } from './read-operators.ts';
import { ImportInterrupted, type ImportTally, type SendOptions, sendOperators } from './send-operators.ts';

/** What is imported, from where, whereto. */
export interface ImportRun extends SendOptions {
  readonly administration: AdministrationCode;
  readonly source: Source;
  /** Default: the fields as the export writes them. */
  readonly mappingFile?: string | undefined;
  /** Rows before it are passed over. */
  readonly from: number;
  readonly url: string;
  readonly token: string;
}

/** What came of it. */
export interface ImportOutcome extends ImportTally {
  readonly dryRun: boolean;
  readonly seconds: number;
  /** Why it ended before its end, and with which row it is to go on; null: it did not. */
  readonly interrupted: { readonly row: number; readonly message: string } | null;
}

/** Imports a source, batch by batch. Throws a SourceFault where source or mapping cannot be read. */
export async function runImport(run: ImportRun): Promise<ImportOutcome> {
  const ask = createOfficerClient(run.url, run.token);
  const begin = performance.now();
  const outcome = (tally: ImportTally, interrupted: ImportOutcome['interrupted']): ImportOutcome => ({
    ...tally,
    dryRun: run.dryRun,
    seconds: (performance.now() - begin) / 1000,
    interrupted,
  });
  try {
    return outcome(await sendOperators(operatorsOf(run), ask, run), null);
  } catch (error) {
    if (!(error instanceof ImportInterrupted)) throw error;
    return outcome(error.tally, { row: error.row, message: error.message });
  } finally {
    await ask.close();
  }
}

async function* operatorsOf(run: ImportRun): AsyncGenerator<ReadOperator> {
  const { administration, from } = run;
  const read = createOperatorReader({ ...getRegistryProfile(administration), administration });
  for await (const draft of draftsOf(run)) if (draft.row >= from) yield read(draft);
}

/** The operators of the source as they stand in it. */
function draftsOf({ administration, source, mappingFile }: ImportRun): AsyncIterable<OperatorDraft> {
  const own = ownMapping(getRegistryProfile(administration).nationalFields.map(({ name }) => name));
  const mapping = mappingFile === undefined ? own : readMapping(mappingFile);
  const records = openSource(source, mapping);
  const isPlain = mappingFile === undefined && ['json', 'jsonl'].includes(formatOf(source));
  const timeZone = findAdministration(administration)?.timeZone ?? 'UTC';
  return isPlain ? plainDrafts(records) : mappedDrafts(records, mapping, timeZone);
}
