import type { AdministrationCode } from '../../../schema/administrations.ts';
import type {
  AuthorizationImport,
  ConsentImport,
  OperatorImport,
  ValidationImport,
} from '../../../schema/contract/operator-import.ts';
import type { Tin } from '../../../schema/contract/tin.ts';
import { mayFollow } from './authorization-lifecycle.ts';
import { effectiveHistory } from './authorization-status.ts';
import type { RowProblem } from './import-rules.ts';
import type { AuthorizationChange, OperatorChange } from './operator-change.ts';
import type {
  Authorization,
  ConsentEntry,
  RegisteredOperator,
  StatusEvent,
  Validation,
} from './registered-operator.ts';

/** What an import does to one operator. `notices`: parts of the row that were left, though the rest was taken. */
export type MergedRow =
  | { readonly outcome: 'UNCHANGED'; readonly notices: readonly RowProblem[] }
  | { readonly outcome: 'WRITE'; readonly change: OperatorChange; readonly notices: readonly RowProblem[] }
  | { readonly outcome: 'REFUSE'; readonly problems: readonly RowProblem[] };

/** Who imports, and when. */
export interface ImportAct {
  readonly by: string;
  readonly now: Date;
  /** Whose registry it is: what it holds, it has decided. */
  readonly administration: AdministrationCode;
  /** False: the source does not say since when consent holds, so it can never be newer than a withdrawal. */
  readonly datedConsents: boolean;
}

/**
 * Sets a row against what the registry holds. Names, address, roles and the terms of an authorization become the row's;
 * history, validations and consents are only ever added to, and what the registry knows beside the row stays.
 */
export function mergeImport(present: RegisteredOperator | undefined, row: OperatorImport, act: ImportAct): MergedRow {
  const authorizations = row.authorizations.map((imported, index) => {
    const held = present?.authorizations.find(({ number }) => number === imported.number);
    return mergeAuthorization(held, imported, `authorizations[${index}]`, act);
  });
  const problems = authorizations.flatMap((merged) => ('problem' in merged ? [merged.problem] : []));
  if (problems.length > 0) return { outcome: 'REFUSE', problems };
  const changes = authorizations.flatMap((merged) =>
    'change' in merged && merged.change !== undefined ? [merged.change] : [],
  );
  const { added, notices } = mergeConsents(present?.consents ?? [], row.consents, act);
  const operator: RegisteredOperator = {
    tin: row.tin as Tin,
    legalName: row.legalName,
    tradingNames: row.tradingNames,
    address: row.address,
    roles: row.roles,
    businessModels: row.businessModels,
    national: row.national,
    accountManagers: present?.accountManagers ?? [],
    successions: present?.successions ?? [],
    version: (present?.version ?? 0) + 1,
    consents: [...(present?.consents ?? []), ...added],
    aliases: present?.aliases ?? [],
    authorizations: [
      ...(present?.authorizations ?? []).filter(
        ({ number }) => !changes.some((one) => one.authorization.number === number),
      ),
      ...changes.map(({ authorization }) => authorization),
    ],
  };
  const same = present !== undefined && changes.length === 0 && added.length === 0 && hasSameMaster(present, operator);
  if (same) return { outcome: 'UNCHANGED', notices };
  const change = { before: present, operator, consents: added, authorizations: changes, aliases: [] };
  return { outcome: 'WRITE', change, notices };
}

function mergeAuthorization(
  held: Authorization | undefined,
  row: AuthorizationImport,
  path: string,
  { by, now, administration }: Pick<ImportAct, 'by' | 'now' | 'administration'>,
): { readonly problem: RowProblem } | { readonly change: AuthorizationChange | undefined } {
  const known = held?.history ?? [];
  const fresh = row.history.filter((step) => !known.some((event) => isSameStep(event, step)));
  const present = effectiveHistory(known).findLast((event) => Date.parse(event.effectiveFrom) <= now.getTime());
  const [first] = fresh;
  if (present !== undefined && first !== undefined) {
    const field = `${path}.history[${row.history.indexOf(first)}]`;
    if (Date.parse(first.effectiveFrom) < Date.parse(present.effectiveFrom)) {
      const message = `The registry has ${present.status} since ${present.effectiveFrom}; history is only added to.`;
      return { problem: { field, rule: 'HISTORY_APPENDED_ONLY', message } };
    }
    if (!mayFollow(present.status, first.status)) {
      const message = `${first.status} cannot follow ${present.status}, which the registry has.`;
      return { problem: { field, rule: 'LIFE_CYCLE', message } };
    }
  }
  const events = fresh.map((step, index) => ({
    sequence: lastOf(known) + index + 1,
    status: step.status,
    effectiveFrom: step.effectiveFrom,
    recordedAt: now.toISOString(),
    recordedBy: by,
    ground: step.ground,
  }));
  const validations = row.validations
    .filter((validation) => !held?.validations.some((other) => isSameValidation(other, validation)))
    .map((validation, index) => ({ ...validation, sequence: lastOf(held?.validations ?? []) + index + 1 }));
  const { number, type, roles, validFrom, validTo } = row;
  const authorization: Authorization = {
    number,
    type,
    roles,
    validFrom,
    validTo,
    decidedBy: held?.decidedBy ?? administration,
    legalBasis: held?.legalBasis ?? null,
    terms: held?.terms ?? [],
    history: [...known, ...events],
    validations: [...(held?.validations ?? []), ...validations],
  };
  if (held !== undefined && events.length === 0 && validations.length === 0 && hasSameTerms(held, authorization)) {
    return { change: undefined };
  }
  return { change: { isNew: held === undefined, authorization, events, validations } };
}

/** A consent is added unless the registry has heard of that destination since: a file never revives what was withdrawn. */
function mergeConsents(
  present: readonly ConsentEntry[],
  imported: readonly ConsentImport[],
  { by, datedConsents }: ImportAct,
): { readonly added: readonly ConsentEntry[]; readonly notices: readonly RowProblem[] } {
  const added: ConsentEntry[] = [];
  const notices: RowProblem[] = [];
  for (const [index, { destination, since, evidence }] of imported.entries()) {
    const newest = [...present, ...added].findLast((entry) => entry.destination === destination);
    if (newest?.given === true) continue;
    if (newest === undefined || (datedConsents && Date.parse(newest.since) < Date.parse(since))) {
      const sequence = lastOf(present) + added.length + 1;
      added.push({ sequence, destination, given: true, since, evidence, recordedBy: by });
    } else {
      notices.push({
        field: `consents[${index}]`,
        rule: 'CONSENT_WITHDRAWN_SINCE',
        message: `Consent to ${destination} was withdrawn at ${newest.since} and stays so; the rest of the row was taken.`,
      });
    }
  }
  return { added, notices };
}

function isSameStep(event: StatusEvent, step: AuthorizationImport['history'][number]): boolean {
  return event.status === step.status && Date.parse(event.effectiveFrom) === Date.parse(step.effectiveFrom);
}

/** What a validation rests on is kept here and is in no file. */
function isSameValidation(
  { sequence: _sequence, assistance: _assistance, evidence: _evidence, ...held }: Validation,
  validation: ValidationImport,
): boolean {
  return isEqual(held, validation);
}

function hasSameTerms(held: Authorization, { type, roles, validFrom, validTo }: Authorization): boolean {
  return isEqual([held.type, held.roles, held.validFrom, held.validTo], [type, roles, validFrom, validTo]);
}

function hasSameMaster(held: RegisteredOperator, operator: RegisteredOperator): boolean {
  const master = ({ legalName, tradingNames, address, roles, businessModels, national }: RegisteredOperator) => [
    legalName,
    tradingNames,
    address,
    roles,
    businessModels,
    national,
  ];
  return isEqual(master(held), master(operator));
}

/** Equal as JSON, whatever the order of keys. */
function isEqual(a: unknown, b: unknown): boolean {
  return inOrder(a) === inOrder(b);
}

function inOrder(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function lastOf(entries: readonly { readonly sequence: number }[]): number {
  return Math.max(0, ...entries.map(({ sequence }) => sequence));
}
