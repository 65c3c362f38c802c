import { z } from 'zod';
import { findAdministration } from '../../schema/administrations.ts';
import { MUTUAL_ASSISTANCE_SUBGRAPH, RECOGNITION_SUBGRAPH } from '../../schema/contract/subgraph-names.ts';
import { parseVariables, subgraphSettings, subgraphUrl, subgraphVariables } from '../runtime/subgraph-settings.ts';
import { REGISTRY_PROFILES } from './profiles/registry-profiles.ts';

const schema = z
  .object({
    ...subgraphVariables(4110),
    ADMINISTRATION: z.enum(Object.keys(REGISTRY_PROFILES) as [string, ...string[]]),
    RECOGNITION_URL: subgraphUrl.optional(),
    MUTUAL_ASSISTANCE_URL: subgraphUrl.optional(),
    TOKEN_ISSUERS: z.string().min(1).optional(),
    END_TO_END: z
      .string()
      .transform((text) => (text === 'ALL' ? ('ALL' as const) : text.split(',').map((code) => code.trim())))
      .refine(
        (demand) => demand === 'ALL' || demand.every((code) => findAdministration(code) !== undefined),
        'ALL, or codes',
      )
      .optional(),
    OFFICER_URL: z.url({ protocol: /^https?$/ }).optional(),
  })
  .transform((values) => ({
    ...subgraphSettings(values),
    administration: values.ADMINISTRATION,
    /** Services of the hub that tell what partners did; one without an address is not asked. */
    signalUrls: new Map(
      Object.entries({
        [RECOGNITION_SUBGRAPH]: values.RECOGNITION_URL,
        [MUTUAL_ASSISTANCE_SUBGRAPH]: values.MUTUAL_ASSISTANCE_URL,
      }).flatMap(([name, url]) => (url === undefined ? [] : [[name, url] as const])),
    ),
    /** Undefined: tokens come from issuers of the trust list. */
    tokenIssuers: values.TOKEN_ISSUERS,
    /** Undefined: as the profile says. */
    endToEnd: values.END_TO_END,
    /** Where officers reach `/officer/graphql`, as they see it. */
    officerUrl: values.OFFICER_URL ?? `http://localhost:${values.PORT}/officer/graphql`,
  }));

/** Names of the variables that this process understands. */
export const VARIABLES: readonly string[] = Object.keys(schema.in.shape);

/** The settings of this process. */
export type Environment = z.output<typeof schema>;

/** Reads the settings once; throws with every fault and its variable at once. */
export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): Environment {
  return parseVariables(schema, variables);
}
