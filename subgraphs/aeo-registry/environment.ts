import { z } from 'zod';
import { findAdministration } from '../../schema/administrations.ts';
import { MUTUAL_ASSISTANCE_SUBGRAPH, RECOGNITION_SUBGRAPH } from '../../schema/contract/subgraph-names.ts';
import { limitsSetting } from '../runtime/limits-setting.ts';
import { parseVariables, subgraphSettings, subgraphUrl, subgraphVariables } from '../runtime/subgraph-settings.ts';
import { ENUMERATION_LIMITS } from './domain/enumeration.ts';
import type { Reliance } from './domain/reliance.ts';
import { REGISTRY_PROFILES } from './profiles/registry-profiles.ts';

/** Longest reliance: a month. What is longer is no outage. */
const MAXIMUM_RELY_HOURS = 744;

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
    ENUMERATION_LIMITS: limitsSetting(ENUMERATION_LIMITS),
    RELY_HOURS: z
      .string()
      .transform((text): Reliance => (/^\d+$/.test(text) ? Number(text) : hoursByPartner(text)))
      .refine(isReliance, 'hours, or hours by partner: 24, or JP=24,US=12')
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
    enumeration: values.ENUMERATION_LIMITS,
    /** Undefined: as the profile says. */
    reliance: values.RELY_HOURS,
    /** Where officers reach `/officer/graphql`, as they see it. */
    officerUrl: values.OFFICER_URL ?? `http://localhost:${values.PORT}/officer/graphql`,
  }));

function hoursByPartner(text: string): Readonly<Record<string, number>> {
  const entries = text.split(',').map((entry) => entry.split('='));
  return Object.fromEntries(entries.map(([code = '', hours = '']) => [code.trim(), Number(hours || Number.NaN)]));
}

function isReliance(reliance: Reliance): boolean {
  const hours = typeof reliance === 'number' ? [reliance] : Object.values(reliance);
  const codes = typeof reliance === 'number' ? [] : Object.keys(reliance);
  const isHours = (value: number) => Number.isInteger(value) && value >= 0 && value <= MAXIMUM_RELY_HOURS;
  return hours.every(isHours) && codes.every((code) => findAdministration(code) !== undefined);
}

/** Names of the variables that this process understands. */
export const VARIABLES: readonly string[] = Object.keys(schema.in.shape);

/** The settings of this process. */
export type Environment = z.output<typeof schema>;

/** Reads the settings once; throws with every fault and its variable at once. */
export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): Environment {
  return parseVariables(schema, variables);
}
