import { describe, expect, it } from 'vitest';
import { placesOf, sourcesBelow } from './sources.ts';

const PROGRAM = sourcesBelow('schema', 'gateway', 'subgraphs', 'scripts');

/** Where time is read. Two, since the gateway imports no subgraph: a process has one of them. */
const CLOCKS = ['subgraphs/runtime/clock.ts', 'gateway/clock.ts'];

describe('the surroundings', () => {
  it('are read from process.env only in environment.ts', () => {
    expect(
      placesOf(
        PROGRAM.filter(({ path }) => !/(?:^|\/)environment\.ts$/.test(path)),
        /\bprocess\.env\b/g,
      ),
      'because one file a process reads the settings, reports all faults at once and stops',
    ).toEqual([]);
  });

  it('tell the time only in clock.ts', () => {
    expect(
      placesOf(
        PROGRAM.filter(({ path }) => !CLOCKS.includes(path)),
        /\bnew Date\(\s*\)|\bDate\.now\b|\bDate\(\s*\)|\bDateTime\.(?:now|local|utc)\(\s*\)/g,
      ),
      'because everything else is handed a clock, so that a test can set it and a decision can be repeated',
    ).toEqual([]);
  });

  it('have at most one clock a side, each of one function', () => {
    const clocks = PROGRAM.filter(({ path }) => CLOCKS.includes(path));
    expect(clocks.map(({ path }) => path)).toContain('subgraphs/runtime/clock.ts');
    for (const { path } of clocks) {
      expect(placesOf(clocks, /\bnew Date\(\)/g).filter((place) => place.startsWith(path))).toHaveLength(1);
    }
  });

  it('have a broker of events only where one is set: its client is loaded by nothing else', () => {
    const others = PROGRAM.filter(({ path }) => !path.startsWith('subgraphs/runtime/nats/'));
    expect(
      placesOf(others, /^import (?!type)[^;]*from '[^']*(?:@nats-io\/|nats-(?!settings)[\w-]*\.ts)/gm, 'text'),
      'because whoever sets no NATS_URL should not pay for it, or trust it',
    ).toEqual([]);
  });

  it('are not ended by a library file', () => {
    const commands = /^scripts\/|(?:^|\/)(?:main|environment)\.ts$|^subgraphs\/runtime\/run-subgraph\.ts$/;
    expect(
      placesOf(
        PROGRAM.filter(({ path }) => !commands.test(path)),
        /\bprocess\.(?:exit|on|exitCode)\b/g,
      ),
      'because only the file that starts a process may end it: everything else can stand in one process with sixteen others',
    ).toEqual([]);
  });
});
