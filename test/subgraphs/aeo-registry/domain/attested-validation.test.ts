import { describe, expect, it } from 'vitest';
import { attestedValidation } from '../../../../subgraphs/aeo-registry/domain/attestation-facts.ts';
import {
  type DesignatedValidator,
  isDesignationWithdrawn,
} from '../../../../subgraphs/aeo-registry/domain/designated-validator.ts';
import type { Validation } from '../../../../subgraphs/aeo-registry/domain/registered-operator.ts';

const NOW = new Date('2026-11-24T12:00:00.000Z');
const validation = (
  sequence: number,
  method: Validation['method'],
  performedOn: string,
  validatedBy = 'Wayfarer',
): Validation => ({ sequence, method, performedOn, validatedBy, nextDueOn: null, criteria: [] });

describe('the validation that is attested', () => {
  it('is the newest, and of one day the last recorded', () => {
    const validations = [
      validation(1, 'CUSTOMS_ON_SITE', '2024-01-01'),
      validation(2, 'CUSTOMS_REMOTE', '2026-01-01'),
      validation(3, 'THIRD_PARTY', '2026-01-01'),
      validation(4, 'CUSTOMS_ON_SITE', '2025-01-01'),
    ];
    expect(attestedValidation(validations)?.sequence).toBe(3);
    expect(attestedValidation([])).toBeNull();
  });

  it('is never a self-assessment that would hide what others found, unless there is nothing else', () => {
    const self = [validation(1, 'SELF_ASSESSMENT', '2026-06-01'), validation(2, 'SELF_ASSESSMENT', '2026-09-01')];
    expect(attestedValidation([...self, validation(3, 'THIRD_PARTY', '2020-01-01')])?.sequence).toBe(3);
    expect(attestedValidation(self)?.sequence).toBe(2);
  });
});

describe('a designation', () => {
  const designation = (from: string, until: string | null, name = 'Wayfarer'): DesignatedValidator => ({
    ...{ id: from, name, scope: ['G_CARGO_SECURITY'], from, until },
  });
  const isFlagged = (one: Validation, ...designations: DesignatedValidator[]) =>
    isDesignationWithdrawn(one, designations, NOW, 'Asia/Seoul');
  const third = validation(1, 'THIRD_PARTY', '2025-06-01');

  it('withdrawn flags what was validated under it, once its day has come', () => {
    expect(isFlagged(third, designation('2025-01-01', '2026-11-24'))).toBe(true);
    expect(isFlagged(third, designation('2025-01-01', '2026-11-25'))).toBe(false);
    expect(isFlagged(third, designation('2025-01-01', null))).toBe(false);
  });

  it('never held by that name, or by a validation of another kind, flags nothing', () => {
    expect(isFlagged(third)).toBe(false);
    expect(isFlagged(third, designation('2025-01-01', '2026-01-01', 'Somebody else'))).toBe(false);
    expect(isFlagged({ ...third, method: 'CUSTOMS_ON_SITE' }, designation('2025-01-01', '2026-01-01'))).toBe(false);
  });

  it('that began after the validation counts where there was none before', () => {
    expect(isFlagged(third, designation('2026-01-01', '2026-02-01'))).toBe(true);
  });

  it('given anew clears only what is validated under the new one', () => {
    const both = [designation('2026-03-01', null), designation('2025-01-01', '2026-01-01')];
    expect(isFlagged(third, ...both)).toBe(true);
    expect(isFlagged(validation(2, 'THIRD_PARTY', '2026-03-01'), ...both)).toBe(false);
  });

  it('is of a name whatever its case, spaces and compatibility forms', () => {
    expect(isFlagged(third, designation('2025-01-01', '2026-01-01', ' ＷAYFARER '))).toBe(true);
  });
});
