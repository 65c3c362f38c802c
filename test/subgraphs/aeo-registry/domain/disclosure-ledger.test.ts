import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chain, covers, findBreak } from '../../../../subgraphs/aeo-registry/domain/disclosure-ledger.ts';
import { CHAIN_START, chainHash } from '../../../../subgraphs/runtime/hash-chain.ts';

const START = { sequence: 0, hash: CHAIN_START };
const disclosure = (number: number) => ({
  at: '2026-11-24T12:00:00.000Z',
  by: 'JP',
  subject: 'officer@JP',
  purpose: 'IMPORT_CLEARANCE' as const,
  tin: `KR${number}`,
  asked: `KR${number}`,
  fields: ['legalName'],
  attestationId: `id-${number}`,
  requestId: `request-${number}`,
});
const entries = chain([1, 2, 3, 4, 5].map(disclosure), START, chainHash);

describe('the disclosure ledger', () => {
  it('is whole where nobody touched it, in parts too', () => {
    expect(findBreak(entries, START, chainHash)).toBeNull();
    const [first, second, ...rest] = entries;
    expect(second && findBreak(rest, second, chainHash)).toBeNull();
    expect(
      first && findBreak(chain([disclosure(6)], entries[4] ?? first, chainHash), entries[4] ?? first, chainHash),
    ).toBeNull();
  });

  it('shows any altered, removed or moved entry', () => {
    const keys = [
      'at',
      'by',
      'subject',
      'purpose',
      'tin',
      'asked',
      'attestationId',
      'requestId',
      'hash',
      'previousHash',
    ] as const;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4 }), fc.constantFrom(...keys), (index, key) => {
        const altered = entries.map((entry, at) => (at === index ? { ...entry, [key]: `${entry[key]}x` } : entry));
        expect(findBreak(altered, START, chainHash)).toBe(index + 1);
        if (index < 4) expect(findBreak(entries.toSpliced(index, 1), START, chainHash)).toBe(index + 1);
        const moved = entries.toSpliced(index, 1);
        moved.splice((index + 1) % 5, 0, ...entries.slice(index, index + 1));
        expect(findBreak(moved, START, chainHash)).not.toBeNull();
      }),
    );
    const emptied = entries.map((entry, at) => (at === 2 ? { ...entry, fields: [] } : entry));
    expect(findBreak(emptied, START, chainHash)).toBe(3);
  });

  it('covers a repeated question only for the same person, purpose, operator and fields, and only for a minute', () => {
    const first = disclosure(1);
    expect(covers(first, { ...first, at: '2026-11-24T12:01:00.000Z', attestationId: 'other' })).toBe(true);
    expect(covers(first, { ...first, at: '2026-11-24T12:01:00.001Z' })).toBe(false);
    expect(covers(first, { ...first, fields: [] })).toBe(false);
    expect(covers(first, { ...first, subject: 'other' })).toBe(false);
    expect(covers(first, { ...first, tin: 'KR2' })).toBe(false);
    expect(covers(first, { ...first, purpose: 'AUDIT' })).toBe(false);
  });
});
