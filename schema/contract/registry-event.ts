import { z } from 'zod';
import type { TrustedRole } from '../trust/trust-list.ts';

/** `typ` of an event that a registry tells the hub. */
export const REGISTRY_EVENT_TYPE = 'aeo-registry-event+jwt';

/** Audience of an event of a registry: the services of the hub. */
export const HUB_AUDIENCE = 'urn:aeo:hub';

/**
 * Every kind of event, and which services of the hub are told it: nobody is told what it has no use for. A later kind is a
 * row here and a schema below.
 */
export const REGISTRY_EVENT_READERS = {
  SUPPLY_CHAIN_PARTNER_STATED: ['VENDOR_REGISTRATION'],
  ENUMERATION_SUSPECTED: ['RECOGNITION'],
  OPERATOR_CHANGED: ['RECOGNITION'],
} as const satisfies Record<string, readonly TrustedRole[]>;
/** One of `REGISTRY_EVENT_READERS`. */
export type RegistryEventKind = keyof typeof REGISTRY_EVENT_READERS;

/** Text of one line: no control character, so that every database takes it. */
const line = z.string().regex(/^\P{Cc}+$/u);

/** What every event says: who tells it, of which operator, and which event it is, for ever. */
const told = {
  /** `registryIssuer` of the administration that tells it. */
  iss: z.string(),
  /** `HUB_AUDIENCE`. */
  aud: z.string(),
  /** Whom it is about: the TIN of an operator, or the code of an administration that asks. */
  sub: z.string().min(1),
  jti: line.max(200),
  /** Seconds since the epoch at which it was recorded. */
  iat: z.number().int(),
};

/**
 * A fulfilment centre or warehouse operator (`sub`) represents a foreign vendor (note, IV ii, option 1). Stated again under
 * the same `vendor.id`, it takes the place of what was stated before: a vendor is never taken back, its end is stated.
 */
export const supplyChainPartnerStatedSchema = z.object({
  ...told,
  kind: z.literal('SUPPLY_CHAIN_PARTNER_STATED'),
  vendor: z.object({
    /** The registry's own, for ever that of this vendor at this operator from this day on. */
    id: line.max(200),
    name: line.max(300),
    /** ISO 3166-1 alpha-2. */
    establishedIn: z.string().regex(/^[A-Z]{2}$/),
    /** Null: it has none, or none is known. */
    tin: z.string().nullable(),
    /** First day, at the administration that tells. */
    from: z.iso.date(),
    /** Last day, included; null: no end is known. */
    until: z.iso.date().nullable(),
  }),
});
/** Claims of a SUPPLY_CHAIN_PARTNER_STATED. */
export type SupplyChainPartnerStated = z.infer<typeof supplyChainPartnerStatedSchema>;

/**
 * Why a caller is taken to be guessing. SEQUENCE: numbers that are neighbours. SHARE: most of what it asks is unknown or
 * withheld. NUMBER: so many are that no share excuses it.
 */
export const ENUMERATION_RULES = ['SEQUENCE', 'SHARE', 'NUMBER'] as const;
export type EnumerationRule = (typeof ENUMERATION_RULES)[number];

/** A caller of the administration `sub` is taken to be guessing, and is told nothing for a while. */
export const enumerationSuspectedSchema = z.object({
  ...told,
  kind: z.literal('ENUMERATION_SUSPECTED'),
  caller: z.object({
    /** The person or program within the administration `sub`. */
    subject: line.max(1_000),
    rule: z.enum(ENUMERATION_RULES),
    /** Different identifiers of which nothing was told; they are not named. */
    unanswered: z.number().int().min(0),
    questions: z.number().int().min(0),
    /** Instants, RFC 3339 UTC, between which it is told nothing. */
    since: z.iso.datetime(),
    until: z.iso.datetime(),
  }),
});
/** Claims of an ENUMERATION_SUSPECTED. */
export type EnumerationSuspected = z.infer<typeof enumerationSuspectedSchema>;

/** Partners, or instants, that one event names at most. */
export const MOST_NAMED = 1_000;

/**
 * What those partners may be told of the operator `sub` is another thing than before; what it is now, each of them asks for.
 * One that knows the operator by an alias that has the shape of a TIN is told of that as well, in an event of its own.
 * A consent withdrawn looks like any other change, since that it was withdrawn is nobody's business.
 */
export const operatorChangedSchema = z.object({
  ...told,
  kind: z.literal('OPERATOR_CHANGED'),
  /** Codes of the administrations that may be told something else than before; no other one learns of the change. */
  partners: z.array(line.max(10)).min(1).max(MOST_NAMED),
  /** Instant from which they may be told something else, RFC 3339 UTC. Later than `iat`: until then there is nothing to tell them. */
  at: z.iso.datetime(),
  /**
   * Later instants at which what is recorded becomes effective, such as a suspension from tomorrow or an authorization's end.
   * They take the place of those of earlier events about the same operator and partners; may be empty.
   */
  effectiveFrom: z.array(z.iso.datetime()).max(MOST_NAMED),
});
/** Claims of an OPERATOR_CHANGED. */
export type OperatorChanged = z.infer<typeof operatorChangedSchema>;

/** Claims of any event of a registry. */
export const registryEventClaimsSchema = z.discriminatedUnion('kind', [
  supplyChainPartnerStatedSchema,
  enumerationSuspectedSchema,
  operatorChangedSchema,
]);
export type RegistryEventClaims = z.infer<typeof registryEventClaimsSchema>;
