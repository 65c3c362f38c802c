import type { ShownEntry } from '../../subgraphs/aeo-registry/domain/disclosure-ledger.ts';
import type { OwnData } from '../../subgraphs/aeo-registry/domain/own-data.ts';
import { disclosurePages } from './export-ledger.ts';
import { type AskOfficer, OfficerFault } from './officer-client.ts';

const OWN_DATA = 'query ($tin: TIN!) { ownData(tin: $tin) }';

/** Everything that a registry holds about one operator, as one JSON document with every disclosure in it; page by page. */
export async function* exportOwnData(ask: AskOfficer, tin: string): AsyncGenerator<string> {
  const { ownData } = await ask<{ ownData: OwnData<unknown> | null }>(OWN_DATA, { tin });
  if (ownData === null) throw new OfficerFault(`NOT_FOUND: nothing is held about ${tin} in this register`);
  const { disclosures, moreDisclosures, ...document } = ownData;
  yield `${JSON.stringify(document).slice(0, -1)},\n"disclosures":[`;
  let separator = '\n';
  for await (const entry of allDisclosures(ask, tin, disclosures, moreDisclosures)) {
    yield separator + JSON.stringify(entry);
    separator = ',\n';
  }
  yield '\n],\n"moreDisclosures":null}\n';
}

async function* allDisclosures(
  ask: AskOfficer,
  tin: string,
  first: readonly ShownEntry[],
  more: string | null,
): AsyncGenerator<ShownEntry> {
  yield* first;
  if (more !== null) yield* disclosurePages(ask, { tin, after: more });
}
