import { ADMINISTRATIONS, type Administration } from '../../schema/administrations.ts';
import type { ConsentImport } from '../../schema/contract/operator-import.ts';
import { startOfDay } from './demonstration-authorizations.ts';
import { stableNumber } from './stable-number.ts';

/** Operators whose consents are part of a story told elsewhere (`worth-asking.ts`): everything else is spread evenly. */
const TOLD: Readonly<Record<string, { readonly to?: readonly string[]; readonly notTo?: readonly string[] }>> = {
  'CN/29': { to: ['EU'] },
  'CN/35': { to: ['EU', 'KR', 'SG'], notTo: ['JP'] },
  'EU/4': { to: ['US'] },
  'EU/21': { to: ['CN', 'JP', 'US'] },
  'EU/31': { to: ['CN'] },
  'EU/34': { to: ['CN', 'JP'] },
  'KR/1': { to: ['JP', 'EU'] },
  'KR/25': { to: ['JP'] },
  'KR/26': { to: ['JP'] },
  'SG/28': { to: ['CN'] },
  'US/1': { to: ['EU'] },
};

/** In each registry: one operator that consented to nobody, and one that consented to everybody. */
const TO_NOBODY = 40;
const TO_EVERYBODY = 42;

function consents(home: Administration, index: number, destination: string): boolean {
  if (index === TO_NOBODY) return false;
  if (index === TO_EVERYBODY) return true;
  const told = TOLD[`${home.code}/${index}`];
  if (told?.to?.includes(destination)) return true;
  if (told?.notTo?.includes(destination)) return false;
  return stableNumber(`consent/${home.code}/${index}/${destination}`, 10) < 6;
}

/** The partner administrations that one operator let its own tell about it, from a day on. */
export function demonstrationConsents(home: Administration, index: number, since: string): ConsentImport[] {
  return ADMINISTRATIONS.filter(({ code }) => code !== home.code && consents(home, index, code)).map(({ code }) => ({
    destination: code,
    since: startOfDay(since, home),
    evidence: `Signed declaration of ${since}, file ${home.code}/${String(index).padStart(4, '0')}`,
  }));
}
