import type { AdministrationCode } from '../../schema/administrations.ts';
import { getRegistryProfile } from '../../subgraphs/aeo-registry/profiles/registry-profiles.ts';
import { csvColumns, csvLine, type ExportedOperator } from './exported-operator.ts';
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
      if (count === 0) yield `${columns.join(',')}\r\n`;
      yield `${csvLine(operator, columns)}\r\n`;
    } else if (format === 'jsonl') yield `${JSON.stringify(operator)}\n`;
    else yield `${count === 0 ? '[' : ','}\n${JSON.stringify(operator)}`;
    count += 1;
  }
  if (format === 'json') yield count === 0 ? '[]\n' : '\n]\n';
  if (format === 'csv' && count === 0) yield `${columns.join(',')}\r\n`;
}
