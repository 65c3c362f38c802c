import type { AdministrationCode } from '../administrations.ts';

/** The party by whose key an administration itself asks (end-to-end mode), as it stands in the trust list. */
export function administrationParty(administration: AdministrationCode): string {
  return `administration-${administration.toLowerCase()}`;
}

/** The party for whose key registries seal what they tell that administration. */
export function sealOf(administration: AdministrationCode): string {
  return `seal-${administration.toLowerCase()}`;
}

/** The same of the recognition service, which has to read what it decides on. */
export const RECOGNITION_SEAL = 'seal-recognition';
