import fc from 'fast-check';
import { ADMINISTRATIONS, PARTIES } from '../../schema/administrations.ts';
import type { AttestedAuthorization, AttestedOperator } from '../../schema/contract/attestation.ts';
import { arrangementsBetween, coverageOn } from '../../schema/contract/coverage-on.ts';
import type { Tin } from '../../schema/contract/tin.ts';
import {
  OPERATOR_ROLES,
  SAFE_CRITERIA,
  TRANSPORT_MODES,
  VALIDATION_METHODS,
} from '../../schema/contract/vocabulary.ts';
import { ARRANGEMENTS } from '../../schema/reference/arrangements.ts';
import type { LastKnown } from '../../subgraphs/recognition/domain/last-known.ts';
import type { Situation, Statement } from '../../subgraphs/recognition/domain/situation.ts';

const instants = fc.date({ min: new Date('2005-01-01'), max: new Date('2026-11-24'), noInvalidDate: true });
/** The instant at which all is decided. */
const NOW = new Date('2026-11-24T12:00:00Z');

/** An instant so many hours after it, to the second, as registries count. */
const within = (from: number, to: number) =>
  fc.integer({ min: from * 3_600, max: to * 3_600 }).map((seconds) => new Date(NOW.getTime() + seconds * 1_000));

const maintenance = fc.option(
  fc.record({
    from: fc.constant('2026-11-24T10:00:00.000Z'),
    until: fc.constant('2026-11-24T18:00:00.000Z'),
    fallbackAllowed: fc.boolean(),
    remark: fc.constant(null),
  }),
  { freq: 1 },
);

const days = instants.map((instant) => instant.toISOString().slice(0, 10));

const authorization: fc.Arbitrary<AttestedAuthorization> = fc.record({
  number: fc.string({ minLength: 1, maxLength: 8 }),
  type: fc.constantFrom(
    'AEOC',
    'AEOS',
    'AEOF',
    'AA',
    'ADVANCED_CERTIFIED',
    'CERTIFIED',
    'STP',
    'STP-Plus',
    'OEA-S',
    'AEO',
  ),
  roles: fc.uniqueArray(fc.constantFrom(...OPERATOR_ROLES), { maxLength: 4 }),
  validFrom: days,
  validTo: fc.option(days),
  history: fc
    .array(
      fc.record({
        status: fc.constantFrom('AUTHORISED', 'SUSPENDED', 'REVOKED', 'WITHDRAWN'),
        effectiveFrom: instants.map((instant) => instant.toISOString()),
      }),
      { maxLength: 3 },
    )
    .map((events) => events.sort((a, b) => a.effectiveFrom.localeCompare(b.effectiveFrom))),
  validation: fc.option(
    fc.record({
      method: fc.constantFrom(...VALIDATION_METHODS),
      performedOn: days,
      nextDueOn: fc.option(days),
      designationWithdrawn: fc.boolean(),
      criteriaMet: fc.constant([...SAFE_CRITERIA]),
      criteriaNotMet: fc.subarray([...SAFE_CRITERIA], { maxLength: 1 }),
    }),
  ),
});

const operator: fc.Arbitrary<AttestedOperator> = fc.record({
  tin: fc.constant('KR7628191710' as Tin),
  identifiers: fc.constant([]),
  legalName: fc.constantFrom('한빛무역 주식회사', 'Nordlicht GmbH', '海湾有限公司'),
  tradingNames: fc.constant(['Hanbit Trading Co., Ltd']),
  roles: fc.uniqueArray(fc.constantFrom(...OPERATOR_ROLES), { maxLength: 3 }),
  authorizations: fc.array(authorization, { maxLength: 3 }),
  successor: fc.option(fc.constant('KR7628191710' as Tin)),
});

/** What a registry said before it fell silent, by now or not. */
export const lastKnown: fc.Arbitrary<LastKnown> = fc.record({
  operator,
  madeAt: within(-30, 0),
  relyUntil: within(-8, 24),
  changedAt: fc.option(within(-60, 0), { freq: 1 }),
});

/** Anything a registry may have said, or not. */
export const statements: fc.Arbitrary<Statement> = fc.oneof(
  fc.constantFrom<Statement>(
    { kind: 'NOT_ASKED' },
    { kind: 'SILENT' },
    { kind: 'REFUSED' },
    { kind: 'INVALID' },
    { kind: 'TOO_OLD' },
    { kind: 'NEGATIVE' },
  ),
  { arbitrary: lastKnown.map((said): Statement => ({ kind: 'SILENT', lastKnown: said })), weight: 3 },
  { arbitrary: operator.map((of): Statement => ({ kind: 'OPERATOR', operator: of })), weight: 6 },
);

/** Any situation over the real arrangements; a party without a registry here has said nothing. */
const anySituation: fc.Arbitrary<Situation> = fc
  .record({
    asking: fc.constantFrom(...ADMINISTRATIONS.map(({ code }) => code)),
    home: fc.constantFrom(...PARTIES),
    question: fc.record({
      tin: fc.constant('KR7628191710'),
      alias: fc.option(fc.constant('AEOCN3302158052'), { freq: 20 }),
      role: fc.constantFrom(...OPERATOR_ROLES),
      mode: fc.option(fc.constantFrom(...TRANSPORT_MODES)),
      on: instants,
      declaredName: fc.option(fc.constantFrom('Hanbit Trading', 'HANBIT TRADING CO LTD', 'Somebody Else')),
    }),
    benefitsSuspended: fc.boolean(),
    maintenance,
    statement: statements,
  })
  .map((parts) => ({
    ...parts,
    now: NOW,
    statement: parts.home.registry === 'CONNECTED' ? parts.statement : { kind: 'NOT_ASKED' },
    arrangements: arrangementsBetween(ARRANGEMENTS, parts.home.code, parts.asking),
    coverage: coverageOn(ARRANGEMENTS, parts.home.code, parts.asking, parts.question.on),
  }));

/** A row of a real arrangement between two that are connected, with a question that it covers and a good authorization. */
const coveredSituation: fc.Arbitrary<Situation> = fc
  .record({
    row: fc.constantFrom(...connectedRows()),
    role: fc.nat(),
    on: instants,
    type: fc.nat(),
    benefitsSuspended: fc.boolean(),
    maintenance,
  })
  .map(({ row: { home, asking, coverage }, role, on, type, benefitsSuspended, maintenance: window }) => {
    const asked = coverage.roles[role % coverage.roles.length] ?? 'EXPORTER';
    return {
      asking,
      home,
      question: {
        tin: 'KR7628191710',
        alias: null,
        role: asked,
        mode: coverage.modes[0] ?? null,
        on,
        declaredName: null,
      },
      benefitsSuspended,
      maintenance: window,
      now: NOW,
      arrangements: arrangementsBetween(ARRANGEMENTS, home.code, asking),
      coverage: coverageOn(ARRANGEMENTS, home.code, asking, on),
      statement: {
        kind: 'OPERATOR',
        operator: {
          tin: 'KR7628191710' as Tin,
          identifiers: [],
          legalName: 'Nordlicht GmbH',
          tradingNames: [],
          roles: [asked],
          successor: null,
          authorizations: [
            {
              number: '1',
              type: coverage.authorizationTypes[type % Math.max(1, coverage.authorizationTypes.length)] ?? 'ANY',
              roles: [asked],
              validFrom: '2000-01-01',
              validTo: null,
              history: [{ status: 'AUTHORISED', effectiveFrom: '2000-01-01T00:00:00.000Z' }],
              validation: null,
            },
          ],
        },
      },
    } satisfies Situation;
  });

function connectedRows() {
  return ARRANGEMENTS.flatMap(({ coverage }) =>
    coverage.flatMap((row) => {
      const home = ADMINISTRATIONS.find(({ code }) => code === row.authorising);
      const asking = ADMINISTRATIONS.find(({ code }) => code === row.recognising);
      return home === undefined || asking === undefined ? [] : [{ home, asking: asking.code, coverage: row }];
    }),
  );
}

/** Situations of both kinds; a counterexample prints as one sentence and not as the arrangements that it stands on. */
export const situations: fc.Arbitrary<Situation> = fc
  .oneof(anySituation, coveredSituation)
  .map((situation) => Object.assign({}, situation, { [fc.toStringMethod]: () => inWords(situation) }));

/** A situation in a sentence. */
export function inWords({ asking, home, question, coverage, benefitsSuspended, statement }: Situation): string {
  const { role, mode, on, declaredName, alias } = question;
  const rows = coverage.map(({ arrangement, coverage: row, standing }) =>
    [arrangement.id, row.inForceFrom, standing].join(' '),
  );
  const authorizations =
    statement.kind === 'OPERATOR'
      ? statement.operator.authorizations.map(({ type, roles, validFrom, validTo, history }) =>
          [
            type,
            `for ${roles.join('+') || 'no role'}`,
            `${validFrom}/${validTo ?? ''}`,
            ...history.map(({ status, effectiveFrom }) => `${status}@${effectiveFrom}`),
          ].join(' '),
        )
      : [];
  return [
    `${asking} asks about ${home.code} as ${role}${mode === null ? '' : ` by ${mode}`} on ${on.toISOString()}`,
    `rows: ${rows.join(', ') || 'none'}`,
    `${statement.kind}${authorizations.length === 0 ? '' : `: ${authorizations.join('; ')}`}`,
    ...(benefitsSuspended ? ['benefits suspended'] : []),
    ...(declaredName === null ? [] : [`declared as ${declaredName}`]),
    ...(alias === null ? [] : [`by the alias ${alias}`]),
  ].join('; ');
}
