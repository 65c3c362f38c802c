import { z } from 'zod';
import { findAdministration } from '../../schema/administrations.ts';
import { parseVariables, subgraphSettings, subgraphUrl, subgraphVariables } from '../runtime/subgraph-settings.ts';
import { REGISTRY_PROFILES } from './profiles/registry-profiles.ts';

const schema = z
  .object({
    ...subgraphVariables(4110),
    ADMINISTRATION: z.enum(Object.keys(REGISTRY_PROFILES) as [string, ...string[]]),
    RECOGNITION_URL: subgraphUrl.optional(),
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
    /** Undefined: what partners did on their side is not pulled. */
    recognitionUrl: values.RECOGNITION_URL,
    /** Undefined: tokens come from issuers of the trust list. */
    tokenIssuers: values.TOKEN_ISSUERS,
    /** Undefined: as the profile says. */
    endToEnd: values.END_TO_END,
    /** Where officers reach `/officer/graphql`, as they see it. */
    officerUrl: values.OFFICER_URL ?? `http://localhost:${values.PORT}/officer/graphql`,
  }));

/** The settings of this process. */
export type Environment = z.output<typeof schema>;

/** Reads the settings once; throws with every fault and its variable at once. */
export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): Environment {
  return parseVariables(schema, variables);
}
