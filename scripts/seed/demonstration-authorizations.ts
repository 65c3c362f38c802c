import { DateTime } from 'luxon';
import type { Administration } from '../../schema/administrations.ts';
import { findAdministration } from '../../schema/administrations.ts';
import type { AuthorizationImport, StatusImport, ValidationImport } from '../../schema/contract/operator-import.ts';
import type { OperatorRole, ValidationMethod } from '../../schema/contract/vocabulary.ts';
import type { DemonstrationCase, Life } from './demonstration-cases.ts';
import { demonstrationCriteria } from './demonstration-criteria.ts';
import { demonstrationProgramme } from './demonstration-programme.ts';
import { stableNumber } from './stable-number.ts';

/** Far enough ahead to lie in the future for as long as the demonstration is shown. */
const FUTURE_DAY = '2032-01-01';

/** Days of the steps after the decision; each later than any decision of such a life. */
const STEP_DAYS = { suspended: '2026-02-10', reinstated: '2026-04-20', revoked: '2025-11-03', withdrawn: '2025-10-15' };

/** China has had the grade "certified" between advanced certified and regular since this day (Order 282). */
const CHINA_CERTIFIED_SINCE = '2026-04-01';

const GROUNDS = {
  SUSPENDED: 'Customs debt under investigation; time given to meet criterion A again.',
  REINSTATED: 'The debt is paid and the internal control was corrected.',
  REVOKED: 'Repeated infringements of customs rules within the last three years.',
  REVOKED_EARLIER: 'Security criteria no longer met; applied anew after the waiting period.',
  WITHDRAWN: 'At the holder’s request: the line of business was given up.',
} as const;

function plus(date: string, change: { years?: number; days?: number }): string {
  return DateTime.fromISO(date, { zone: 'utc' }).plus(change).toFormat('yyyy-MM-dd');
}

/** The instant at which a calendar day begins at the administration. */
export function startOfDay(date: string, administration: Administration): string {
  return DateTime.fromISO(date, { zone: administration.timeZone }).toUTC().toJSDate().toISOString();
}

function typeOf(administration: Administration, index: number, lower: boolean): string {
  const { types, lowerTypes } = demonstrationProgramme(administration.code);
  const low = lowerTypes[index % Math.max(lowerTypes.length, 1)];
  if (lower && low !== undefined) return low;
  return (index % 3 === 1 ? types[0] : types.at(-1)) ?? 'AEO';
}

/** First and last day: a decision long ago where there is no expiry, else a period that runs on for years. */
function periodOf(
  code: string,
  index: number,
  life: Life,
  type: string,
): { validFrom: string; validTo: string | null } {
  const { validityYears } = demonstrationProgramme(code);
  const spread = (below: number) => stableNumber(`period/${code}/${index}`, below);
  const expiry = (from: string) =>
    validityYears === null ? null : plus(plus(from, { years: validityYears }), { days: -1 });
  if (life === 'EXPIRED') return { validFrom: '2019-05-01', validTo: expiry('2019-05-01') ?? '2023-12-31' };
  if (life === 'FUTURE') return { validFrom: FUTURE_DAY, validTo: expiry(FUTURE_DAY) };
  const decisions = life === 'TWO' ? { from: '2020-01-13', days: 800 } : { from: '2015-01-12', days: 3100 };
  const first =
    validityYears === null
      ? plus(decisions.from, { days: spread(decisions.days) })
      : plus('2025-01-13', { days: spread(200) });
  const validFrom = code === 'CN' && type === 'CERTIFIED' ? plus(CHINA_CERTIFIED_SINCE, { days: spread(60) }) : first;
  return { validFrom, validTo: expiry(validFrom) };
}

function historyOf(life: Life, validFrom: string, administration: Administration): StatusImport[] {
  const step = (status: StatusImport['status'], date: string, ground: string | null): StatusImport => ({
    status,
    effectiveFrom: startOfDay(date, administration),
    ground,
  });
  const decision = step('AUTHORISED', validFrom, null);
  const suspension = step('SUSPENDED', STEP_DAYS.suspended, GROUNDS.SUSPENDED);
  switch (life) {
    case 'SUSPENDED':
      return [decision, suspension];
    case 'REINSTATED':
      return [decision, suspension, step('AUTHORISED', STEP_DAYS.reinstated, GROUNDS.REINSTATED)];
    case 'REVOKED':
      return [decision, step('REVOKED', STEP_DAYS.revoked, GROUNDS.REVOKED)];
    case 'WITHDRAWN':
      return [decision, step('WITHDRAWN', STEP_DAYS.withdrawn, GROUNDS.WITHDRAWN)];
    default:
      return [decision];
  }
}

function validatorOf(
  life: Life,
  administration: Administration,
  index: number,
): Pick<ValidationImport, 'method' | 'validatedBy'> {
  if (life === 'THIRD_PARTY') return { method: 'THIRD_PARTY', validatedBy: 'Wayfarer Assurance' };
  if (life === 'PARTNER') {
    const partner = findAdministration(administration.code === 'JP' ? 'KR' : 'JP') ?? administration;
    return { method: 'PARTNER_ADMINISTRATION', validatedBy: partner.name };
  }
  return { method: index % 5 === 0 ? 'CUSTOMS_REMOTE' : 'CUSTOMS_ON_SITE', validatedBy: administration.name };
}

/** Between validations: what the holder reports itself, and what customs looks at unannounced (note, VIII). */
function interimOf(index: number): ValidationMethod | undefined {
  if (index === 13) return 'SPOT_CHECK';
  return index === 2 || index === 15 ? 'SELF_ASSESSMENT' : undefined;
}

function validationsOf(
  entry: DemonstrationCase,
  roles: readonly OperatorRole[],
  administration: Administration,
  index: number,
  validFrom: string,
): ValidationImport[] {
  const { life } = entry;
  const validation = (
    performedOn: string,
    nextDueOn: string | null,
    by = validatorOf(life, administration, index),
  ) => ({
    ...by,
    performedOn,
    nextDueOn,
    criteria: demonstrationCriteria(roles, life),
  });
  const years = Math.min(demonstrationProgramme(administration.code).validityYears ?? 4, 4);
  const before = plus(validFrom, { days: -45 });
  if (life === 'FUTURE') return [validation('2026-09-15', plus(FUTURE_DAY, { years }))];
  if (life === 'OVERDUE') return [validation('2022-03-31', '2026-03-31')];
  if (life === 'EXPIRED') return [validation(before, null)];
  const renewed = plus('2025-02-03', { days: stableNumber(`validation/${administration.code}/${index}`, 120) });
  const initial = validation(before, before < '2024-01-01' ? renewed : plus(before, { years }));
  const validations = before < '2024-01-01' ? [initial, validation(renewed, plus(renewed, { years }))] : [initial];
  const method = interimOf(index);
  const last = validations.at(-1);
  if (method === undefined || last === undefined) return validations;
  return [...validations, validation('2026-03-10', last.nextDueOn, { method, validatedBy: administration.name })];
}

function numberOf(
  administration: Administration,
  prefix: string,
  type: string,
  index: number,
  earlier: boolean,
): string {
  const serial = String(index * 10 + (earlier ? 1 : 2)).padStart(6, '0');
  if (administration.code === 'EU') return `${prefix}${type}${serial}`;
  return `${administration.code}-${type.replaceAll(/[ _]/g, '-').toUpperCase()}-${serial}`;
}

/** The authorizations of one case at an administration: none where its programme does not admit what the operator does. */
export function demonstrationAuthorizations(
  administration: Administration,
  prefix: string,
  index: number,
  entry: DemonstrationCase,
): AuthorizationImport[] {
  const { eligibleRoles, validityYears } = demonstrationProgramme(administration.code);
  const roles = entry.roles.filter((role) => eligibleRoles.includes(role));
  if (entry.life === 'NONE' || roles.length === 0) return [];
  const type = typeOf(administration, index, entry.lowerType === true);
  const { validFrom, validTo } = periodOf(administration.code, index, entry.life, type);
  const current: AuthorizationImport = {
    number: numberOf(administration, prefix, type, index, false),
    type,
    roles,
    validFrom,
    validTo,
    history: historyOf(entry.life, validFrom, administration),
    validations: validationsOf(entry, roles, administration, index, validFrom),
  };
  if (entry.life !== 'TWO') return [current];
  const [grantedOn, revokedOn] = ['2015-04-01', '2017-09-29'];
  const earlier: AuthorizationImport = {
    ...current,
    number: numberOf(administration, prefix, type, index, true),
    validFrom: grantedOn,
    validTo: validityYears === null ? null : plus(plus(grantedOn, { years: validityYears }), { days: -1 }),
    history: [
      ...historyOf('AUTHORISED', grantedOn, administration),
      { status: 'REVOKED', effectiveFrom: startOfDay(revokedOn, administration), ground: GROUNDS.REVOKED_EARLIER },
    ],
    validations: [],
  };
  return [earlier, current];
}
