import { z } from 'zod';
import { ADMINISTRATIONS } from '../../schema/administrations.ts';
import { parseVariables, subgraphSettings, subgraphUrl, subgraphVariables } from '../runtime/subgraph-settings.ts';
import { isTimeStampingWhole, TIME_STAMPING_FAULT, timeStampingOf, timeStampingVariables } from './time-stamping.ts';

/** `REGISTRY_KR_URL` and so on; default: the address in the list of administrations, if it has one. */
const registryVariables = Object.fromEntries(
  ADMINISTRATIONS.map(({ code }) => [`REGISTRY_${code}_URL`, subgraphUrl.optional()]),
);

const schema = z
  .object({ ...subgraphVariables(4101), ...timeStampingVariables, ...registryVariables })
  .refine(isTimeStampingWhole, TIME_STAMPING_FAULT)
  .transform((values) => ({
    ...subgraphSettings(values),
    registryUrls: registryUrls(values),
    timeStamping: timeStampingOf(values),
  }));

/** The settings of this process. */
export type Environment = z.output<typeof schema>;

/** Reads the settings once; throws with every fault and its variable at once. */
export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): Environment {
  return parseVariables(schema, variables);
}

function registryUrls(values: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  return new Map(
    ADMINISTRATIONS.flatMap(({ code, registryUrl }) => {
      const url = values[`REGISTRY_${code}_URL`] ?? registryUrl;
      return typeof url === 'string' ? [[code, url] as const] : [];
    }),
  );
}
