import { presentConsents } from '../../domain/consent.ts';
import {
  type DisclosedAuthorization,
  type DisclosedRecord,
  disclosedAuthorization,
} from '../../domain/disclosed-record.ts';
import { MATTERS } from '../../domain/disclosure.ts';
import type { Authorization, ConsentEntry, RegisteredOperator } from '../../domain/registered-operator.ts';

/** An authorization as officers see it; `version` is its operator's. */
export interface ShownAuthorization extends DisclosedAuthorization {
  readonly version: number;
}

export interface ShownRecord extends Omit<DisclosedRecord, 'tin' | 'authorizations'> {
  readonly authorizations: readonly ShownAuthorization[];
}

/** An operator as officers see it. */
export interface ShownOperator {
  readonly tin: string;
  readonly record: ShownRecord;
  readonly consents: readonly Omit<ConsentEntry, 'sequence' | 'recordedBy'>[];
  readonly aliases: readonly never[];
  readonly succeededBy: string | null;
  readonly accountManager: string | null;
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
    consents: presentConsents(operator.consents, now).map(({ destination, given, since, evidence }) => ({
      destination,
      given,
      since,
      evidence,
    })),
    aliases: [],
    succeededBy: operator.succeededBy,
    accountManager: operator.accountManager,
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
  return { ...disclosedAuthorization(authorization, MATTERS, now, timeZone), version };
}
