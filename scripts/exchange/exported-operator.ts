import { LIST_SEPARATOR } from './mapping.ts';

/** One step of a history as an officer endpoint tells it. */
interface ToldStep {
  readonly status: string;
  readonly effectiveFrom: string;
  readonly ground: string | null;
}

/** An operator as an officer endpoint tells it. */
export interface ToldOperator {
  readonly tin: string;
  readonly national: readonly { readonly name: string; readonly value: string }[];
  readonly consents: readonly { readonly destination: string; readonly given: boolean }[];
  readonly record: {
    readonly legalName: string;
    readonly tradingNames: readonly string[];
    readonly address: Readonly<Record<string, unknown>>;
    readonly roles: readonly string[];
    readonly businessModels: readonly string[];
    readonly authorizations: readonly (Readonly<Record<string, unknown>> & { readonly history: readonly ToldStep[] })[];
  };
}

/** Everything that `importOperators` takes, so that an export imported again changes nothing. */
export const OPERATOR_SELECTION = `tin national { name value } consents { destination given } record {
  legalName tradingNames roles businessModels address { lines city postalCode country }
  authorizations { number type roles validFrom validTo history { status effectiveFrom ground }
    validations { method validatedBy performedOn nextDueOn criteria { criterion result basis remark } } } }`;

/** An operator as the import takes it. */
export interface ExportedOperator {
  readonly tin: string;
  readonly legalName: string;
  readonly tradingNames: readonly string[];
  readonly address: Readonly<Record<string, unknown>>;
  readonly roles: readonly string[];
  readonly businessModels: readonly string[];
  readonly consents: readonly string[];
  readonly authorizations: readonly object[];
  readonly national: Readonly<Record<string, string>>;
}

/** The operator as the import takes it; consents that were withdrawn are none. */
export function exportedOperator({ tin, national, consents, record }: ToldOperator): ExportedOperator {
  const { authorizations, ...master } = record;
  return {
    tin,
    ...master,
    consents: consents.filter(({ given }) => given).map(({ destination }) => destination),
    authorizations: authorizations.map(({ history, ...terms }) => ({ ...terms, history: steps(history) })),
    national: Object.fromEntries(national.map(({ name, value }) => [name, value])),
  };
}

/** What says the same as the step before it is no step of its own. */
function steps(history: readonly ToldStep[]): readonly ToldStep[] {
  return history.filter(({ status }, index) => status !== history[index - 1]?.status);
}

/** Columns of the CSV form; `ownMapping` reads them. */
export function csvColumns(nationalFields: readonly string[]): readonly string[] {
  return [
    ...['tin', 'legalName', 'tradingNames'],
    ...['address.lines', 'address.city', 'address.postalCode', 'address.country'],
    ...['roles', 'businessModels', 'consents', 'authorizations'],
    ...nationalFields.map((name) => `national.${name}`),
  ];
}

/** The cells of one line of the CSV form: a list has its entries in one cell, authorizations stand as JSON. */
export function csvCells(operator: ExportedOperator, columns: readonly string[]): readonly string[] {
  return columns.map((column) => cellOf(operator, column));
}

function cellOf(operator: ExportedOperator, column: string): string {
  const [room = '', name] = column.split('.');
  const holder: unknown = operator[room as keyof ExportedOperator];
  const value = name === undefined ? holder : (holder as Readonly<Record<string, unknown>>)[name];
  if (column === 'authorizations') return JSON.stringify(value);
  if (Array.isArray(value)) return value.join(LIST_SEPARATOR);
  return value === null || value === undefined ? '' : String(value);
}
