import { type Administration, findAdministration } from '../../../schema/administrations.ts';

/** The administration of a code; of one known from an agreement only, what its code tells. */
export function describeAdministration(
  code: string,
): Pick<Administration, 'code' | 'name' | 'region' | 'tinPrefixes' | 'timeZone'> {
  const known = findAdministration(code);
  if (known !== undefined) return known;
  const name = new Intl.DisplayNames(['en'], { type: 'region' }).of(code) ?? code;
  return { code, name, region: 'EUROPE', tinPrefixes: [code], timeZone: 'UTC' };
}
