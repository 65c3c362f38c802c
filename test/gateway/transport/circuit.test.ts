import { afterEach, describe, expect, test, vi } from 'vitest';
import { CallRefused } from '../../../gateway/transport/call-refused.ts';
import { type Circuit, createCircuit } from '../../../gateway/transport/circuit.ts';
import { DEFAULT_TRANSPORT } from '../../../gateway/transport/transport-settings.ts';
import { LinkFailure } from '../../../schema/link/subgraph-link.ts';

const SETTINGS = { ...DEFAULT_TRANSPORT, failuresToOpen: 3, firstLookMs: 5, longestLookMs: 20 };
const PATIENCE = { timeout: 20_000 };

const answer = async () => 'answer';
const silence = async () => Promise.reject(new LinkFailure('TIMEOUT'));
const fault = async () => Promise.reject(new TypeError('ours'));

let circuit: Circuit;

/** What is heard of the subgraph’s health while its circuit is open. */
function circuitOver(probe: () => Promise<unknown>): Circuit {
  circuit = createCircuit(probe, SETTINGS);
  return circuit;
}

async function callInTurn(calls: readonly (() => Promise<string>)[]): Promise<void> {
  for (const call of calls) await circuit.call(call).catch(() => undefined);
}

afterEach(() => {
  vi.useRealTimers();
  circuit.close();
});

describe('a circuit', () => {
  test.each([
    ['OPEN', 'silence three times in a row', [silence, silence, silence]],
    ['CLOSED', 'an answer to anybody in between', [silence, silence, answer, silence, silence]],
    ['CLOSED', 'faults that are no silence', [fault, fault, fault, fault]],
  ] as const)('is %s after %s', async (position, _what, calls) => {
    circuitOver(silence);
    await callInTurn(calls);
    expect(circuit.position()).toBe(position);
  });

  test('that is open makes no call, and waits for none', async () => {
    circuitOver(silence);
    await callInTurn([silence, silence, silence]);
    const call = vi.fn(answer);
    await expect(circuit.call(call)).rejects.toThrow(CallRefused);
    expect(call).not.toHaveBeenCalled();
  });

  test('lets one call through once health is heard, and all after its answer', async () => {
    circuitOver(answer);
    await callInTurn([silence, silence, silence]);
    await expect.poll(() => circuit.refuses(), PATIENCE).toBe(false);
    let give: (text: string) => void = () => undefined;
    const trial = circuit.call(() => new Promise<string>((resolve) => (give = resolve)));
    expect(circuit.position()).toBe('HALF_OPEN');
    await expect(circuit.call(answer)).rejects.toThrow(CallRefused);
    give('heard');
    expect(await trial).toBe('heard');
    expect(circuit.position()).toBe('CLOSED');
    expect(await circuit.call(answer)).toBe('answer');
  });

  test('opens again where the one call is not answered, and looks again', async () => {
    let looks = 0;
    circuitOver(async () => {
      looks += 1;
    });
    await callInTurn([silence, silence, silence]);
    await expect.poll(() => circuit.refuses(), PATIENCE).toBe(false);
    await callInTurn([silence]);
    expect([circuit.position(), circuit.refuses()]).toEqual(['OPEN', true]);
    await expect.poll(() => circuit.refuses(), PATIENCE).toBe(false);
    expect(looks).toBe(2);
  });

  test('closes again although the clock was set back by a day', async () => {
    circuitOver(answer);
    await callInTurn([silence, silence, silence]);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 86_400_000 });
    await expect.poll(() => circuit.refuses(), PATIENCE).toBe(false);
    expect(await circuit.call(answer)).toBe('answer');
    expect(circuit.position()).toBe('CLOSED');
  });
});
