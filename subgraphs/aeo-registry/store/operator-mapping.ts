import type { Tin } from '../../../schema/contract/tin.ts';
import type {
  Alias,
  Authorization,
  ConsentEntry,
  RegisteredOperator,
  StatusEvent,
  Validation,
} from '../domain/registered-operator.ts';
import type { AliasRow } from './alias.entity.ts';
import type { AuthorizationRow } from './authorization.entity.ts';
import type { ConsentRow } from './consent.entity.ts';
import type { OperatorRow } from './operator.entity.ts';
import type { StatusEventRow } from './status-event.entity.ts';
import type { ValidationRow } from './validation.entity.ts';

/** The rows of some operators, each kind in any order. */
export interface OperatorRows {
  readonly operators: readonly OperatorRow[];
  readonly authorizations: readonly AuthorizationRow[];
  readonly events: readonly StatusEventRow[];
  readonly validations: readonly ValidationRow[];
  readonly consents: readonly ConsentRow[];
  readonly aliases: readonly AliasRow[];
}

/** The operators of the rows, by TIN. */
export function operatorsOf(rows: OperatorRows): ReadonlyMap<string, RegisteredOperator> {
  const events = groupBy(rows.events, (row) => row.authorizationNumber);
  const validations = groupBy(rows.validations, (row) => row.authorizationNumber);
  const authorizations = groupBy(rows.authorizations, (row) => row.tin);
  const consents = groupBy(rows.consents, (row) => row.tin);
  const aliases = groupBy(rows.aliases, (row) => row.tin);
  return new Map(
    rows.operators.map((row) => [
      row.tin,
      {
        tin: row.tin as Tin,
        legalName: row.legalName,
        tradingNames: row.tradingNames,
        address: row.address,
        roles: row.roles,
        businessModels: row.businessModels,
        national: row.national,
        accountManagers: row.accountManagers,
        successions: row.successions,
        version: row.version,
        consents: (consents.get(row.tin) ?? []).map(consentOf).toSorted(bySequence),
        authorizations: (authorizations.get(row.tin) ?? [])
          .map((one) => authorizationOf(one, events.get(one.number) ?? [], validations.get(one.number) ?? []))
          .toSorted(byBeginning),
        aliases: (aliases.get(row.tin) ?? []).map(aliasOf).toSorted(byDestination),
      },
    ]),
  );
}

/** The row of an operator. */
export function operatorRowOf(operator: RegisteredOperator): OperatorRow {
  const { tin, legalName, tradingNames, address, roles, businessModels, national } = operator;
  const { accountManagers, successions, version } = operator;
  return {
    tin,
    legalName,
    tradingNames,
    address,
    roles,
    businessModels,
    national,
    accountManagers,
    successions,
    version,
    searchText: searchTextOf([tin, legalName, ...tradingNames].join('\n')),
  };
}

/** Text as it is searched: compatibility forms and case do not matter. */
export function searchTextOf(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** The consent entry of a row. */
export function consentOf(row: ConsentRow): ConsentEntry {
  const { sequence, destination, given, since, evidence, recordedBy } = row;
  return { sequence, destination, given, since, evidence, recordedBy };
}

/** The alias of a row. */
export function aliasOf(row: AliasRow): Alias {
  const { destination, scheme, value, from, until, recordedAt, recordedBy } = row;
  return { destination, scheme, value, from, until, recordedAt, recordedBy };
}

function authorizationOf(
  row: AuthorizationRow,
  events: readonly StatusEventRow[],
  validations: readonly ValidationRow[],
): Authorization {
  const { number, type, roles, validFrom, validTo, decidedBy, legalBasis, terms } = row;
  return {
    number,
    type,
    roles,
    validFrom,
    validTo,
    decidedBy,
    legalBasis,
    terms,
    history: events.map(statusEventOf).toSorted(bySequence),
    validations: validations.map(validationOf).toSorted(bySequence),
  };
}

function statusEventOf(row: StatusEventRow): StatusEvent {
  const { sequence, status, effectiveFrom, recordedAt, recordedBy, ground, corrects, annuls, legalBasis } = row;
  const event = { sequence, status, effectiveFrom, recordedAt, recordedBy, ground };
  return corrects === null ? event : { ...event, correction: { of: corrects, annuls, legalBasis } };
}

function validationOf(row: ValidationRow): Validation {
  const { sequence, method, validatedBy, performedOn, nextDueOn, criteria, assistance, evidence } = row;
  return {
    ...{ sequence, method, validatedBy, performedOn, nextDueOn, criteria },
    ...(assistance === null ? {} : { assistance }),
    ...(evidence === null ? {} : { evidence }),
  };
}

function bySequence(a: { readonly sequence: number }, b: { readonly sequence: number }): number {
  return a.sequence - b.sequence;
}

function byBeginning(a: Authorization, b: Authorization): number {
  const [first, second] = [`${a.validFrom} ${a.number}`, `${b.validFrom} ${b.number}`];
  return first < second ? -1 : first > second ? 1 : 0;
}

function byDestination(a: Alias, b: Alias): number {
  const [first, second] = [a, b].map(({ destination, from, value }) => `${destination} ${from} ${value}`) as [
    string,
    string,
  ];
  return first < second ? -1 : first > second ? 1 : 0;
}

function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}
