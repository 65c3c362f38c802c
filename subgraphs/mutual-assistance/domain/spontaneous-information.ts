import { z } from 'zod';
import { type AdministrationCode, findAdministration } from '../../../schema/administrations.ts';
import { legalBasesOf } from '../../../schema/contract/legal-basis.ts';
import { accepted, badInput, notFound, type Result, refused } from '../../../schema/contract/result.ts';
import { readTin } from '../../../schema/contract/tin.ts';
import type { AssistanceAgreement } from '../../../schema/reference/assistance-agreements.ts';
import { dateAt } from './calendar-date.ts';
import { nameSchema, parseInput, textSchema } from './parse-input.ts';
import { versionConflict } from './take-step.ts';

/** What a home administration warns of: the subjects of spontaneous assistance in the EU model, article 6 (domain.md 3.3). */
export const SPONTANEOUS_SUBJECTS = ['MISUSE_OF_NUMBER', 'SUSPECTED_BREACH', 'NEW_MEANS_OR_METHODS'] as const;
/** One of `SPONTANEOUS_SUBJECTS`. */
export type SpontaneousSubject = (typeof SPONTANEOUS_SUBJECTS)[number];

const inputSchema = z
  .object({
    receiving: nameSchema,
    agreement: nameSchema,
    about: z.enum(SPONTANEOUS_SUBJECTS),
    subjectTin: nameSchema.nullable(),
    registrationNumber: nameSchema.nullable(),
    facts: textSchema,
    useRestrictions: textSchema.nullable(),
    idempotencyKey: nameSchema,
  })
  .readonly();

/** A warning as an officer sends it. */
export type SpontaneousInput = z.input<typeof inputSchema>;

/** What one administration tells another without having been asked. */
export interface SpontaneousInformation extends Omit<z.output<typeof inputSchema>, 'receiving'> {
  readonly id: string;
  readonly sending: AdministrationCode;
  readonly receiving: AdministrationCode;
  /** RFC 3339, UTC. */
  readonly sentAt: string;
  /** Null: the receiving side has not said that it has it. */
  readonly acknowledgedAt: string | null;
  /** 1 when sent, 2 when acknowledged. */
  readonly version: number;
}

/**
 * A warning, if there is an instrument in force between the two, and what it is about is the sender’s to warn of: a TIN is
 * the home administration’s, a registration number the receiving one’s, which alone can say whose it is.
 */
export function sendInformation(
  agreements: readonly AssistanceAgreement[],
  sending: AdministrationCode,
  input: SpontaneousInput,
  { id, now }: { readonly id: string; readonly now: Date },
): Result<SpontaneousInformation> {
  const parsed = parseInput(inputSchema, input);
  if (!parsed.ok) return parsed;
  const { receiving, agreement, subjectTin, registrationNumber } = parsed.value;
  if (receiving === sending || findAdministration(receiving) === undefined) {
    return badInput('receiving', 'the code of another known administration');
  }
  if (subjectTin === null && registrationNumber === null) {
    return badInput('subjectTin', 'a TIN or a registration number');
  }
  const tin = subjectTin === null ? null : readTin(subjectTin);
  if (tin !== null && !(tin.ok && tin.administration.code === sending)) {
    return badInput('subjectTin', 'a TIN that the sending administration answers for');
  }
  const bases = legalBasesOf(agreements, sending, receiving, dateAt(sending, now));
  if (!bases.some((basis) => basis.id === agreement)) {
    const may = bases.map((basis) => basis.id).join(', ') || 'none';
    return refused(
      'NO_LEGAL_BASIS',
      `The agreement named is not in force between ${sending} and ${receiving}. In force: ${may}.`,
      { field: 'agreement', rule: 'an agreement in force between the two administrations' },
    );
  }
  return accepted({
    ...parsed.value,
    ...{ id, sending, version: 1, sentAt: now.toISOString(), acknowledgedAt: null },
    subjectTin: tin?.ok === true ? tin.tin : null,
  });
}

/** The warning as its receiver has it; only the receiving side acknowledges, once. */
export function acknowledgeInformation(
  information: SpontaneousInformation | undefined,
  administration: AdministrationCode,
  version: number,
  now: Date,
): Result<SpontaneousInformation> {
  const isParty = information !== undefined && [information.sending, information.receiving].includes(administration);
  if (information === undefined || !isParty) return notFound('id');
  if (information.version !== version) return versionConflict(information.version);
  if (information.receiving !== administration || information.acknowledgedAt !== null) {
    return refused(
      'ILLEGAL_TRANSITION',
      'acknowledgeSpontaneousInformation is a step of the receiving administration, once.',
    );
  }
  return accepted({ ...information, acknowledgedAt: now.toISOString(), version: version + 1 });
}

/** The warning that stands under a key, if the content is the same; else BAD_USER_INPUT. */
export function repeatedInformation(
  standing: SpontaneousInformation,
  sent: SpontaneousInformation,
): Result<SpontaneousInformation> {
  const content = ({
    receiving,
    agreement,
    about,
    subjectTin,
    registrationNumber,
    facts,
    useRestrictions,
  }: typeof sent) =>
    JSON.stringify([receiving, agreement, about, subjectTin, registrationNumber, facts, useRestrictions]);
  return content(standing) === content(sent)
    ? accepted(standing)
    : badInput('idempotencyKey', 'one key stands for one content; it was used with another');
}
