import { readdirSync, readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ERROR_CODES } from '../../../schema/contract/error-codes.ts';
import { startFederation, type TestFederation } from '../../support/federation.ts';
import { documentedPurpose } from './documented-purpose.ts';

const SCHEMA = new URL('../../../schema/', import.meta.url);
const FILES = readdirSync(new URL('operations/', SCHEMA));

const read = (name: string) => readFileSync(new URL(`operations/${name}`, SCHEMA), 'utf8');

/** The comment at the head of an operation, as one text. */
function commentOf(text: string): string {
  const lines = text.split('\n');
  const end = lines.findIndex((line) => !line.startsWith('#'));
  return lines
    .slice(0, end)
    .map((line) => line.slice(1).trim())
    .join(' ');
}

describe('a documented operation', () => {
  const api = buildSchema(readFileSync(new URL('api.graphql', SCHEMA), 'utf8'));
  let federation: TestFederation;

  beforeAll(async () => {
    federation = await startFederation();
  });

  afterAll(() => federation.stop());

  test('is one of at least thirteen files, and there is nothing else among them', () => {
    expect(FILES.filter((name) => !/^[a-z-]+\.graphql$/.test(name))).toEqual([]);
    expect(FILES.length).toBeGreaterThanOrEqual(13);
  });

  test.each(FILES)('%s is valid against the published API, and begins with a sentence on what it is for', (name) => {
    const text = read(name);
    const document = parse(text);
    expect(validate(api, document)).toEqual([]);
    expect(document.definitions).toHaveLength(1);
    expect(commentOf(text)).toMatch(/^[A-Z].{20,}\.$|^[A-Z].{20,}\?$/);
  });

  test.each(FILES)('%s needs no variables, and gives no error but those that its comment announces', async (name) => {
    const text = read(name);
    const announced = Object.keys(ERROR_CODES).filter((code) => commentOf(text).includes(code));
    const { status, data, errors } = await federation.ask('JP', text, {}, { purpose: documentedPurpose(text) });
    expect(status).toBe(200);
    expect(Object.keys(data).length).toBeGreaterThan(0);
    expect([...new Set(errors.map(({ extensions }) => extensions.code))].sort()).toEqual(announced.sort());
  });
});
