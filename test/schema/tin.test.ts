import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTin, type TinReading } from '../../schema/contract/tin.ts';

function accepted(input: string): TinReading & { ok: true } {
  const reading = readTin(input);
  if (!reading.ok) throw new Error(`${input}: ${reading.problem}, ${reading.rule}`);
  return reading;
}

function problemOf(input: string): string {
  const reading = readTin(input);
  return reading.ok ? `accepted as ${reading.tin}` : reading.problem;
}

describe('reading a TIN', () => {
  it.each([
    ['KR1168200276', 'KR'],
    ['JP5835678256246', 'JP'],
    ['CHE100155212', 'CH'],
    ['CN3122240123', 'CN'],
    ['CA123026635RM0001', 'CA'],
    ['GR123456789', 'EU'],
    ['XI123456789000', 'EU'],
    ['DE1234567', 'EU'],
    ['GB123456789000', 'GB'],
    ['SGS16FC0121D', 'SG'],
    ['BR12ABC34501DE35', 'BR'],
  ])('%s belongs to %s and stands as it is', (input, code) => {
    const reading = accepted(input);
    expect(reading.tin).toBe(input);
    expect(reading.prefix).toBe(input.slice(0, 2));
    expect(reading.administration.code).toBe(code);
    expect(reading.normalised).toBe(false);
  });

  it.each([
    ['kr 116-82-00276', 'KR1168200276'],
    ['CHE-100.155.212', 'CHE100155212'],
    [' AU 83 914 571 673 ', 'AU83914571673'],
    ['br16.727.230-000197', 'BR16727230000197'],
  ])('%j is normalised to %s, and says so', (input, tin) => {
    expect(accepted(input)).toMatchObject({ tin, normalised: true });
  });

  it.each([
    ['nothing', ''],
    ['a prefix alone', 'KR'],
    ['digits first', '12345678'],
    ['18 characters', 'DE1234567890123456'],
    ['a slash', 'BR16.727.230/0001-97'],
    ['a tab', 'KR\t1168200276'],
    ['a line end', 'KR1168200276\n'],
    ['full-width digits', 'KR１１６８２００２７６'],
    ['a Cyrillic K', 'КR1168200276'],
    ['a Greek capital', 'DEΑ1234567'],
    ['a dotless i', 'Bı1234'],
    ['a zero-width space', 'KR11682\u200b00276'],
    ['a no-break space', 'KR\u00a01168200276'],
    ['an en dash', 'KR116–82–00276'],
    ['a direction mark', '\u202eKR1168200276'],
    ['a NUL', 'KR1168200276\0'],
    ['a Korean number of nine digits', 'KR116820027'],
    ['a Chinese social credit code', 'CN91110000600037341L'],
  ])('%s is malformed', (_what, input) => {
    expect(problemOf(input)).toBe('MALFORMED');
  });

  it.each(['KR1168200277', 'JP2835678256246', 'AU83914571674', 'CHE100155213', 'kr 116-82-00277'])(
    '%s has wrong check digits',
    (input) => {
      expect(problemOf(input)).toBe('CHECKSUM');
    },
  );

  it.each(['EL123456789', 'UK123456789000', 'EU1234567890', 'ZZ123', 'XX1', 'AA1'])(
    'nobody answers for %s',
    (input) => {
      expect(problemOf(input)).toBe('TERRITORY_UNKNOWN');
    },
  );

  it('says which prefix was meant', () => {
    expect(readTin('EL123456789')).toMatchObject({ rule: expect.stringContaining('GR') });
    expect(readTin('UK123456789000')).toMatchObject({ rule: expect.stringContaining('GB') });
    expect(readTin('EU1234567890')).toMatchObject({ rule: expect.stringContaining('member state') });
  });

  it.each(['TW12345678', 'IL512345678', 'IN1234567890'])(
    '%s reads, whether or not a registry is connected',
    (input) => {
      const { administration, prefix } = accepted(input);
      expect(administration.tinPrefixes).toEqual([prefix]);
    },
  );

  it('knows that Taiwan has no registry here', () => {
    expect(accepted('TW12345678').administration.registry).toBe('NOT_CONNECTED');
  });

  it('never takes an AEO code for a TIN of the United Arab Emirates', () => {
    const reading = readTin('AEOCN3122240123');
    expect(reading).toEqual({ ok: false, problem: 'MALFORMED', rule: expect.stringContaining('alias') });
    expect(problemOf('aeo-cn 3122240123')).toBe('MALFORMED');
  });

  it('never throws, and accepts only what is an..17', () => {
    const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme-ascii', maxLength: 20 }));
    fc.assert(
      fc.property(anything, (input) => {
        const reading = readTin(input);
        if (reading.ok) expect(reading.tin).toMatch(/^[A-Z]{2}[0-9A-Z]{1,15}$/);
        else expect(reading.rule).not.toBe('');
      }),
    );
  });

  it('is idempotent, and indifferent to ASCII case and separators', () => {
    const tins = fc
      .tuple(fc.constantFrom('DE', 'FR', 'US', 'MO', 'XI', 'TW'), fc.stringMatching(/^[0-9A-Z]{1,15}$/))
      .map(([prefix, national]) => prefix + national);
    const noise = fc.array(fc.constantFrom('', ' ', '-', '.'), { minLength: 17, maxLength: 17 });
    fc.assert(
      fc.property(tins, noise, fc.boolean(), (tin, separators, lower) => {
        const written = [...tin].map((character, place) => character + (separators[place] ?? '')).join('');
        const first = accepted(lower ? written.toLowerCase() : written);
        expect(first.tin).toBe(tin);
        expect(accepted(first.tin)).toMatchObject({ tin, normalised: false });
      }),
    );
  });
});
