import { gzipSync } from 'node:zlib';
import { alteringEach, alteringEntities, alteringRecords, type Behaviour, saying } from './hostile-registry-server.ts';

/** What a registry’s own machine room looks like; none of it may reach a client. */
export const INTERNALS = {
  message: 'ER_ACCESS_DENIED at Object.query (/srv/registry/db.js:42:7) for http://10.9.8.7:5432/secret-register',
  stack: 'Error: secret-register\n    at /srv/registry/db.js:42:7',
  word: 'secret-register',
};
export const INTERNAL_WORDS = [INTERNALS.word, '10.9.8.7', '/srv/registry', 'db.js', 'ER_ACCESS_DENIED'];

const html = `<html><body><h1>502</h1>${INTERNALS.stack}</body></html>`;
/** An error that tells all about the machine room. */
export const error = (code: string, more: object = {}) => ({
  message: INTERNALS.message,
  extensions: {
    code,
    stacktrace: [INTERNALS.stack],
    url: INTERNALS.message,
    field: INTERNALS.word,
    rule: INTERNALS.word,
  },
  ...more,
});

/** Answers that are none. */
export const NO_ANSWERS: Readonly<Record<string, Behaviour>> = {
  'what is not JSON': saying(INTERNALS.stack),
  'a web page': saying(html, 200, { 'content-type': 'text/html' }),
  'the error page of a proxy': saying(html, 502, { 'content-type': 'text/html' }),
  'an empty body': saying(''),
  'an empty object': saying('{}'),
  'data that is null': saying('{"data":null}'),
  'data that is a list': saying('{"data":[]}'),
  'data that is a text': saying('{"data":"secret-register"}'),
  null: saying('null'),
  'a list': saying('[{"data":{}}]'),
  'a number': saying('42'),
  'a text': saying('"secret-register"'),
  'a redirection into its own network': saying('', 302, { location: 'http://10.9.8.7/secret-register' }),
  'a body that is compressed unasked': (response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
    response.end(gzipSync('{"data":{}}'));
  },
  'too few entities': alteringEntities((entities) => entities.slice(1)),
  'too many entities': alteringEntities((entities) => [...entities, ...entities]),
  'no list of entities': alteringEntities(() => ({ 0: INTERNALS.word, length: 2 })),
  'entities that are null': alteringEach(() => null),
  'entities that are texts': alteringEach(() => INTERNALS.word),
  'entities that are lists': alteringEach((entity) => [entity]),
  'entities of a partner’s type': alteringEach((entity) => ({ ...entity, __typename: 'JpOperator' })),
  'entities of a type of the hub': alteringEach((entity) => ({ ...entity, __typename: 'RecognitionAnswer' })),
  'entities of the root type': alteringEach((entity) => ({ ...entity, __typename: 'Query' })),
  'entities of a type that nobody has': alteringEach((entity) => ({ ...entity, __typename: INTERNALS.word })),
  'entities whose type is no text': alteringEach((entity) => ({ ...entity, __typename: { name: 'KrOperator' } })),
  'twenty megabytes': alteringEach((entity) => ({ ...entity, padding: 'x'.repeat(10_000_000) })),
  'an error without data': saying(JSON.stringify({ errors: [error('DATABASE_FAULT')] })),
  'an error without data, in the words of the hub': saying(JSON.stringify({ data: null, errors: [error('INTERNAL')] })),
  'errors that are no list': saying(JSON.stringify({ errors: INTERNALS.message })),
  'errors that are null': saying('{"errors":[null]}'),
  'a body that breaks off': (response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"data":{"_entities":[', () => response.socket?.resetAndDestroy());
  },
  'a body that ends early': (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{"data":{"_entities":[{"record":', () => response.socket?.end());
  },
  'no body at all': (response) => {
    response.socket?.destroy();
  },
  'a nesting that has no end': saying(`{"data":{"_entities":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`),
};

/** Records that break the contract. */
export const BROKEN_RECORDS: Readonly<Record<string, Behaviour>> = {
  'a text for an object': alteringRecords(() => INTERNALS.word),
  'a list for an object': alteringRecords((record) => [record]),
  'an object for a text': alteringRecords((record) => ({ ...record, legalName: { stack: INTERNALS.stack } })),
  'a number for a text': alteringRecords((record) => ({ ...record, legalName: 42 })),
  'null where there must be a text': alteringRecords((record) => ({ ...record, legalName: null })),
  'a field left out': alteringRecords(({ legalName: _out, ...record }) => record),
  'a text for a list': alteringRecords((record) => ({ ...record, authorizations: INTERNALS.word })),
  'null in a list': alteringRecords((record) => ({ ...record, authorizations: [null] })),
  'an object for an identifier': alteringRecords((record) => ({ ...record, authorizations: [{ number: {} }] })),
  'the type of another object': alteringRecords((record) => ({ ...record, __typename: 'Query' })),
};
