import { DateTime } from 'luxon';
import type { AdministrationCode } from '../../../schema/administrations.ts';
import { calendarDate, startOfDay } from '../../../schema/contract/calendar-day.ts';
import { accepted, badInput, type Result, refused } from '../../../schema/contract/result.ts';
import type { OperatorRole } from '../../../schema/contract/vocabulary.ts';
import type { Programme } from '../../../schema/reference/programmes.ts';
import { statusAt } from './authorization-status.ts';
import { endOfHold } from './hold-authorization.ts';
import type { OperatorChange } from './operator-change.ts';
import type { Authorization, RegisteredOperator, StatusEvent } from './registered-operator.ts';
import { openCriteria, type ReplayedApplication } from './replay-application.ts';

/** A decision to authorise. Only an administration decides (note, VIII), so it cannot be said without one. */
export interface Grant {
  readonly number: string;
  readonly administration: AdministrationCode;
  readonly type: string;
  readonly roles: readonly OperatorRole[];
  readonly validFrom: string;
  /** Undefined: by the programme's term of validity, or without end where it has none. */
  readonly validTo: string | undefined;
  readonly legalBasis: string;
  readonly by: string;
}

/** The operator with the authorization that the decision grants or renews; the operator is made where it is new. */
export function grantAuthorization(
  application: ReplayedApplication,
  operator: RegisteredOperator | undefined,
  grant: Grant,
  programme: Pick<Programme, 'name' | 'authorizationTypes' | 'eligibleRoles' | 'validityYears'>,
  now: Date,
  timeZone: string,
): Result<{ readonly change: OperatorChange; readonly authorization: Authorization }> {
  const { content } = application;
  const open = openCriteria(application);
  if (open.length > 0) return badInput('id', 'ALL_13_CRITERIA', `Nobody has assessed: ${open.join(', ')}.`);
  if (!programme.authorizationTypes.includes(grant.type)) {
    return badInput('type', 'KNOWN_TYPE', `“${programme.name}” grants: ${programme.authorizationTypes.join(', ')}.`);
  }
  if (grant.roles.length === 0) return badInput('roles', 'AT_LEAST_1', 'An authorization is for at least one role.');
  const foreign = grant.roles.find((role) => !programme.eligibleRoles.includes(role));
  if (foreign !== undefined) {
    return badInput('roles', 'PROGRAMME_ADMITS', `“${programme.name}” authorises nobody as ${foreign}.`);
  }
  const validTo = grant.validTo ?? endOfTerm(grant.validFrom, programme.validityYears);
  if (validTo !== null && validTo < grant.validFrom) {
    return badInput('validTo', 'NOT_BEFORE_VALID_FROM', 'The last day lies before the first.');
  }
  const held = operator?.authorizations.find(({ number }) => number === content.renews);
  if (content.renews !== null) {
    if (held === undefined) return refused('NOT_FOUND', 'There is no authorization of this number to renew.');
    return renew(application, operator as RegisteredOperator, held, { ...grant, validTo }, now, timeZone);
  }
  const authorization: Authorization = {
    number: grant.number,
    type: grant.type,
    roles: [...new Set(grant.roles)],
    validFrom: grant.validFrom,
    validTo,
    decidedBy: grant.administration,
    legalBasis: grant.legalBasis,
    terms: [],
    history: [firstEvent(grant, now, timeZone)],
    validations: application.validations.map((validation, index) => ({ ...validation, sequence: index + 1 })),
  };
  return accepted({ authorization, change: changeOf(application, operator, authorization) });
}

/** A decision never has effect before it was taken; one for today or a later day has it from that day's beginning. */
function firstEvent({ validFrom, by, legalBasis }: Grant, now: Date, timeZone: string): StatusEvent {
  const isPast = validFrom < calendarDate(now, timeZone);
  const effective = isPast ? now : new Date(startOfDay(validFrom, timeZone));
  return {
    sequence: 1,
    status: 'AUTHORISED',
    effectiveFrom: effective.toISOString(),
    recordedAt: now.toISOString(),
    recordedBy: by,
    ground: legalBasis,
  };
}

function renew(
  application: ReplayedApplication,
  operator: RegisteredOperator,
  held: Authorization,
  grant: Omit<Grant, 'validTo'> & { readonly validTo: string | null },
  now: Date,
  timeZone: string,
): Result<{ readonly change: OperatorChange; readonly authorization: Authorization }> {
  const { status } = statusAt(held, now, timeZone);
  if (status !== 'AUTHORISED' && status !== 'SUSPENDED') {
    return refused('ILLEGAL_TRANSITION', `An authorization that is ${status} is not renewed; apply for a new one.`);
  }
  if (grant.type !== held.type) return badInput('type', 'SAME_TYPE', 'Another type is another authorization.');
  const same = grant.roles.length === held.roles.length && grant.roles.every((role) => held.roles.includes(role));
  if (!same) return badInput('roles', 'SAME_ROLES', 'Other roles are another authorization.');
  const last = Math.max(0, ...held.validations.map(({ sequence }) => sequence));
  const validations = application.validations.map((one, index) => ({ ...one, sequence: last + index + 1 }));
  const end = endOfHold(held, grant.legalBasis, grant.by, now);
  const events = end === undefined ? [] : [end];
  const term = {
    kind: 'RENEWED',
    validTo: grant.validTo,
    recordedAt: now.toISOString(),
    recordedBy: grant.by,
    ground: grant.legalBasis,
  } as const;
  const authorization: Authorization = {
    ...held,
    validTo: grant.validTo,
    terms: [...held.terms, term],
    history: [...held.history, ...events],
    validations: [...held.validations, ...validations],
  };
  return accepted({
    authorization,
    change: {
      before: operator,
      operator: {
        ...operator,
        version: operator.version + 1,
        authorizations: operator.authorizations.map((one) => (one.number === held.number ? authorization : one)),
      },
      consents: [],
      aliases: [],
      authorizations: [{ isNew: false, authorization, events, validations }],
    },
  });
}

function changeOf(
  { content }: ReplayedApplication,
  operator: RegisteredOperator | undefined,
  authorization: Authorization,
): OperatorChange {
  const { tin, legalName, address, stakeholder, businessModel } = content;
  const roles = [...new Set([...(operator?.roles ?? []), ...content.roles, ...authorization.roles, stakeholder])];
  const models = operator?.businessModels ?? [];
  return {
    before: operator,
    operator: {
      ...(operator ?? EMPTY),
      tin,
      legalName,
      address,
      roles,
      businessModels: businessModel === null ? models : [...new Set([...models, businessModel])],
      authorizations: [...(operator?.authorizations ?? []), authorization],
      version: (operator?.version ?? 0) + 1,
    },
    consents: [],
    aliases: [],
    authorizations: [
      { isNew: true, authorization, events: authorization.history, validations: authorization.validations },
    ],
  };
}

const EMPTY = { tradingNames: [], national: {}, accountManagers: [], successions: [], consents: [], aliases: [] };

/** The last day of a term of whole years; null: there is none. */
export function endOfTerm(validFrom: string, years: number | null): string | null {
  if (years === null) return null;
  return DateTime.fromISO(validFrom, { zone: 'utc' }).plus({ years }).minus({ days: 1 }).toFormat('yyyy-MM-dd');
}
