/**
 * When questions of clearance that name no consignment are refused. Each value with its reason; what a registry itself
 * refuses does not depend on it (docs/decisions/0010-misuse.md).
 */
const SETTINGS = {
  windowSeconds: { value: 86_400, reason: 'A day holds every hour of a declaration system.' },
  unknownAtLeast: {
    value: 50,
    reason: 'Over all registries, and half of what one registry bears: a declaration has a number, a guess has none.',
  },
  unknownShare: { value: 0.5, reason: 'Beyond what typing errors and missing consents come to together.' },
} as const satisfies Record<string, { readonly value: number; readonly reason: string }>;

/** Seconds, different TINs, and a share of 1. */
export type UnreferencedLimits = Readonly<Record<keyof typeof SETTINGS, number>>;

/** The values of the table. */
export const UNREFERENCED_LIMITS: UnreferencedLimits = {
  windowSeconds: SETTINGS.windowSeconds.value,
  unknownAtLeast: SETTINGS.unknownAtLeast.value,
  unknownShare: SETTINGS.unknownShare.value,
};

/** True if so many different TINs were unknown, in questions without a reference, that no more of those are answered. */
export function isRefusedWithoutReference(unknown: number, questions: number, limits: UnreferencedLimits): boolean {
  return unknown >= limits.unknownAtLeast && unknown > questions * limits.unknownShare;
}
