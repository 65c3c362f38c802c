import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SCOPES, type Scope } from '../../../../schema/contract/scopes.ts';
import { PURPOSES_OF_USE } from '../../../../schema/contract/vocabulary.ts';
import { consents } from '../../../../subgraphs/aeo-registry/domain/consent.ts';
import {
  DISCLOSURE_TABLE,
  fieldsOf,
  findRefusal,
  MATTERS,
  mattersPermitted,
  relationOf,
  SCOPES_OF_MATTER,
} from '../../../../subgraphs/aeo-registry/domain/disclosure.ts';

const NOW = new Date('2026-11-24T12:00:00.000Z');
const scopes = fc.subarray(Object.keys(SCOPES) as Scope[]);
const caller = fc.record({
  administration: fc.constantFrom('KR', 'JP', 'US', 'BR'),
  purpose: fc.constantFrom(...PURPOSES_OF_USE),
  scopes,
});
const entries = fc
  .array(
    fc.record({
      destination: fc.constantFrom('JP', 'US', 'BR'),
      given: fc.boolean(),
      hours: fc.integer({ min: -100, max: 100 }),
    }),
    { maxLength: 8 },
  )
  .map((list) =>
    list.map(({ destination, given, hours }, index) => ({
      sequence: index + 1,
      destination,
      given,
      since: new Date(NOW.getTime() + hours * 3_600_000).toISOString(),
      evidence: 'e',
      recordedBy: 'o',
    })),
  );

describe('the disclosure table', () => {
  it('lets nothing leave that its cell and the scopes do not allow, for any caller, purpose and consent history', () => {
    fc.assert(
      fc.property(caller, entries, fc.boolean(), (asking, history, entitled) => {
        const relation = relationOf(asking, 'KR', history, () => entitled, NOW);
        const matters = mattersPermitted(asking, relation);
        const cell: readonly string[] = DISCLOSURE_TABLE[asking.purpose][relation];
        for (const matter of matters) {
          expect(cell).toContain(matter);
          for (const scope of SCOPES_OF_MATTER[matter]) expect(asking.scopes).toContain(scope);
          expect(findRefusal(asking, matter)).toBeUndefined();
        }
        if (asking.administration !== 'KR' && (!entitled || !consents(history, asking.administration, NOW))) {
          expect(relation).toBe('NONE');
          expect(matters).toEqual([]);
        }
        if (relation !== 'OWN') expect(matters).not.toContain('REMARKS');
      }),
    );
  });

  it('counts the newest entry on consent of those that hold by now, and no entry as no consent', () => {
    fc.assert(
      fc.property(entries, (history) => {
        const holding = history.filter(({ destination, since }) => destination === 'JP' && new Date(since) <= NOW);
        expect(consents(history, 'JP', NOW)).toBe(holding.at(-1)?.given ?? false);
      }),
    );
  });

  it('gives nothing to nobody, whatever the purpose', () => {
    for (const purpose of PURPOSES_OF_USE) expect(DISCLOSURE_TABLE[purpose].NONE).toEqual([]);
  });

  const STATUS = ['ATTESTATION', 'RECORD', 'NATIONAL_FIELDS'];
  it.each([
    ['IMPORT_CLEARANCE', STATUS],
    ['RISK_ASSESSMENT', [...STATUS, 'VALIDATIONS']],
    ['AEO_VALIDATION', [...STATUS, 'VALIDATIONS']],
    ['VENDOR_REGISTRATION', [...STATUS, 'VALIDATIONS']],
    ['AUDIT', [...STATUS, 'VALIDATIONS']],
  ] as const)('tells a partner for %s: %s, and the administration itself everything', (purpose, told) => {
    const asking = { purpose, scopes: Object.keys(SCOPES) as Scope[] };
    expect(mattersPermitted(asking, 'PARTNER')).toEqual(told);
    expect(mattersPermitted(asking, 'OWN')).toEqual(MATTERS);
  });

  it('has a cell for every purpose', () => {
    expect(Object.keys(DISCLOSURE_TABLE).toSorted()).toEqual([...PURPOSES_OF_USE].toSorted());
  });

  it('lists in the ledger what may leave, each field once, and nothing where nothing may', () => {
    expect(fieldsOf([], ['bondedTransporter'])).toEqual([]);
    const fields = fieldsOf(MATTERS, ['bondedTransporter']);
    expect(new Set(fields).size).toBe(fields.length);
    expect(fields).toEqual(expect.arrayContaining(['address', 'bondedTransporter', 'validations', 'remarks']));
  });
});
