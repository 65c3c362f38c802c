import { readFileSync } from 'node:fs';
import { GraphQLSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import type { ClosedEngine } from '../../gateway/closed-engine.ts';
import { createEngineSwitch } from '../../gateway/engine-switch.ts';
import type { Supergraph } from '../../gateway/supergraph/read-supergraph.ts';

const FIRST = readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8');
const SECOND = `${FIRST}\n# another text, another version\n`;

/** Engines that answer nothing, and say when they are stopped. */
function engines() {
  const stopped: string[] = [];
  const build = ({ version }: Supergraph): ClosedEngine => {
    const asked = new Set<string>();
    return {
      engine: {
        async answer() {
          asked.add('recognition');
          return new Response('{}');
        },
        schema: new GraphQLSchema({}),
        stop: async () => undefined,
      },
      links: new Map(),
      ways: { states: () => new Map() },
      asked,
      open: () => undefined,
      stop: async () => void stopped.push(version),
    };
  };
  return { build, stopped };
}

describe('an engine whose place another has taken', () => {
  test('goes at once where nothing is under way', async () => {
    const { build, stopped } = engines();
    const turned = await createEngineSwitch(FIRST, build);
    const first = turned.supergraph().version;
    expect(await turned.replace(SECOND)).toEqual({ version: turned.supergraph().version, faults: [] });
    expect(turned.supergraph().version).not.toBe(first);
    await expect.poll(() => stopped).toEqual([first]);
    expect(turned.draining()).toBe(0);
  });

  test('stays until the last of its streams has ended, and takes no new one', async () => {
    const { build, stopped } = engines();
    const turned = await createEngineSwitch(FIRST, build);
    const [one, two] = [turned.enter(), turned.enter()];
    await turned.replace(SECOND);
    expect(turned.enter().engine).not.toBe(one.engine);
    one.leave();
    one.leave();
    await new Promise((resolve) => setImmediate(resolve));
    expect(stopped).toEqual([]);
    expect(turned.draining()).toBe(1);
    two.leave();
    await expect.poll(() => stopped).toHaveLength(1);
    expect(turned.draining()).toBe(0);
  });

  test('goes when its time is over, whatever is still under way', async () => {
    const { build, stopped } = engines();
    const turned = await createEngineSwitch(FIRST, build, 10);
    turned.enter();
    await turned.replace(SECOND);
    await expect.poll(() => stopped).toHaveLength(1);
  });

  test('goes when everything stops', async () => {
    const { build, stopped } = engines();
    const turned = await createEngineSwitch(FIRST, build);
    turned.enter();
    await turned.replace(SECOND);
    await turned.stop();
    expect(stopped).toHaveLength(2);
  });

  test('is not touched by the same supergraph again', async () => {
    const { build, stopped } = engines();
    const turned = await createEngineSwitch(FIRST, build);
    expect(await turned.replace(FIRST)).toEqual({ version: turned.supergraph().version, faults: [] });
    expect(stopped).toEqual([]);
  });
});

describe('a start', () => {
  test('is refused with every fault of the supergraph', async () => {
    const { build } = engines();
    const without = FIRST.replaceAll('"registry-kr"', '"registry-zz"');
    await expect(createEngineSwitch(without, build)).rejects.toThrow(/registry-kr: is missing[\s\S]*ZZ has no entry/);
  });
});
