import { z } from 'zod';
import { listOf, nameSchema, textSchema } from './parse-input.ts';

/** The proceedings for which assistance is asked. */
export const NATURES_OF_PROCEEDINGS = ['ADMINISTRATIVE', 'JUDICIAL', 'CRIMINAL'] as const;
/** One of `NATURES_OF_PROCEEDINGS`. */
export type NatureOfProceedings = (typeof NATURES_OF_PROCEEDINGS)[number];

/** Most officials, persons and administrations in one list. */
const MAXIMUM_PERSONS = 50;

const personSchema = z
  .object({
    name: nameSchema,
    address: textSchema.nullable(),
    identifier: nameSchema.nullable(),
    connection: textSchema.nullable(),
  })
  .readonly();

/** A person concerned: as exact as it is known (EU model, article 8). */
export type PersonConcerned = z.output<typeof personSchema>;

/** The form of what the instruments ask a request to say beside reason and facts; null: not said yet (domain.md 3.2). */
export const particularsSchema = z
  .object({
    legalProvisions: textSchema.nullable(),
    enquiriesMade: textSchema.nullable(),
    personsConcerned: listOf(personSchema, MAXIMUM_PERSONS).readonly(),
    procedureAskedFor: textSchema.nullable(),
    proceedings: z.enum(NATURES_OF_PROCEEDINGS).nullable(),
    language: z
      .string()
      .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, { error: 'a language tag, RFC 5646, such as en or pt-BR' })
      .nullable(),
    couldReciprocate: z.boolean().nullable(),
    useRestrictions: textSchema.nullable(),
    retainUntil: z.iso.date({ error: 'a real calendar date' }).nullable(),
    answerWantedBy: z.iso.date({ error: 'a real calendar date' }).nullable(),
    designatedOfficials: listOf(nameSchema, MAXIMUM_PERSONS).readonly(),
  })
  .readonly();

/** What the instruments ask a request to say beside reason and facts; null: not said yet. */
export type RequestParticulars = z.output<typeof particularsSchema>;

/** Nothing said yet. */
export const NO_PARTICULARS: RequestParticulars = {
  legalProvisions: null,
  enquiriesMade: null,
  personsConcerned: [],
  procedureAskedFor: null,
  proceedings: null,
  language: null,
  couldReciprocate: null,
  useRestrictions: null,
  retainUntil: null,
  answerWantedBy: null,
  designatedOfficials: [],
};

/** What every list of contents names; a wished procedure, restrictions and dates are wishes, and absent means none. */
const ASKED_FOR = [
  'legalProvisions',
  'enquiriesMade',
  'personsConcerned',
  'proceedings',
  'language',
  'couldReciprocate',
  'designatedOfficials',
] as const satisfies readonly (keyof RequestParticulars)[];

function isSaid(value: RequestParticulars[keyof RequestParticulars]): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== null;
}

/** What a complete request still lacks, by input field. `namesItsSubject`: a vendor is named with it already. */
export function missingParticulars(particulars: RequestParticulars, namesItsSubject: boolean): readonly string[] {
  return ASKED_FOR.filter(
    (name) => !isSaid(particulars[name]) && !(name === 'personsConcerned' && namesItsSubject),
  ).map((name) => `particulars.${name}`);
}

/** Completed by what is said now: nothing that was said is unsaid. */
export function completeParticulars(before: RequestParticulars, more: RequestParticulars): RequestParticulars {
  const said = Object.entries(more).filter(([, value]) => isSaid(value));
  return { ...before, ...Object.fromEntries(said) };
}
