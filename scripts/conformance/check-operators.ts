import type { Caller } from '../../schema/contract/caller.ts';
import type { TrustedKey } from '../../schema/trust/trust-list.ts';
import { isObject, shortly } from './json-object.ts';
import { alike } from './negatives.ts';
import { readRecord } from './record-schema.ts';
import type { RegistryAnswer, RegistryClient } from './registry-client.ts';
import { readStatement, type Statement } from './statements.ts';
import type { Verdicts } from './verdicts.ts';

/** The operators that are asked about. */
export interface AskedOperators {
  /** One that the asking administration may be told of; undefined: none was named. */
  readonly known: string | undefined;
  /** One that exists, and did not consent to the asking administration; undefined: none was named. */
  readonly withheld: string | undefined;
  /** One that nobody has. */
  readonly unknown: string;
  /** A TIN of another administration. */
  readonly foreign: string;
}

const RECORD = `record { legalName tradingNames roles businessModels address { lines city postalCode country }
  authorizations { number type roles status statusSince validFrom validTo } }`;

/** One question and what came to it, TIN by TIN. */
interface Asked {
  readonly caller: Caller;
  readonly answer: RegistryAnswer;
  readonly entity: (tin: string) => unknown;
  readonly statement: (tin: string) => Statement | undefined;
  readonly codes: (tin: string) => readonly unknown[];
}

/** What is said of the four kinds of operators, and to whom. Gives every statement that came. */
export async function checkOperators(
  client: RegistryClient,
  verdicts: Verdicts,
  operators: AskedOperators,
  national: readonly string[],
  pinned: readonly TrustedKey[],
): Promise<readonly Statement[]> {
  const { known, withheld, unknown, foreign } = operators;
  const tins = [known, withheld, unknown, foreign].filter((tin) => tin !== undefined);
  const statements: Statement[] = [];

  async function ask(asked: readonly string[], selection: string, caller = client.caller()): Promise<Asked> {
    const answer = await client.askEntities(asked, selection, caller);
    if (answer.entities === undefined) {
      verdicts.found('ENTITIES.NEVER_NULL', [
        `there are no entities: ${answer.status} ${shortly(answer.json ?? answer.text)}`,
      ]);
    }
    const entity = (tin: string) => answer.entities?.[asked.indexOf(tin)];
    const byTin = new Map<string, Statement>();
    for (const tin of asked) {
      const one = entity(tin);
      if (answer.entities !== undefined) {
        verdicts.found('ENTITIES.NEVER_NULL', isObject(one) ? [] : [`the entity of ${tin} is ${shortly(one)}`]);
      }
      const jws = isObject(one) ? one['attestation'] : undefined;
      const statement = await readStatement(jws, { caller, tin, at: client.clock() }, pinned);
      if (statement !== undefined) byTin.set(tin, statement);
    }
    statements.push(...byTin.values());
    return {
      caller,
      answer,
      entity,
      statement: (tin) => byTin.get(tin),
      codes: (tin) =>
        answer.errors
          .filter(({ path }) => path[0] === '_entities' && path[1] === asked.indexOf(tin))
          .map(({ extensions }) => extensions['code']),
    };
  }

  const selection = ['tin attestation successor', RECORD, ...national].join(' ');
  const first = await ask(tins, selection);
  const again = await ask(tins, selection, first.caller);
  const next = await ask(tins.toReversed(), selection);
  checkGiven(tins, first, verdicts);
  checkRequests(tins, first, again, next, verdicts);
  checkKnown(known, first, verdicts);
  checkNegatives(operators, [first, next], verdicts);
  checkConsent(operators, first, ['record', 'successor', ...national], verdicts);

  await checkScopes(tins, ask, client, verdicts);
  await checkValidations(known, ask, client, verdicts);
  return statements;
}

/** Whoever may ask gets a statement; where there is not even an entity, that is another check’s to say. */
function checkGiven(tins: readonly string[], { entity, statement }: Asked, verdicts: Verdicts): void {
  const there = tins.filter((tin) => isObject(entity(tin)));
  if (there.length === 0) {
    verdicts.notShown('ATTESTATION.GIVEN', 'There is no entity.');
    return;
  }
  const without = there.filter((tin) => statement(tin) === undefined);
  verdicts.found(
    'ATTESTATION.GIVEN',
    without.map((tin) => `none about ${tin}: ${shortly(entity(tin))}`),
  );
}

function checkRequests(tins: readonly string[], first: Asked, again: Asked, next: Asked, verdicts: Verdicts): void {
  const asked = tins.filter((tin) => first.statement(tin) !== undefined);
  if (asked.length === 0) {
    verdicts.notShown('ATTESTATION.SAME_IN_REQUEST', 'No statement came.');
    verdicts.notShown('ATTESTATION.NEW_IN_NEXT_REQUEST', 'No statement came.');
    return;
  }
  const other = asked.filter((tin) => again.statement(tin)?.jws !== first.statement(tin)?.jws);
  verdicts.found(
    'ATTESTATION.SAME_IN_REQUEST',
    other.map((tin) => `another one about ${tin}`),
  );
  const old = asked.filter((tin) => next.statement(tin)?.jws === first.statement(tin)?.jws);
  verdicts.found(
    'ATTESTATION.NEW_IN_NEXT_REQUEST',
    old.map((tin) => `the same about ${tin}`),
  );
}

function checkKnown(known: string | undefined, { entity, statement }: Asked, verdicts: Verdicts): void {
  const checks = ['OPERATOR.ATTESTED', 'OPERATOR.DATED_HISTORY', 'OPERATOR.RECORD'] as const;
  const said = known === undefined ? undefined : statement(known);
  if (known === undefined || said === undefined) {
    const why = known === undefined ? 'Name an operator with --known.' : 'There is no statement about it.';
    for (const check of checks) verdicts.notShown(check, why);
    return;
  }
  const { statement: word, operator } = said.claims;
  const { tin, legalName, authorizations } = isObject(operator) ? operator : {};
  verdicts.found('OPERATOR.ATTESTED', [
    ...(word === 'OPERATOR' ? [] : [`the statement about ${known} is ${shortly(word)}`]),
    ...(typeof tin === 'string' && typeof legalName === 'string' ? [] : ['the operator has no TIN or no name']),
  ]);
  const held = Array.isArray(authorizations) ? authorizations.filter(isObject) : [];
  if (held.length === 0) verdicts.notShown('OPERATOR.DATED_HISTORY', 'The known operator has no authorization.');
  else
    verdicts.found(
      'OPERATOR.DATED_HISTORY',
      held.flatMap(({ number, history }) => faultsOfHistory(number, history)),
    );
  const one = entity(known);
  verdicts.found('OPERATOR.RECORD', readRecord(isObject(one) ? one['record'] : undefined));
}

function faultsOfHistory(number: unknown, history: unknown): readonly string[] {
  const steps = Array.isArray(history) ? history.filter(isObject) : [];
  if (steps.length === 0) return [`${shortly(number)} has no history`];
  const instants = steps.map(({ effectiveFrom }) => Date.parse(String(effectiveFrom)));
  return [
    ...(instants.some(Number.isNaN) ? [`${shortly(number)} has a step without an instant`] : []),
    ...(instants.some((at, index) => at < (instants[index - 1] ?? at))
      ? [`${shortly(number)} is not oldest first`]
      : []),
    ...(steps.some(({ status }) => status === 'EXPIRED') ? [`${shortly(number)} has EXPIRED as a step`] : []),
  ];
}

function checkNegatives(
  { withheld, unknown, foreign }: AskedOperators,
  asked: readonly [Asked, Asked],
  verdicts: Verdicts,
): void {
  const faultsOfNegative = ({ statement }: Asked, tin: string): readonly string[] | undefined => {
    const said = statement(tin)?.claims;
    if (said === undefined) return undefined;
    const isNegative = said['statement'] === 'UNKNOWN_OR_NOT_DISCLOSED' && said['operator'] === null;
    return isNegative ? [] : [`the statement about ${tin} is ${shortly([said['statement'], said['operator']])}`];
  };
  for (const [check, tins] of [
    ['NEGATIVE.SIGNED', [unknown, withheld]],
    ['NEGATIVE.FOREIGN_TIN', [foreign]],
  ] as const) {
    const faults = tins.flatMap((tin) => (tin === undefined ? [] : asked.map((one) => faultsOfNegative(one, tin))));
    if (faults.includes(undefined)) verdicts.notShown(check, 'There is no statement about one of them.');
    else
      verdicts.found(
        check,
        faults.flatMap((some) => some ?? []),
      );
  }
  if (withheld === undefined) {
    verdicts.notShown('NEGATIVE.ALIKE', 'Name an operator with --withheld.');
    return;
  }
  for (const { entity, statement, codes, answer } of asked) {
    if (answer.entities === undefined) {
      verdicts.notShown('NEGATIVE.ALIKE', 'There is no entity.');
      continue;
    }
    const [one, other] = [unknown, withheld].map((tin) => ({
      statement: statement(tin),
      entity: entity(tin),
      codes: codes(tin),
      tin,
    }));
    if (one !== undefined && other !== undefined) verdicts.found('NEGATIVE.ALIKE', alike(one, other));
  }
}

function checkConsent(
  { withheld, unknown }: AskedOperators,
  { entity }: Asked,
  fields: readonly string[],
  verdicts: Verdicts,
): void {
  if (withheld === undefined) {
    verdicts.notShown('RECORD.CONSENT', 'Name an operator with --withheld.');
    return;
  }
  for (const tin of [withheld, unknown]) {
    const one = entity(tin);
    if (!isObject(one)) {
      verdicts.notShown('RECORD.CONSENT', `There is no entity of ${tin}.`);
      continue;
    }
    const told = fields.filter((field) => one[field] !== null && one[field] !== undefined);
    verdicts.found(
      'RECORD.CONSENT',
      told.map((field) => `${field} of ${tin} is ${shortly(one[field])}`),
    );
  }
}

/** What a caller without the scope gets; an answer that did not come shows nothing. */
async function checkScopes(
  tins: readonly string[],
  ask: (asked: readonly string[], selection: string, caller: Caller) => Promise<Asked>,
  client: RegistryClient,
  verdicts: Verdicts,
): Promise<void> {
  const withoutAsking = await ask(tins, 'tin attestation', client.caller({ scopes: ['operator:read'] }));
  const withoutReading = await ask(tins, 'tin record { legalName }', client.caller({ scopes: ['recognition:ask'] }));
  const isThere = ({ entity }: Asked) => tins.some((tin) => isObject(entity(tin)));
  if (isThere(withoutAsking)) {
    const given = tins.filter((tin) => withoutAsking.statement(tin) !== undefined);
    verdicts.found(
      'ATTESTATION.SCOPE',
      given.map((tin) => `there is one about ${tin}`),
    );
  } else verdicts.notShown('ATTESTATION.SCOPE', 'There is no entity.');
  if (isThere(withoutReading)) {
    verdicts.found(
      'RECORD.SCOPE',
      tins.flatMap((tin) => faultsOfForbidden(tin, withoutReading)),
    );
  } else verdicts.notShown('RECORD.SCOPE', 'There is no entity.');
}

async function checkValidations(
  known: string | undefined,
  ask: (asked: readonly string[], selection: string, caller: Caller) => Promise<Asked>,
  client: RegistryClient,
  verdicts: Verdicts,
): Promise<void> {
  if (known === undefined) {
    verdicts.notShown('VALIDATIONS.SCOPE', 'Name an operator with --known.');
    return;
  }
  const selection = 'tin record { authorizations { number validations { performedOn } } }';
  const scopes = ['recognition:ask', 'operator:read'] as const;
  const { entity, codes } = await ask([known], selection, client.caller({ scopes }));
  const one = entity(known);
  const record = isObject(one) ? one['record'] : undefined;
  const held = isObject(record) && Array.isArray(record['authorizations']) ? record['authorizations'] : [];
  const told = held.some((authorization) => isObject(authorization) && authorization['validations'] !== null);
  if (told) verdicts.found('VALIDATIONS.SCOPE', [`the validations of ${known} are told`]);
  else if (codes(known).includes('FORBIDDEN')) verdicts.found('VALIDATIONS.SCOPE', []);
  else if (codes(known).length > 0) verdicts.found('VALIDATIONS.SCOPE', [`refused with ${shortly(codes(known))}`]);
  else verdicts.notShown('VALIDATIONS.SCOPE', 'The known operator has no record with an authorization.');
}

function faultsOfForbidden(tin: string, { entity, codes }: Asked): readonly string[] {
  const one = entity(tin);
  if (!isObject(one)) return [];
  if (one['record'] !== null) return [`the record of ${tin} is ${shortly(one['record'])}`];
  return codes(tin).includes('FORBIDDEN') ? [] : [`${tin} is refused with ${shortly(codes(tin))}, not FORBIDDEN`];
}
