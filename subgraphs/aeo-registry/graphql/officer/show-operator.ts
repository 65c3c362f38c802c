import { presentConsents } from '../../domain/consent.ts';
import {
  type DisclosedAuthorization,
  type DisclosedRecord,
  disclosedAuthorization,
} from '../../domain/disclosed-record.ts';
import { MATTERS } from '../../domain/disclosure.ts';
import type {
  AccountManager,
  Alias,
  Authorization,
  ConsentEntry,
  RegisteredOperator,
  Succession,
} from '../../domain/registered-operator.ts';
import { successorAt } from '../../domain/succession.ts';

/** An authorization as officers see it; `version` is its operator's. */
export interface ShownAuthorization
  extends DisclosedAuthorization,
    Pick<Authorization, 'decidedBy' | 'legalBasis' | 'history' | 'terms'> {
  readonly version: number;
}

export interface ShownRecord extends Omit<DisclosedRecord, 'tin' | 'authorizations'> {
  readonly authorizations: readonly ShownAuthorization[];
}

/** An operator as officers see it. */
export interface ShownOperator {
  readonly tin: string;
  readonly record: ShownRecord;
  readonly national: readonly { readonly name: string; readonly value: string }[];
  readonly consents: readonly Omit<ConsentEntry, 'sequence' | 'recordedBy'>[];
  readonly aliases: readonly Omit<Alias, 'recordedAt' | 'recordedBy'>[];
  readonly succeededBy: string | null;
  readonly successions: readonly Omit<Succession, 'recordedBy'>[];
  readonly accountManager: string | null;
  readonly accountManagers: readonly AccountManager[];
  readonly version: number;
}

/** An operator, as it stands at an instant. */
export function showOperator(operator: RegisteredOperator, now: Date, timeZone: string): ShownOperator {
  const { tin, legalName, tradingNames, address, roles, businessModels, version } = operator;
  return {
    tin,
    record: {
      legalName,
      tradingNames,
      address,
      roles,
      businessModels,
      authorizations: operator.authorizations.map((one) => showAuthorization(one, version, now, timeZone)),
    },
    national: Object.entries(operator.national)
      .map(([name, value]) => ({ name, value }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    consents: presentConsents(operator.consents, now).map(({ destination, given, since, evidence }) => ({
      destination,
      given,
      since,
      evidence,
    })),
    aliases: operator.aliases.map(({ destination, scheme, value, from, until }) => {
      return { destination, scheme, value, from, until };
    }),
    succeededBy: successorAt(operator.successions, now, timeZone),
    successions: operator.successions.map(({ by, on, reason, recordedAt }) => ({ by, on, reason, recordedAt })),
    accountManager: operator.accountManagers.at(-1)?.name ?? null,
    accountManagers: operator.accountManagers,
    version,
  };
}

/** One authorization, as it stands at an instant. */
export function showAuthorization(
  authorization: Authorization,
  version: number,
  now: Date,
  timeZone: string,
): ShownAuthorization {
  const { decidedBy, legalBasis, history, terms } = authorization;
  return {
    ...disclosedAuthorization(authorization, MATTERS, now, timeZone),
    ...{ decidedBy, legalBasis, history, terms, version },
  };
}
