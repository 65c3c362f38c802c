import { describe, expect, it } from 'vitest';
import { selfAssessmentDays } from '../../../../subgraphs/aeo-registry/domain/due-work.ts';

describe('the days of self-assessments', () => {
  it('are those up to the day asked about', () => {
    expect(selfAssessmentDays('2020-03-10', 15, '2022-12-31').map(({ on }) => on)).toEqual([
      '2021-04-15',
      '2022-04-15',
    ]);
  });

  it('end after fifty years, however far one looks: a registry that is asked until 9999-12-31 does not stand still', () => {
    for (const until of ['9999-12-31', '275760-09-12'])
      expect(selfAssessmentDays('2020-01-01', 15, until).length).toBeLessThanOrEqual(50);
  });
});
