import type { AdministrationCode } from '../../../schema/administrations.ts';
import { accepted, badInput, type Result } from '../../../schema/contract/result.ts';
import { readTin } from '../../../schema/contract/tin.ts';
import { ASSESSMENT_BASES } from '../../../schema/contract/vocabulary.ts';
import type { ApplicationContent } from './application.ts';
import { readText } from './read-text.ts';
import type { Address, Evidence } from './registered-operator.ts';

/** Entries of one list at most. */
const MAXIMUM_LIST = 200;
const MAXIMUM_NAME = 300;
const MAXIMUM_LINES = 5;

/** What the applicant says, trimmed, or the first thing that is wrong with it by field and rule. */
export function readApplication(
  said: Omit<ApplicationContent, 'tin'> & { readonly tin: string },
  administration: AdministrationCode,
): Result<ApplicationContent> {
  const reading = readTin(said.tin);
  if (!reading.ok) return badInput('tin', `TIN_${reading.problem}`, `${reading.rule}.`);
  if (reading.administration.code !== administration) {
    return badInput('tin', 'OWN_TIN', `It is a TIN of ${reading.administration.code}.`);
  }
  const legalName = readText('legalName', said.legalName, MAXIMUM_NAME);
  if (!legalName.ok) return legalName;
  const address = readAddress(said.address);
  if (!address.ok) return address;
  if (said.roles.length === 0) return badInput('roles', 'AT_LEAST_1', 'An application is for at least one role.');
  const representativeOf =
    said.representativeOf === null ? null : readText('representativeOf', said.representativeOf, MAXIMUM_NAME);
  if (representativeOf !== null && !representativeOf.ok) return representativeOf;
  return accepted({
    ...said,
    tin: reading.tin,
    legalName: legalName.value,
    address: address.value,
    roles: [...new Set(said.roles)],
    representativeOf: representativeOf === null ? null : representativeOf.value,
  });
}

/** The address, trimmed. */
export function readAddress({ lines, city, postalCode, country }: Address): Result<Address> {
  if (lines.length > MAXIMUM_LINES) {
    return badInput('address.lines', 'LENGTH', `An address has at most ${MAXIMUM_LINES} lines.`);
  }
  const read: string[] = [];
  for (const [index, line] of lines.entries()) {
    const text = readText(`address.lines[${index}]`, line, MAXIMUM_NAME);
    if (!text.ok) return text;
    read.push(text.value);
  }
  const place = readText('address.city', city, MAXIMUM_NAME);
  if (!place.ok) return place;
  const code = postalCode === null ? null : readText('address.postalCode', postalCode, 20);
  if (code !== null && !code.ok) return code;
  return accepted({ lines: read, city: place.value, postalCode: code === null ? null : code.value, country });
}

/** Texts, each trimmed, at least one. */
export function readTexts(field: string, texts: readonly string[]): Result<readonly string[]> {
  if (texts.length === 0 || texts.length > MAXIMUM_LIST) {
    return badInput(field, 'LENGTH', `${field} has 1 to ${MAXIMUM_LIST} entries.`);
  }
  const read: string[] = [];
  for (const [index, text] of texts.entries()) {
    const one = readText(`${field}[${index}]`, text);
    if (!one.ok) return one;
    read.push(one.value);
  }
  return accepted(read);
}

/** What is put on file, trimmed; a certificate of a UPU standard has a last day. */
export function readEvidence(said: Evidence): Result<Evidence> {
  const name = readText('evidence.name', said.name, MAXIMUM_NAME);
  if (!name.ok) return name;
  const reference = readText('evidence.reference', said.reference, MAXIMUM_NAME);
  if (!reference.ok) return reference;
  const issuedBy = said.issuedBy === null ? null : readText('evidence.issuedBy', said.issuedBy, MAXIMUM_NAME);
  if (issuedBy !== null && !issuedBy.ok) return issuedBy;
  if (said.basis !== ASSESSMENT_BASES[0] && said.validUntil === null) {
    return badInput('evidence.validUntil', 'CERTIFICATE_ENDS', 'A certificate of a UPU standard has a last day.');
  }
  return accepted({
    ...said,
    name: name.value,
    reference: reference.value,
    issuedBy: issuedBy === null ? null : issuedBy.value,
  });
}
