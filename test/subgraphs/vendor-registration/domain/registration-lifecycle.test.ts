import { describe, expect, it } from 'vitest';
import {
  allowedActions,
  isFinal,
  REGISTRATION_ACTIONS,
  REGISTRATION_STATUSES,
  REGISTRATION_TRANSITIONS,
  statusAfter,
} from '../../../../subgraphs/vendor-registration/domain/registration-lifecycle.ts';

const CELLS = REGISTRATION_STATUSES.flatMap((status) => REGISTRATION_ACTIONS.map((action) => ({ status, action })));

describe('the life cycle of a registration', () => {
  it.each(CELLS)(
    '$action while $status leads where the table says, or names what is possible',
    ({ status, action }) => {
      const next = REGISTRATION_TRANSITIONS[status][action];
      const result = statusAfter(status, action);
      if (next !== null) {
        expect(result).toEqual({ ok: true, value: next });
        return;
      }
      expect(result).toMatchObject({ ok: false, refusal: { code: 'ILLEGAL_TRANSITION' } });
      const message = result.ok ? '' : result.refusal.message;
      for (const allowed of allowedActions(status)) expect(message).toContain(allowed);
    },
  );

  it('ends in REFUSED and DEREGISTERED and nowhere else', () => {
    expect(REGISTRATION_STATUSES.filter(isFinal)).toEqual(['REFUSED', 'DEREGISTERED']);
  });

  it('reaches ACTIVE by approval, and again by reinstatement alone', () => {
    const ways = CELLS.filter(({ status, action }) => REGISTRATION_TRANSITIONS[status][action] === 'ACTIVE');
    expect(ways.map(({ status, action }) => [status, action])).toEqual([
      ['APPLIED', 'approveVendorRegistration'],
      ['AWAITING_VALIDATION', 'approveVendorRegistration'],
      ['SUSPENDED', 'reinstateVendorRegistration'],
    ]);
  });

  it('lets a vendor answer and leave, and nothing else', () => {
    const ofVendor = CELLS.filter(({ status, action }) => statusAfter(status, action, 'VENDOR').ok);
    expect(new Set(ofVendor.map(({ action }) => action))).toEqual(
      new Set(['supplyVendorInformation', 'deregisterVendor']),
    );
  });
});
