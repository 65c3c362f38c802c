import { coverageOn } from '../../../schema/contract/coverage-on.ts';
import type { OperatorImport } from '../../../schema/contract/operator-import.ts';
import { ARRANGEMENTS } from '../../../schema/reference/arrangements.ts';
import { demonstrationOperators } from '../../../scripts/seed/demonstration-operators.ts';
import { HOMES, type Home } from './federation-processes.ts';

/** An operator and an administration that asks about it. */
export interface Pair {
  readonly tin: string;
  readonly home: Home;
  readonly asking: string;
}

/** Those that ask; Japan has no registry in a history. */
export const ASKING: readonly string[] = ['JP', 'EU', 'CN', 'KR'];

/** Operators of demonstration with one authorization as exporter that is good for years, so that only a history changes it. */
export function operatorsOf(home: Home): readonly OperatorImport[] {
  return demonstrationOperators(home).filter(({ authorizations: [authorization, ...more] }) => {
    if (authorization === undefined || more.length > 0) return false;
    const { history, roles, validTo } = authorization;
    return history.length === 1 && roles.includes('EXPORTER') && (validTo === null || validTo > '2029');
  });
}

/** Each with those to whom its operator consents, and whose arrangement with its home is in force. */
export function consentingPairs(): readonly Pair[] {
  const now = new Date();
  const isInForce = (home: string, asking: string) =>
    coverageOn(ARRANGEMENTS, home, asking, now).some(({ standing }) => standing === 'IN_FORCE');
  return HOMES.flatMap((home) =>
    operatorsOf(home).flatMap(({ tin, consents }) =>
      consents
        .filter(({ destination }) => ASKING.includes(destination) && isInForce(home, destination))
        .map(({ destination }) => ({ tin, home, asking: destination })),
    ),
  );
}

/** The operators of a home as `importOperators` takes them. */
export function importOf(home: Home): readonly object[] {
  return operatorsOf(home).map(({ consents, national, ...operator }) => ({
    ...operator,
    consents: consents.map(({ destination }) => destination),
    national: Object.entries(national).map(([name, value]) => ({ name, value })),
  }));
}
