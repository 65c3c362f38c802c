import { isObject, type JsonObject, shortly } from './json-object.ts';
import type { Statement } from './statements.ts';

/** All that came about one operator. */
export interface SaidOf {
  readonly tin: string;
  readonly entity: unknown;
  readonly statement: Statement | undefined;
  readonly codes: readonly unknown[];
}

/** Claims that differ between any two statements, negative or not. */
const OWN_CLAIMS = new Set(['sub', 'jti', 'iat', 'exp', 'relyUntil']);

/** By what somebody could tell the two answers apart; nothing where they are alike. */
export function alike(one: SaidOf, other: SaidOf): readonly string[] {
  return [
    ...different('errors', one.codes, other.codes),
    ...different('fields beside the statement', besideStatement(one), besideStatement(other)),
    ...(one.statement === undefined || other.statement === undefined
      ? different('statements', one.statement?.claims, other.statement?.claims)
      : statementsAlike(one.statement, other.statement)),
  ];
}

function statementsAlike(one: Statement, other: Statement): readonly string[] {
  return [
    ...different('headers', one.header, other.header),
    ...different('names and order of claims', Object.keys(one.claims), Object.keys(other.claims)),
    ...different('claims', sharedClaims(one.claims), sharedClaims(other.claims)),
    ...different('life', lifeOf(one.claims), lifeOf(other.claims)),
    ...different('length', lengthOf(one), lengthOf(other)),
  ];
}

function besideStatement({ entity, tin }: SaidOf): unknown {
  if (!isObject(entity)) return entity;
  return Object.entries(entity).map(([name, value]) => [
    name,
    name === 'attestation' ? null : value === tin ? 'TIN' : value,
  ]);
}

function sharedClaims(claims: JsonObject): unknown {
  return Object.entries(claims).map(([name, value]) => [name, OWN_CLAIMS.has(name) ? typeof value : value]);
}

function lifeOf({ iat, exp, relyUntil }: JsonObject): readonly number[] {
  return [Number(exp) - Number(iat), Number(relyUntil) - Number(iat)];
}

/** Characters of header and payload, without those of the TIN itself. */
function lengthOf({ jws, tin }: Statement): readonly number[] {
  const [head = '', body = '', signature = ''] = jws.split('.');
  return [head.length, Buffer.from(body, 'base64url').length - tin.length, signature.length];
}

function different(what: string, one: unknown, other: unknown): readonly string[] {
  return JSON.stringify(one) === JSON.stringify(other)
    ? []
    : [`${what}: ${shortly(one)} where unknown, ${shortly(other)} where withheld`];
}
