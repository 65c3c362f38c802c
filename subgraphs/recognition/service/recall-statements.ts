import type { Administration } from '../../../schema/administrations.ts';
import type { Caller } from '../../../schema/contract/caller.ts';
import { findLastKnown } from '../store/last-known.store.ts';
import { findLastChanges } from '../store/operator-event.store.ts';
import { type ReadStatement, readEarlierStatement } from './read-statement.ts';
import type { RecognitionParts } from './recognition-parts.ts';

/** A question to which nothing came. */
export interface SilentQuestion {
  readonly home: Administration;
  readonly tin: string;
}

/**
 * What registries said of these before they fell silent, by TIN: only where this service has looked and finds the registry
 * silent itself, since a gateway that withholds an answer must not get an older one used. One look a registry, however
 * many the questions; what is kept is verified again.
 */
export async function recallStatements(
  parts: Pick<RecognitionParts, 'database' | 'watch' | 'trust'>,
  caller: Caller,
  silent: readonly SilentQuestion[],
  now: Date,
): Promise<ReadonlyMap<string, ReadStatement>> {
  const { database, watch, trust } = parts;
  if (silent.length === 0) return new Map();
  const homes = new Map(silent.map(({ tin, home }) => [tin, home]));
  const kept = await findLastKnown(database.read, caller, [...homes.keys()]);
  const concerned = new Set(kept.flatMap(({ tin }) => homes.get(tin)?.code ?? []));
  const looks = await Promise.all([...concerned].map(async (code) => ((await watch.isSilent(code)) ? [code] : [])));
  const silentCodes = new Set(looks.flat());
  const recalled = kept.filter(({ tin }) => silentCodes.has(homes.get(tin)?.code ?? ''));
  const operators = recalled.map(({ operator }) => operator);
  const changes = await findLastChanges(database.read, caller.administration, operators, now);
  const read = await Promise.all(
    recalled.map(async ({ tin, operator, attestation }): Promise<[string, ReadStatement][]> => {
      const home = homes.get(tin);
      const said =
        home === undefined ? undefined : await readEarlierStatement(attestation, { home, tin, caller }, { trust }, now);
      if (said === undefined) return [];
      const { operator: spokenOf, madeAt, relyUntil } = said;
      const lastKnown = { operator: spokenOf, madeAt, relyUntil, changedAt: changes.get(operator) ?? null };
      return [[tin, { statement: { kind: 'SILENT', lastKnown }, proof: said }]];
    }),
  );
  return new Map(read.flat());
}
