import type {
  AuthorizationImport,
  OperatorImport,
  ValidationImport,
} from '../../../../schema/contract/operator-import.ts';
import type { Evidence } from '../../domain/registered-operator.ts';
import type { EvidenceArgument } from './application-inputs.ts';
import type { AddressArgument, OperatorImportArgument, ValidationArgument } from './import-inputs.ts';

type AuthorizationArgument = NonNullable<OperatorImportArgument['authorizations']>[number];

/** The arguments as an import; consents hold from `now`, with the import itself as their evidence. */
export function readImport(argument: OperatorImportArgument, by: string, now: Date): OperatorImport {
  const { address, consents, authorizations, national } = argument;
  return {
    tin: argument.tin,
    legalName: argument.legalName,
    tradingNames: argument.tradingNames ?? [],
    address: readAddressArgument(address),
    roles: argument.roles,
    businessModels: argument.businessModels ?? [],
    consents: (consents ?? []).map((destination) => ({
      destination,
      since: now.toISOString(),
      evidence: `Imported by ${by}.`,
    })),
    authorizations: (authorizations ?? []).map(readAuthorization),
    national: Object.fromEntries((national ?? []).map(({ name, value }) => [name, value])),
  };
}

function readAuthorization(argument: AuthorizationArgument): AuthorizationImport {
  const { number, type, roles, validFrom, validTo, history, validations } = argument;
  return {
    number,
    type,
    roles,
    validFrom,
    validTo: validTo ?? null,
    history: history.map(({ status, effectiveFrom, ground }) => ({
      // EXPIRED, which the enum has and a history never, is named by the rules of the row.
      status: status as AuthorizationImport['history'][number]['status'],
      effectiveFrom,
      ground: ground ?? null,
    })),
    validations: (validations ?? []).map(readValidation),
  };
}

/** The address as the arguments have it. */
export function readAddressArgument({ lines, city, postalCode, country }: AddressArgument): OperatorImport['address'] {
  return { lines, city, postalCode: postalCode ?? null, country };
}

/** What is put on file, as the arguments have it. */
export function readEvidenceArgument({ basis, name, reference, issuedBy, validUntil }: EvidenceArgument): Evidence {
  return { basis: basis ?? 'DIRECT', name, reference, issuedBy: issuedBy ?? null, validUntil: validUntil ?? null };
}

/** The validation as the arguments have it. */
export function readValidation({
  method,
  validatedBy,
  performedOn,
  nextDueOn,
  criteria,
}: ValidationArgument): ValidationImport {
  return {
    method,
    validatedBy,
    performedOn,
    nextDueOn: nextDueOn ?? null,
    criteria: criteria.map(({ criterion, result, basis, remark }) => ({
      criterion,
      result,
      basis: basis ?? 'DIRECT',
      remark: remark ?? null,
    })),
  };
}
