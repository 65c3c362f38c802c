import { describe, expect, test } from 'vitest';
import { deliveriesOf, dueChanges } from './due-changes.ts';
import type { Kept, Value } from './journal.ts';

const TIN = 'KR7628191710';
const step = (id: string, value: Value, at: number) => ({ id, value, at });
const STEPS: Kept['steps'] = {
  STATUS: new Map([
    [TIN, [step('seen', 'SUSPENDED', 100), step('unseen', 'AUTHORISED', 300), step('seen again', 'REVOKED', 500)]],
  ]),
  CONSENT: new Map([
    [
      `${TIN} JP`,
      [step('withdrawn', 'WITHDRAWN', 200), step('once more', 'WITHDRAWN', 250), step('given', 'GIVEN', 400)],
    ],
  ]),
  BENEFITS: new Map([[`${TIN} JP`, [step('stopped', 'STOPPED', 150)]]]),
};

describe('the changes that are due to a partner', () => {
  const due = dueChanges(STEPS, [{ tin: TIN, asking: 'JP' }]);

  test('are its own steps, and of those at home what it could see', () => {
    expect(due.map(({ id }) => id)).toEqual(['stopped', 'seen', 'withdrawn', 'given', 'seen again']);
    expect(dueChanges(STEPS, [{ tin: TIN, asking: 'US' }]).map(({ id }) => id)).toEqual([
      'seen',
      'unseen',
      'seen again',
    ]);
  });

  test('are known again by when they were made', () => {
    const seen = (at: number, isOwn: boolean) => ({ asking: 'JP', tin: TIN, isOwn, at });
    const ids = (changes: ReturnType<typeof seen>[]) => deliveriesOf(changes, due).map(({ id }) => id);
    expect(ids([seen(150, true), seen(103, false), seen(200, false), seen(700, false)])).toEqual([
      'stopped',
      'seen',
      'withdrawn',
      'seen again',
    ]);
    expect(ids([seen(99, false)])).toEqual(['of 99']);
    expect(ids([seen(101, false), seen(102, false)])).toEqual(['seen', 'seen']);
  });
});
