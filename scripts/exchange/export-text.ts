import { stringify } from 'csv-stringify/sync';
import type { AdministrationCode } from '../../schema/administrations.ts';
import { getRegistryProfile } from '../../subgraphs/aeo-registry/profiles/registry-profiles.ts';
import { csvCells, csvColumns, type ExportedOperator } from './exported-operator.ts';
import type { SourceFormat } from './open-source.ts';

/** The text of an export, operator by operator; nothing before the first is there. */
export async function* exportText(
  administration: AdministrationCode,
  operators: AsyncIterable<ExportedOperator>,
  format: SourceFormat,
): AsyncGenerator<string> {
  const columns = csvColumns(getRegistryProfile(administration).nationalFields.map(({ name }) => name));
  let count = 0;
  for await (const operator of operators) {
    if (format === 'csv') {
      if (count === 0) yield csvLine(columns);
      yield csvLine(csvCells(operator, columns));
    } else if (format === 'jsonl') yield `${JSON.stringify(operator)}\n`;
    else yield `${count === 0 ? '[' : ','}\n${JSON.stringify(operator)}`;
    count += 1;
  }
  if (format === 'json') yield count === 0 ? '[]\n' : '\n]\n';
  if (format === 'csv' && count === 0) yield csvLine(columns);
}

/** As RFC 4180 has it; a break of any kind is quoted, not only the one between lines. */
function csvLine(cells: readonly string[]): string {
  return stringify([cells], { record_delimiter: 'windows', quoted_match: /[\r\n]/ });
}
