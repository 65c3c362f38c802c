import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { SourceFault } from './source-record.ts';

/** Fields of an operator that a mapping can fill; beside them `national.<name>`. */
const FIELDS = [
  'tin',
  'legalName',
  'tradingNames',
  'address.lines',
  'address.city',
  'address.postalCode',
  'address.country',
  'roles',
  'businessModels',
  'consents',
  'authorizations',
  'authorization.number',
  'authorization.type',
  'authorization.roles',
  'authorization.validFrom',
  'authorization.validTo',
  'authorization.authorisedSince',
  'authorization.status',
  'authorization.statusSince',
  'authorization.ground',
] as const;
export type MappedField = (typeof FIELDS)[number] | `national.${string}`;

/** Fields that are lists of words. */
const LISTS: ReadonlySet<string> = new Set([
  'tradingNames',
  'address.lines',
  'roles',
  'businessModels',
  'consents',
  'authorization.roles',
]);

/** True for a field that takes several words. */
export function isList(field: string): boolean {
  return LISTS.has(field);
}

/** Where a field comes from, and what is made of it, in this order: text, remove, prefix, split, words, date. */
const sourceSchema = z
  .strictObject({
    column: z.string().min(1).optional(),
    /** Several: for a list one entry each, otherwise joined with a space. Empty cells are left out. */
    columns: z.array(z.string().min(1)).min(1).optional(),
    constant: z.union([z.string(), z.array(z.string())]).optional(),
    /** Characters that are taken out: `-. `. */
    remove: z.string().min(1).optional(),
    /** Put before a text that is not empty: `KR`. */
    prefix: z.string().min(1).optional(),
    /** What stands between the entries of a list in one cell. */
    split: z.string().min(1).optional(),
    /** The source's words and those of the contract; `""` leaves the word out. A word that is not here is a fault. */
    words: z.record(z.string(), z.string()).optional(),
    /** Format of a date as Luxon has it: `yyyy/MM/dd`, `dd.MM.yyyy HH:mm`; in the administration's time zone. */
    date: z.string().min(1).optional(),
    /** True: the cell holds JSON. */
    json: z.literal(true).optional(),
  })
  .refine(
    ({ column, columns, constant }) => [column, columns, constant].filter((one) => one !== undefined).length === 1,
    'exactly one of column, columns and constant says where it comes from',
  );
export type FieldSource = z.infer<typeof sourceSchema>;

function isField(name: string): boolean {
  return (FIELDS as readonly string[]).includes(name) || /^national\.\w+$/.test(name);
}

const fieldsSchema = z.record(z.string(), sourceSchema).check((context) => {
  for (const name of Object.keys(context.value).filter((key) => !isField(key))) {
    const message = `is no field: ${FIELDS.join(', ')} or national.<name>`;
    context.issues.push({ code: 'custom', path: [name], message, input: name, continue: true });
  }
});

const mappingSchema = z.strictObject({
  /** As the Encoding Standard names it: utf-8, euc-kr, shift_jis, gb18030, windows-1252. */
  encoding: z
    .string()
    .refine(isEncoding, 'is no encoding: utf-8, euc-kr, shift_jis, gb18030, windows-1252, …')
    .default('utf-8'),
  delimiter: z.string().length(1).default(','),
  fields: fieldsSchema,
});

/** What each field is made of. */
export type Mapping = z.output<typeof mappingSchema>;

/** Reads a mapping file; throws with every fault and its place at once. */
export function readMapping(file: string): Mapping {
  const parsed = mappingSchema.safeParse(parseJson(file));
  if (!parsed.success) throw new SourceFault(`${file} is no mapping:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** What stands between entries of a list in the files that `npm run export` writes. */
export const LIST_SEPARATOR = ' | ';

/** The columns of a CSV file as `npm run export` writes it, and of a query that names its columns so. */
export function ownMapping(nationalFields: readonly string[]): Mapping {
  const plain = ['tin', 'legalName', 'address.city', 'address.postalCode', 'address.country'];
  const fields: [string, FieldSource][] = [
    ...[...plain, ...nationalFields.map((name) => `national.${name}`)].map((name): [string, FieldSource] => [
      name,
      { column: name },
    ]),
    ...[...LISTS]
      .filter((name) => !name.startsWith('authorization.'))
      .map((name): [string, FieldSource] => [name, { column: name, split: LIST_SEPARATOR }]),
    ['authorizations', { column: 'authorizations', json: true }],
  ];
  return { encoding: 'utf-8', delimiter: ',', fields: Object.fromEntries(fields) };
}

function isEncoding(name: string): boolean {
  try {
    return new TextDecoder(name).encoding !== '';
  } catch {
    return false;
  }
}

function parseJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new SourceFault(`${file}: ${error instanceof Error ? error.message : 'cannot be read'}`);
  }
}
