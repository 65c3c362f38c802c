import { describe, expect, it } from 'vitest';
import { ENUMERATION_LIMITS } from '../../../subgraphs/aeo-registry/domain/enumeration.ts';
import { readEnvironment as readRegistry } from '../../../subgraphs/aeo-registry/environment.ts';
import { readEnvironment as readRecognition } from '../../../subgraphs/recognition/environment.ts';

describe('a threshold of misuse', () => {
  it('is that of its table until a setting changes it, and it alone', () => {
    expect(readRegistry({ ADMINISTRATION: 'KR' }).enumeration).toEqual(ENUMERATION_LIMITS);
    const set = readRegistry({ ADMINISTRATION: 'KR', ENUMERATION_LIMITS: '{"unansweredAtLeast": 200}' });
    expect(set.enumeration).toEqual({ ...ENUMERATION_LIMITS, unansweredAtLeast: 200 });
    expect(readRecognition({ PIGGYBACKING_LIMITS: '{"importers": 40}' }).piggybacking.importers).toBe(40);
  });

  it.each([
    ['{"unansweredAtMots": 200}', 'unansweredAtMots'],
    ['{"unansweredAtMost": 0}', 'unansweredAtMost'],
    ['{"unansweredAtMost": "many"}', 'unansweredAtMost'],
    ['200', 'ENUMERATION_LIMITS'],
    ['{', 'JSON'],
  ])('set to %s stops the start, and what is wrong is named', (text, named) => {
    expect(() => readRegistry({ ADMINISTRATION: 'KR', ENUMERATION_LIMITS: text })).toThrow(named);
  });
});
