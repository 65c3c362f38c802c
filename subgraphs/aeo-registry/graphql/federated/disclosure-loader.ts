import DataLoader from 'dataloader';
import { registeredError } from '../../../../schema/contract/registered-error.ts';
import { readTin, type Tin, type TinProblem } from '../../../../schema/contract/tin.ts';
import type { Disclosed } from '../../service/disclose.ts';
import type { RegistryContext } from './registry-context.ts';

/** TINs asked about in one call at most; the gateway allows no more in a request. */
const MAXIMUM_BATCH = 1_000;

const CODE_OF_PROBLEM = {
  MALFORMED: 'TIN_MALFORMED',
  CHECKSUM: 'TIN_CHECKSUM',
  TERRITORY_UNKNOWN: 'TERRITORY_UNKNOWN',
} as const satisfies Record<TinProblem, string>;

/** Collects the TINs of one HTTP request; what is no TIN is refused by itself, and is no question about an operator. */
export function createDisclosureLoader(
  disclose: (tins: readonly Tin[]) => Promise<readonly Disclosed[]>,
): RegistryContext['disclosures'] {
  return new DataLoader(
    async (asked: readonly string[]) => {
      const readings = asked.map((text) => readTin(String(text)));
      const answers = (await disclose(readings.flatMap((reading) => (reading.ok ? [reading.tin] : [])))).values();
      return readings.map((reading) => {
        if (reading.ok) return answers.next().value ?? new TypeError('a disclosure was left out');
        return registeredError({ code: CODE_OF_PROBLEM[reading.problem], message: reading.rule, field: 'tin' });
      });
    },
    { maxBatchSize: MAXIMUM_BATCH },
  );
}
