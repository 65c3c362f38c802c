import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bringTo, input, perform, read } from '../support/procedure-steps.ts';
import { type RegistryHarness, startRegistry } from '../support/registry-harness.ts';

const TIN = 'DE123456789';
const overdueOf = (is: boolean) => `{ applications(overdue: ${is}) { edges { node { id overdue } } } }`;

describe('the time limit of an application', () => {
  let registry: RegistryHarness;

  const start = async (code: string) => {
    registry = await startRegistry(code);
  };
  beforeEach(() => start('EU'));
  afterEach(() => registry.stop());

  it('is 120 days in the EU, from the submission', async () => {
    const application = await bringTo(registry, 'SUBMITTED', input(TIN));
    expect(application).toMatchObject({ decideBy: '2027-03-24', decideByIsStated: true, overdue: false });
  });

  it('stands still while the applicant owes an answer, by whole days', async () => {
    const returned = await bringTo(registry, 'RETURNED', input(TIN));
    registry.clock.set('2026-12-04T12:00:00.000Z');
    expect(await read(registry, returned.id)).toMatchObject({ decideBy: '2027-04-03', suspendedDays: 10 });
    registry.clock.set('2027-09-01T12:00:00.000Z');
    expect((await read(registry, returned.id)).overdue).toBe(false);
    await perform(registry, 'submit', returned);
    expect(await read(registry, returned.id)).toMatchObject({ missing: [], suspendedDays: 281, overdue: false });
  });

  it('is extended once by 60 days', async () => {
    const application = await bringTo(registry, 'ACCEPTED', input(TIN));
    await perform(registry, 'extend', application);
    expect((await read(registry, application.id)).decideBy).toBe('2027-05-23');
    const again = await perform(registry, 'extend', { id: application.id, version: application.version + 1 });
    expect(again.errors).toMatchObject([{ extensions: { code: 'ILLEGAL_TRANSITION' } }]);
  });

  it('is over when its last day is over at the administration, and shows in the list', async () => {
    const application = await bringTo(registry, 'ACCEPTED', input(TIN));
    registry.clock.set('2027-03-24T22:59:00.000Z');
    expect((await read(registry, application.id)).overdue).toBe(false);
    expect((await registry.officer(overdueOf(false))).data).toMatchObject({ applications: { edges: [{}] } });
    registry.clock.set('2027-03-24T23:00:00.000Z');
    expect((await read(registry, application.id)).overdue).toBe(true);
    expect((await registry.officer(overdueOf(true))).data).toMatchObject({
      applications: { edges: [{ node: { id: application.id, overdue: true } }] },
    });
    expect((await registry.officer(overdueOf(false))).data).toMatchObject({ applications: { edges: [] } });
    await perform(registry, 'reject', application);
    expect((await read(registry, application.id)).overdue).toBe(false);
  });

  it('is a working one where no source gives a limit, and cannot be extended there', async () => {
    await registry.stop();
    await start('NO');
    const application = await bringTo(registry, 'ACCEPTED', input('NO923609016'));
    expect(application).toMatchObject({ decideByIsStated: false, decideBy: '2027-03-24' });
    const { errors } = await perform(registry, 'extend', application);
    expect(errors).toMatchObject([{ extensions: { code: 'ILLEGAL_TRANSITION' } }]);
  });
});
