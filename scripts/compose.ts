import 'reflect-metadata';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { composeSupergraph } from '../gateway/supergraph/compose-supergraph.ts';
import { subgraphSdls } from './subgraph-sdls.ts';

const SCHEMA_DIRECTORY = fileURLToPath(new URL('../schema/', import.meta.url));

/** Every generated file by its path below `schema/`; throws with all faults where the subgraphs do not compose. */
export async function generatedSchemas(): Promise<Map<string, string>> {
  const subgraphs = await subgraphSdls();
  const composition = composeSupergraph(subgraphs);
  if (!composition.ok) throw new Error(`The subgraphs do not compose:\n  ${composition.faults.join('\n  ')}`);
  return new Map([
    ...subgraphs.map(({ name, sdl }): [string, string] => [join('subgraphs', `${name}.graphql`), sdl]),
    ['supergraph.graphql', `${composition.supergraph.trim()}\n`],
    ['api.graphql', `${composition.api.trim()}\n`],
  ]);
}

/** The generated files that are not as they would be generated now. */
export function staleSchemas(generated: ReadonlyMap<string, string>): string[] {
  const stale = [...generated].filter(([path, text]) => {
    const file = join(SCHEMA_DIRECTORY, path);
    return !existsSync(file) || readFileSync(file, 'utf8') !== text;
  });
  const left = committedSubgraphs().filter((path) => !generated.has(path));
  return [...stale.map(([path]) => path), ...left];
}

function committedSubgraphs(): string[] {
  const directory = join(SCHEMA_DIRECTORY, 'subgraphs');
  return existsSync(directory) ? readdirSync(directory).map((name) => join('subgraphs', name)) : [];
}

function write(generated: ReadonlyMap<string, string>): void {
  mkdirSync(join(SCHEMA_DIRECTORY, 'subgraphs'), { recursive: true });
  for (const path of committedSubgraphs()) if (!generated.has(path)) rmSync(join(SCHEMA_DIRECTORY, path));
  for (const [path, text] of generated) writeFileSync(join(SCHEMA_DIRECTORY, path), text);
}

async function main(): Promise<number> {
  const generated = await generatedSchemas();
  if (!process.argv.includes('--check')) {
    write(generated);
    console.log(`Wrote ${generated.size} files below schema/.`);
    return 0;
  }
  const stale = staleSchemas(generated);
  for (const path of stale) console.error(`schema/${path} is not what the classes say: run npm run compose`);
  return stale.length === 0 ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().then(
    (code) => process.exit(code),
    (error: Error) => {
      console.error(error.message);
      process.exit(1);
    },
  );
}
