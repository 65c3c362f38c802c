import type { AdministrationCode } from '../../../schema/administrations.ts';
import type { AuthorizationImport, OperatorImport } from '../../../schema/contract/operator-import.ts';
import type { Application } from './application.ts';
import { effectiveHistory } from './authorization-status.ts';
import { consents } from './consent.ts';
import type { ShownEntry } from './disclosure-ledger.ts';
import type { Authorization, RegisteredOperator } from './registered-operator.ts';

/** Version of the document; it changes where a field changes its meaning or goes. */
export const OWN_DATA_VERSION = '1.0';

/** The operator as `npm run import` takes it: imported again, it changes nothing. */
export interface ImportableOperator extends Omit<OperatorImport, 'consents'> {
  /** Destinations with consent now. */
  readonly consents: readonly AdministrationCode[];
}

/** What belongs to one operator in this registry, each kind as the registry holds it. */
export interface HeldData<File> {
  /** Undefined: it has applied, or was asked about, and is not registered. */
  readonly operator: RegisteredOperator | undefined;
  readonly applications: readonly Application[];
  readonly file: File;
  /** From the oldest on. */
  readonly disclosures: readonly ShownEntry[];
  /** Where `disclosures` goes on, oldest first; null: there are no more. */
  readonly moreDisclosures: string | null;
}

/** Everything that a registry holds about one operator, for itself (note, IX): nothing of anybody else is in it. */
export interface OwnData<File> {
  readonly version: typeof OWN_DATA_VERSION;
  readonly administration: AdministrationCode;
  readonly tin: string;
  /** Instant, RFC 3339 UTC. */
  readonly producedAt: string;
  /** Null: it is not registered. */
  readonly operator: ImportableOperator | null;
  /** The same as it was recorded, step by step and by whom; null: it is not registered. */
  readonly register: RegisteredOperator | null;
  readonly applications: readonly Application[];
  /** Findings, issues, agreements, represented vendors, periodic self-assessments. */
  readonly file: File;
  readonly disclosures: readonly ShownEntry[];
  readonly moreDisclosures: string | null;
}

/** The document about what is held. */
export function ownData<File>(
  { operator, applications, file, disclosures, moreDisclosures }: HeldData<File>,
  { tin, administration, now }: { readonly tin: string; readonly administration: AdministrationCode; now: Date },
): OwnData<File> {
  return {
    ...{ version: OWN_DATA_VERSION, administration, tin, producedAt: now.toISOString() },
    operator: operator === undefined ? null : importable(operator, now),
    register: operator ?? null,
    ...{ applications, file, disclosures, moreDisclosures },
  };
}

function importable(operator: RegisteredOperator, now: Date): ImportableOperator {
  const { tin, legalName, tradingNames, address, roles, businessModels, national } = operator;
  const destinations = [...new Set(operator.consents.map(({ destination }) => destination))].toSorted();
  return {
    ...{ tin, legalName, tradingNames, address, roles, businessModels, national },
    consents: destinations.filter((destination) => consents(operator.consents, destination, now)),
    authorizations: operator.authorizations.map(importableAuthorization),
  };
}

function importableAuthorization(authorization: Authorization): AuthorizationImport {
  const { number, type, roles, validFrom, validTo, history, validations } = authorization;
  return {
    ...{ number, type, roles, validFrom, validTo },
    // What says the same as the step before it is no step of its own.
    history: effectiveHistory(history)
      .filter(({ status }, index, steps) => status !== steps[index - 1]?.status)
      .map(({ status, effectiveFrom, ground }) => ({ status, effectiveFrom, ground })),
    validations: validations.map(({ sequence: _sequence, ...validation }) => validation),
  };
}
