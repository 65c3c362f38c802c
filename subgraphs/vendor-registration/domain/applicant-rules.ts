import { findAdministrationOfPrefix } from '../../../schema/administrations.ts';
import { legalBasesOf } from '../../../schema/contract/legal-basis.ts';
import { accepted, badInput, type Result } from '../../../schema/contract/result.ts';
import type { AssistanceAgreement } from '../../../schema/reference/assistance-agreements.ts';
import type { SchemeRegistrant } from '../../../schema/reference/collection-schemes.ts';
import type { PublishedScheme } from './published-scheme.ts';
import type { VendorApplication } from './vendor-application.ts';

/**
 * In which capacity an application is made: as it states, else a platform as one, a represented vendor through its
 * intermediary where the scheme knows intermediaries, and anybody else as vendor. It has to be one that the scheme registers.
 */
export function capacityOf(
  { capacity, stakeholder, representative }: VendorApplication,
  { whoRegisters, name }: PublishedScheme,
): Result<SchemeRegistrant> {
  const represented = representative !== null && whoRegisters.includes('INTERMEDIARY');
  const implied = stakeholder === 'E_PLATFORM' ? 'PLATFORM' : represented ? 'INTERMEDIARY' : 'VENDOR';
  const found = capacity ?? implied;
  if (!whoRegisters.includes(found))
    return badInput('capacity', `one that ${name} registers: ${whoRegisters.join(', ')}`);
  if (found === 'INTERMEDIARY' && representative === null) {
    return badInput('representative', 'the intermediary, where the application is made in that capacity');
  }
  return accepted(found);
}

/**
 * Whether a vendor may stand for itself. Where the scheme has an intermediary rule, only one whose country is on the scheme's
 * list may, and only while an agreement of the matter that the scheme names is in force: an agreement that the list does not
 * take up waives nothing. The message cites rule and agreement.
 */
export function checkIntermediary(
  { establishedIn, representative }: VendorApplication,
  scheme: PublishedScheme,
  agreements: readonly AssistanceAgreement[],
  today: string,
): Result<null> {
  const { intermediaryRule, intermediaryNotNeededFor, intermediaryWaivedByMatter, destination } = scheme;
  if (intermediaryRule === null || representative !== null) return accepted(null);
  const listed = intermediaryNotNeededFor.includes(establishedIn);
  if (listed && intermediaryWaivedByMatter === null) return accepted(null);
  const home = findAdministrationOfPrefix(establishedIn)?.code;
  const inForce =
    home === undefined
      ? []
      : legalBasesOf(agreements, destination, home, today).filter(
          ({ matter }) => matter === intermediaryWaivedByMatter,
        );
  if (listed && inForce.length > 0) return accepted(null);
  const why = listed
    ? `no ${intermediaryWaivedByMatter} agreement with ${establishedIn} is in force on ${today}`
    : inForce.length === 0
      ? `${establishedIn} is not on the list`
      : `${establishedIn} is not on the list, in spite of ${inForce.map(({ id }) => id).join(', ')}`;
  return badInput('representative', `an intermediary: ${intermediaryRule.replace(/\.$/, '')}; ${why} (${scheme.id})`);
}
