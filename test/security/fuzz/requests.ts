import type { GraphQLSchema } from 'graphql';
import type { Chance } from './chance.ts';
import { operationText } from './operation-text.ts';
import { HEADER_LINES, JSON_VALUES, METHODS, PATHS } from './values.ts';

/** Two doors, each with its schema and the tokens that are good there. */
export interface Door {
  readonly port: number;
  readonly path: string;
  readonly schema: GraphQLSchema;
  readonly tokens: readonly string[];
}

/** What is sent on a connection of its own. */
export interface RawRequest {
  readonly port: number;
  readonly bytes: Buffer;
  /** False: the server has to wait for more, unless the client says that there is none. */
  readonly isWhole: boolean;
}

/** A request in a hundred ways: most are operations of the schema, the rest is broken at one level or another. */
export function rawRequest(doors: readonly Door[], chance: Chance): RawRequest {
  const door = chance.one(doors);
  const kind = chance.number(99);
  if (kind < 55) return asHttp(door, chance, jsonBody(operationText(door.schema, chance), chance));
  if (kind < 70) return asHttp(door, chance, jsonBody(damaged(operationText(door.schema, chance), chance), chance));
  if (kind < 80) return asHttp(door, chance, Buffer.from(oddBody(door, chance)));
  if (kind < 85)
    return asHttp(door, chance, withBadBytes(jsonBody(operationText(door.schema, chance), chance), chance));
  if (kind < 92) return asHttp(door, chance, jsonBody(operationText(door.schema, chance), chance), oddLines(chance));
  if (kind < 98) return oddTarget(door, chance);
  return { port: door.port, bytes: Buffer.from(chance.bytes()), isWhole: false };
}

function asHttp(door: Door, chance: Chance, body: Buffer, more: readonly string[] = []): RawRequest {
  const token = chance.one(door.tokens);
  const lines = [
    `POST ${door.path} HTTP/1.1`,
    'Host: gateway.example',
    'Connection: close',
    'Content-Type: application/json',
    'Purpose-Of-Use: IMPORT_CLEARANCE',
    `Authorization: Bearer ${token}`,
    ...more,
    ...(more.some((line) => /^(content-length|transfer-encoding)/i.test(line))
      ? []
      : [`Content-Length: ${body.length}`]),
  ];
  return {
    port: door.port,
    bytes: Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body]),
    isWhole: more.length === 0,
  };
}

function oddLines(chance: Chance): readonly string[] {
  return chance.some(HEADER_LINES, 1, 3);
}

function oddTarget(door: Door, chance: Chance): RawRequest {
  const method = chance.one(METHODS);
  const path = chance.oneIn(4)
    ? `/${Buffer.from(chance.bytes()).toString('hex').replaceAll(/(..)/g, '%$1')}`
    : chance.one(PATHS);
  const token = chance.one(door.tokens);
  const version = chance.one(['HTTP/1.1', 'HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0', 'HTTP/9.9']);
  const head = [
    `${method} ${path} ${version}`,
    'Host: gateway.example',
    'Connection: close',
    `Authorization: Bearer ${token}`,
    ...(chance.oneIn(2) ? oddLines(chance) : []),
  ];
  return { port: door.port, bytes: Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), isWhole: head.length === 4 };
}

function jsonBody(query: string, chance: Chance): Buffer {
  const more = chance.oneIn(10) ? { operationName: chance.text(), variables: { [chance.text()]: chance.text() } } : {};
  return Buffer.from(JSON.stringify({ query, ...more }));
}

/** The text with a piece cut out, doubled, or exchanged for something else. */
function damaged(text: string, chance: Chance): string {
  const from = chance.number(text.length);
  const to = Math.min(text.length, from + chance.number(40));
  const piece = chance.one([
    '',
    text.slice(from, to).repeat(2),
    '{',
    '}',
    '(',
    '@skip(if: true)',
    '@defer',
    '...',
    '... on Query { __typename }',
    '#',
    '"',
    '"""',
    '$',
    '\u0000',
    '\u{1F600}',
    '\ufeff',
    '__schema { types { name } }',
    '_service { sdl }',
    '_entities(representations: [{ __typename: "KrOperator", tin: "KR7628191710" }]) { __typename }',
    `${'{ a '.repeat(300)}`,
    'a '.repeat(3_000),
    '&'.repeat(50),
  ]);
  return `${text.slice(0, from)}${piece}${text.slice(to)}`;
}

/** A body in which something stands in the wrong place, or is cut off. */
function oddBody(door: Door, chance: Chance): string {
  const value = () => chance.one(JSON_VALUES);
  const query = JSON.stringify(operationText(door.schema, chance));
  const shape = chance.number(9);
  if (shape === 0) return value();
  if (shape === 1) return `{"query": ${value()}}`;
  if (shape === 2) return `{"query": ${query}, "variables": ${value()}}`;
  if (shape === 3) return `{"query": ${query}, "operationName": ${value()}}`;
  if (shape === 4) return `{"query": ${query}, "extensions": ${value()}}`;
  if (shape === 5) return `{"query": ${query}, "query": ${value()}}`;
  if (shape === 6) return `[{"query": ${query}}, ${value()}]`;
  if (shape === 7) return `{"query": ${query}`.slice(0, chance.number(query.length));
  if (shape === 8)
    return `{"id": ${value()}, "extensions": {"persistedQuery": {"version": 1, "sha256Hash": ${value()}}}}`;
  return `{"query": "query($v: [String!]!) { operators(tins: $v) { tin } }", "variables": {"v": ${value()}}}`;
}

/** Bytes that are no UTF-8, somewhere. */
function withBadBytes(body: Buffer, chance: Chance): Buffer {
  const at = chance.number(body.length);
  const bad = chance.one([
    [0xff],
    [0xc0, 0xaf],
    [0xed, 0xa0, 0x80],
    [0xf8, 0x88, 0x80, 0x80],
    [0x80],
    [0x00],
    [0xfe, 0xff],
  ]);
  return Buffer.concat([body.subarray(0, at), Buffer.from(bad), body.subarray(at)]);
}
