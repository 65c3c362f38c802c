import type {
  AccountManager,
  Alias,
  Authorization,
  ConsentEntry,
  RegisteredOperator,
  StatusEvent,
  Succession,
  Validation,
} from './registered-operator.ts';

/** An operator as it is to be, and what of it is new: a change is written as a whole or not at all. */
export interface OperatorChange {
  /** What the change was decided on; undefined: the operator is new. */
  readonly before: RegisteredOperator | undefined;
  readonly operator: RegisteredOperator;
  readonly consents: readonly ConsentEntry[];
  readonly authorizations: readonly AuthorizationChange[];
  readonly aliases: readonly Alias[];
}

/** One authorization that is new or changed, with the history and validations to be added. */
export interface AuthorizationChange {
  readonly isNew: boolean;
  readonly authorization: Authorization;
  readonly events: readonly StatusEvent[];
  readonly validations: readonly Validation[];
}

/** The operator with steps added to the history of one of its authorizations. */
export function addEvents(
  operator: RegisteredOperator,
  number: string,
  events: readonly StatusEvent[],
): OperatorChange {
  const authorizations = operator.authorizations.map((one) =>
    one.number === number ? { ...one, history: [...one.history, ...events] } : one,
  );
  return {
    ...changeOf(operator, { authorizations }),
    authorizations: authorizations
      .filter((one) => one.number === number)
      .map((authorization) => ({ isNew: false, authorization, events, validations: [] })),
  };
}

/** The operator with one of its authorizations changed, and what is added to its history and validations. */
export function changeAuthorization(
  operator: RegisteredOperator,
  authorization: Authorization,
  added: { readonly events?: readonly StatusEvent[]; readonly validations?: readonly Validation[] },
): OperatorChange {
  const { events = [], validations = [] } = added;
  const authorizations = operator.authorizations.map((one) =>
    one.number === authorization.number ? authorization : one,
  );
  return {
    ...changeOf(operator, { authorizations }),
    authorizations: [{ isNew: false, authorization, events, validations }],
  };
}

/** The operator with another contact at the administration; the same again changes nothing. */
export function assignManager(operator: RegisteredOperator, assigned: AccountManager): OperatorChange | undefined {
  const { name = null, contact = null } = operator.accountManagers.at(-1) ?? {};
  if (name === assigned.name && contact === assigned.contact) return undefined;
  return changeOf(operator, { accountManagers: [...operator.accountManagers, assigned] });
}

/** The operator with one more entry on consent. */
export function addConsent(operator: RegisteredOperator, entry: Omit<ConsentEntry, 'sequence'>): OperatorChange {
  const added = { ...entry, sequence: (operator.consents.at(-1)?.sequence ?? 0) + 1 };
  return { ...changeOf(operator, { consents: [...operator.consents, added] }), consents: [added] };
}

/** The operator with one more identifier toward a destination. */
export function addAlias(operator: RegisteredOperator, alias: Alias): OperatorChange {
  return { ...changeOf(operator, { aliases: [...operator.aliases, alias] }), aliases: [alias] };
}

/** The operator with one more entry on who takes its place. */
export function addSuccession(operator: RegisteredOperator, succession: Succession): OperatorChange {
  return changeOf(operator, { successions: [...operator.successions, succession] });
}

function changeOf(operator: RegisteredOperator, changed: Partial<RegisteredOperator>): OperatorChange {
  return {
    before: operator,
    operator: { ...operator, ...changed, version: operator.version + 1 },
    consents: [],
    authorizations: [],
    aliases: [],
  };
}
