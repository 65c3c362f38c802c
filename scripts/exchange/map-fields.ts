import { DateTime } from 'luxon';
import { type FieldSource, isList, type MappedField, type Mapping } from './mapping.ts';
import { SourceFault, type SourceRecord } from './source-record.ts';

/** Why a field could not be made of a record. */
export interface FieldProblem {
  readonly field: string;
  readonly rule: string;
  readonly message: string;
}

/** What a mapping makes of one record: by field a text, a list of texts, or what JSON held; empty ones are left out. */
export interface MappedFields {
  readonly values: ReadonlyMap<MappedField, unknown>;
  readonly problems: readonly FieldProblem[];
}

/** Fields that are instants; other dates are days. */
const INSTANTS: ReadonlySet<string> = new Set(['authorization.authorisedSince', 'authorization.statusSince']);

/** Makes the fields of one record. Throws where the source has no column of that name at all. */
export function mapFields(mapping: Mapping, { values }: SourceRecord, timeZone: string): MappedFields {
  const mapped = new Map<MappedField, unknown>();
  const problems: FieldProblem[] = [];
  for (const [field, source] of Object.entries(mapping.fields)) {
    const report = (rule: string, message: string) => problems.push({ field, rule, message });
    const value = fieldValue(field, source, values, timeZone, report);
    if (value !== undefined) mapped.set(field as MappedField, value);
  }
  return { values: mapped, problems };
}

function fieldValue(
  field: string,
  source: FieldSource,
  record: SourceRecord['values'],
  timeZone: string,
  report: (rule: string, message: string) => void,
): unknown {
  const texts = textsOf(source, record)
    .map((text) => cleaned(source, text))
    .filter((text) => text !== '');
  if (source.json === true) return texts[0] === undefined ? undefined : parsed(texts[0], report);
  const parts = isList(field)
    ? texts.flatMap((text) => (source.split === undefined ? [text] : text.split(source.split)))
    : [texts.join(' ')];
  const words = parts.map((part) => part.trim()).flatMap((part) => (part === '' ? [] : worded(source, part, report)));
  if (isList(field)) return words;
  const [word] = words;
  if (word === undefined) return undefined;
  return source.date === undefined && !INSTANTS.has(field) ? word : dated(field, source.date, word, timeZone, report);
}

function textsOf({ column, columns, constant }: FieldSource, record: SourceRecord['values']): readonly string[] {
  if (constant !== undefined) return typeof constant === 'string' ? [constant] : constant;
  return (column === undefined ? (columns ?? []) : [column]).map((name) => {
    if (!Object.hasOwn(record, name))
      throw new SourceFault(`The source has no column “${name}”, which the mapping names.`);
    const value = record[name];
    if (value === null || value === undefined) return '';
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  });
}

function cleaned({ remove, prefix }: FieldSource, text: string): string {
  const kept = (remove === undefined ? text : [...text].filter((sign) => !remove.includes(sign)).join('')).trim();
  return kept === '' || prefix === undefined ? kept : prefix + kept;
}

function worded(
  { words }: FieldSource,
  word: string,
  report: (rule: string, message: string) => void,
): readonly string[] {
  if (words === undefined) return [word];
  const translated = Object.hasOwn(words, word) ? words[word] : undefined;
  if (translated === undefined) report('WORDS', `“${word}” is none of the mapping’s words.`);
  return translated === undefined || translated === '' ? [] : [translated];
}

/** A day as the contract writes it, or the instant at which it begins at the administration. */
function dated(
  field: string,
  format: string | undefined,
  text: string,
  zone: string,
  report: (rule: string, message: string) => void,
): string | undefined {
  const date = format === undefined ? DateTime.fromISO(text, { zone }) : DateTime.fromFormat(text, format, { zone });
  if (!date.isValid) {
    report('DATE', `“${text}” is no date of the form ${format ?? 'YYYY-MM-DD'}.`);
    return undefined;
  }
  return INSTANTS.has(field) ? date.toUTC().toISO() : date.toISODate();
}

function parsed(text: string, report: (rule: string, message: string) => void): unknown {
  try {
    return JSON.parse(text);
  } catch {
    report('JSON', 'The cell holds no JSON.');
    return undefined;
  }
}
