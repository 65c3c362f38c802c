import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { z } from 'zod';
import { composeSupergraph, type SubgraphSdl } from '../gateway/supergraph/compose-supergraph.ts';
import { readSupergraph } from '../gateway/supergraph/read-supergraph.ts';

const SUBGRAPHS = fileURLToPath(new URL('../schema/subgraphs', import.meta.url));

const addressesSchema = z.record(z.string(), z.url({ protocol: /^https?$/ }));

/** What is composed, and where the subgraphs are. */
export interface SupergraphSources {
  /** Directory with one `<subgraph>.graphql` for each. */
  readonly subgraphs: string;
  /** JSON: base addresses by subgraph; undefined: none is named. */
  readonly addresses?: string | undefined;
}

/** Lints and composes the SDL files, with the addresses; throws with every fault. Asks nobody: it runs without a network. */
export function composeFiles({ subgraphs, addresses }: SupergraphSources): { sdl: string; version: string } {
  const sdls = readdirSync(subgraphs)
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .map(
      (name): SubgraphSdl => ({
        name: name.slice(0, -'.graphql'.length),
        sdl: readFileSync(join(subgraphs, name), 'utf8'),
      }),
    );
  const bases = addresses === undefined ? {} : addressesSchema.parse(JSON.parse(readFileSync(addresses, 'utf8')));
  const unknown = Object.keys(bases).filter((name) => !sdls.some((subgraph) => subgraph.name === name));
  if (unknown.length > 0) throw new TypeError(`There is an address, but no SDL, of ${unknown.join(', ')}.`);
  const composition = composeSupergraph(sdls, new Map(Object.entries(bases)));
  if (!composition.ok) throw new TypeError(`The subgraphs do not compose:\n  ${composition.faults.join('\n  ')}`);
  const sdl = `${composition.supergraph.trim()}\n`;
  const read = readSupergraph(sdl);
  if (!read.ok) throw new TypeError(`No gateway would serve it:\n  ${read.faults.join('\n  ')}`);
  return { sdl, version: read.supergraph.version };
}

/** Puts the text in the place of the file in one step: whoever reads it has the old one or the new one, whole. */
export function replaceFile(path: string, text: string): void {
  const beside = `${path}.${process.pid}.new`;
  writeFileSync(beside, text);
  renameSync(beside, path);
}

function main(): void {
  const command = new Command('npm run supergraph --')
    .description('Composes the supergraph that gateways serve and follow (SUPERGRAPH), from SDL files and addresses.')
    .option('--subgraphs <directory>', 'one <subgraph>.graphql for each', SUBGRAPHS)
    .option(
      '--addresses <file>',
      'JSON: { "registry-kr": "https://aeo.example.kr" }; one without is as the settings say',
    )
    .requiredOption('--to <file>', 'the supergraph; it is replaced in one step')
    .parse();
  const { to, ...sources } = command.opts<SupergraphSources & { to: string }>();
  try {
    const { sdl, version } = composeFiles(sources);
    replaceFile(to, sdl);
    console.log(`${to}: supergraph ${version}`);
  } catch (error) {
    console.error(error instanceof z.ZodError ? z.prettifyError(error) : String((error as Error).message));
    process.exit(1);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
