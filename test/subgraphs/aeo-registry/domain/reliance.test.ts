import { describe, expect, it } from 'vitest';
import type { Alias, ConsentEntry } from '../../../../subgraphs/aeo-registry/domain/registered-operator.ts';
import { type Reliance, relyUntil } from '../../../../subgraphs/aeo-registry/domain/reliance.ts';
import { readEnvironment } from '../../../../subgraphs/aeo-registry/environment.ts';

const NOON = new Date('2026-11-24T12:00:00.000Z');
const recorded = { recordedAt: '2026-01-01T00:00:00.000Z', recordedBy: 'test' };

function consent(destination: string, since: string, given = true): ConsentEntry {
  return { sequence: 1, destination, given, since, evidence: 'Form 12', recordedBy: 'test' };
}
function alias(destination: string, until: string | null): Alias {
  return { destination, scheme: 'AEO_CODE', value: 'KRA1', from: '2026-01-01', until, ...recorded };
}

describe('how long a registry’s word may be relied on', () => {
  const until = (reliance: Reliance, consents: readonly ConsentEntry[] = [], aliases: readonly Alias[] = []) =>
    relyUntil(reliance, { consents, aliases }, { asking: 'JP', at: NOON, timeZone: 'Asia/Seoul' }).toISOString();

  it('is as many hours as it grants to all, or to the partner that asks', () => {
    expect(until(12)).toBe('2026-11-25T00:00:00.000Z');
    expect(until({ JP: 6, US: 24 })).toBe('2026-11-24T18:00:00.000Z');
    expect(until({ US: 24 })).toBe(NOON.toISOString());
    expect(until(0)).toBe(NOON.toISOString());
  });

  it('ends where a consent toward that partner is recorded to change, and nobody else’s', () => {
    const ends = consent('JP', '2026-11-24T15:00:00.000Z', false);
    expect(until(12, [consent('JP', '2026-01-01T00:00:00.000Z'), ends])).toBe(ends.since);
    expect(until(12, [consent('US', '2026-11-24T15:00:00.000Z', false)])).toBe('2026-11-25T00:00:00.000Z');
    expect(until(1, [ends])).toBe('2026-11-24T13:00:00.000Z');
  });

  it('ends with the last day of an identifier toward that partner, at home', () => {
    expect(until(24, [], [alias('JP', '2026-11-24')])).toBe('2026-11-24T15:00:00.000Z');
    expect(until(24, [], [alias('US', '2026-11-24'), alias('JP', null), alias('JP', '2026-11-01')])).toBe(
      '2026-11-25T12:00:00.000Z',
    );
  });
});

describe('RELY_HOURS', () => {
  const read = (RELY_HOURS?: string) => readEnvironment({ ADMINISTRATION: 'KR', RELY_HOURS }).reliance;

  it('is hours for all, or by partner; without it the profile says', () => {
    expect(read()).toBeUndefined();
    expect(read('24')).toBe(24);
    expect(read('JP=24, US=12')).toEqual({ JP: 24, US: 12 });
  });

  it.each(['a day', '-1', '745', 'JP', 'JP=', 'JP=1.5', 'XX=24', 'JP=24,'])('%j stops the start', (text) => {
    expect(() => read(text)).toThrow('RELY_HOURS');
  });
});
