import { startOfDay } from '../../schema/contract/calendar-day.ts';
import { isObject } from '../conformance/json-object.ts';
import { type FieldProblem, type MappedFields, mapFields } from './map-fields.ts';
import type { Mapping } from './mapping.ts';
import type { SourceRecord } from './source-record.ts';

/** An operator as a source has it, before any rule has looked at it. */
export interface OperatorDraft {
  /** Of its first record. */
  readonly row: number;
  readonly draft: Readonly<Record<string, unknown>>;
  readonly problems: readonly FieldProblem[];
}

/** Operators as JSON has them, field for field as `importOperators` takes them; `national` by name. */
export async function* plainDrafts(
  records: AsyncIterable<SourceRecord> | Iterable<SourceRecord>,
): AsyncGenerator<OperatorDraft> {
  for await (const { row, values, fault } of records) {
    yield fault === undefined ? { row, draft: values, problems: [] } : unreadable(row, fault);
  }
}

/**
 * Operators by a mapping. Records with one TIN that follow one another are one operator with several authorizations;
 * names, address and roles are those of the first.
 */
export async function* mappedDrafts(
  records: AsyncIterable<SourceRecord> | Iterable<SourceRecord>,
  mapping: Mapping,
  timeZone: string,
): AsyncGenerator<OperatorDraft> {
  let open: (OperatorDraft & { readonly tin: unknown }) | undefined;
  for await (const record of records) {
    if (record.fault !== undefined) {
      if (open !== undefined) yield open;
      open = undefined;
      yield unreadable(record.row, record.fault);
      continue;
    }
    const mapped = mapFields(mapping, record, timeZone);
    const tin = mapped.values.get('tin');
    const added = authorizationOf(mapped, timeZone);
    const problems = [...mapped.problems, ...added.problems];
    if (open !== undefined && added.authorization !== undefined && tin !== undefined && open.tin === tin) {
      const before = open.draft['authorizations'];
      const authorizations = [...(Array.isArray(before) ? before : []), added.authorization];
      open = { ...open, draft: { ...open.draft, authorizations }, problems: [...open.problems, ...problems] };
      continue;
    }
    if (open !== undefined) yield open;
    open = { row: record.row, tin, draft: draftOf(mapped, added.authorization), problems };
  }
  if (open !== undefined) yield open;
}

function unreadable(row: number, message: string): OperatorDraft {
  return { row, draft: {}, problems: [{ field: '', rule: 'RECORD', message }] };
}

function draftOf({ values }: MappedFields, authorization: object | undefined): Readonly<Record<string, unknown>> {
  const draft: Record<string, unknown> = {};
  const address: Record<string, unknown> = {};
  const national: Record<string, unknown> = {};
  for (const [field, value] of values) {
    const [room, name] = field.split('.');
    if (name === undefined) draft[field] = value;
    else if (room === 'address') address[name] = value;
    else if (room === 'national') national[name] = value;
  }
  const listed = draft['authorizations'];
  const authorizations = [
    ...(Array.isArray(listed) ? listed : []),
    ...(authorization === undefined ? [] : [authorization]),
  ];
  return { ...draft, address, national, authorizations };
}

/** The authorization of one record: its history is the decision, and what became of it. */
function authorizationOf(
  { values }: MappedFields,
  timeZone: string,
): { readonly authorization: object | undefined; readonly problems: readonly FieldProblem[] } {
  const number = values.get('authorization.number');
  if (number === undefined) return { authorization: undefined, problems: [] };
  const validFrom = values.get('authorization.validFrom');
  const decided = values.get('authorization.authorisedSince') ?? beginOf(validFrom, timeZone);
  const status = values.get('authorization.status') ?? 'AUTHORISED';
  const since = values.get('authorization.statusSince');
  // EXPIRED follows from the last day, and is never a step.
  const isStep = status !== 'AUTHORISED' && status !== 'EXPIRED';
  const problems: FieldProblem[] = [];
  if (isStep && since === undefined) {
    const message = `It says since when it is ${String(status)}.`;
    problems.push({ field: 'authorization.statusSince', rule: 'REQUIRED', message });
  }
  return {
    problems,
    authorization: {
      number,
      type: values.get('authorization.type'),
      roles: values.get('authorization.roles'),
      validFrom,
      validTo: values.get('authorization.validTo') ?? null,
      history: [
        { status: 'AUTHORISED', effectiveFrom: decided, ground: null },
        ...(isStep && since !== undefined
          ? [{ status, effectiveFrom: since, ground: values.get('authorization.ground') ?? null }]
          : []),
      ],
      validations: [],
    },
  };
}

function beginOf(day: unknown, timeZone: string): string | undefined {
  const begin = typeof day === 'string' ? startOfDay(day, timeZone) : Number.NaN;
  return Number.isNaN(begin) ? undefined : new Date(begin).toISOString();
}

/** What may be left out stands as empty, as the officer endpoint reads it. */
export function withDefaults(draft: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { address, authorizations = [] } = draft;
  return {
    tradingNames: [],
    businessModels: [],
    consents: [],
    national: {},
    ...draft,
    address: isObject(address) ? { lines: [], postalCode: null, ...address } : address,
    authorizations: eachObject(authorizations, (one) => ({
      validTo: null,
      ...one,
      history: eachObject(one['history'], (step) => ({ ground: null, ...step })),
      validations: eachObject(one['validations'] ?? [], (validation) => ({
        nextDueOn: null,
        ...validation,
        criteria: eachObject(validation['criteria'], (assessed) => ({ basis: 'DIRECT', remark: null, ...assessed })),
      })),
    })),
  };
}

function eachObject(list: unknown, change: (item: Readonly<Record<string, unknown>>) => object): unknown {
  return Array.isArray(list) ? list.map((item: unknown) => (isObject(item) ? change(item) : item)) : list;
}
