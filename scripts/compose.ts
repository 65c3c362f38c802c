import 'reflect-metadata';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { composeSupergraph } from '../gateway/supergraph/compose-supergraph.ts';
import { printRegistryContract } from '../gateway/supergraph/registry-contract.ts';
import { printOfficerSdl } from '../subgraphs/aeo-registry/graphql/officer/officer-schema.ts';
import { deploymentFiles } from './deploy/deployment-files.ts';
import { referencePages } from './reference-pages.ts';
import { subgraphSdls } from './subgraph-sdls.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const SUBGRAPHS = 'schema/subgraphs';

/** Every generated file by its path; throws with all faults where the subgraphs do not compose. */
export async function generatedFiles(): Promise<Map<string, string>> {
  const subgraphs = await subgraphSdls();
  const composition = composeSupergraph(subgraphs);
  if (!composition.ok) throw new Error(`The subgraphs do not compose:\n  ${composition.faults.join('\n  ')}`);
  return new Map([
    ...subgraphs.map(({ name, sdl }): [string, string] => [`${SUBGRAPHS}/${name}.graphql`, sdl]),
    ['schema/supergraph.graphql', `${composition.supergraph.trim()}\n`],
    ['schema/api.graphql', `${composition.api.trim()}\n`],
    ['schema/officer.graphql', `${(await printOfficerSdl()).trim()}\n`],
    ['schema/registry-contract.graphql', `${printRegistryContract()}\n`],
    ...deploymentFiles(),
    ...[...referencePages()].map(([name, text]): [string, string] => [`docs/${name}`, text]),
  ]);
}

/** The generated files that are not as they would be generated now. */
export function staleFiles(generated: ReadonlyMap<string, string>): string[] {
  const stale = [...generated].filter(([path, text]) => {
    const file = join(ROOT, path);
    return !existsSync(file) || readFileSync(file, 'utf8') !== text;
  });
  return [...stale.map(([path]) => path), ...leftSubgraphs(generated)];
}

/** Schemas of subgraphs that are no more. */
function leftSubgraphs(generated: ReadonlyMap<string, string>): string[] {
  const directory = join(ROOT, SUBGRAPHS);
  const present = existsSync(directory) ? readdirSync(directory).map((name) => `${SUBGRAPHS}/${name}`) : [];
  return present.filter((path) => !generated.has(path));
}

function write(generated: ReadonlyMap<string, string>): void {
  for (const path of leftSubgraphs(generated)) rmSync(join(ROOT, path));
  for (const [path, text] of generated) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true });
    writeFileSync(join(ROOT, path), text);
  }
}

async function main(): Promise<number> {
  const generated = await generatedFiles();
  if (!process.argv.includes('--check')) {
    write(generated);
    console.log(`Wrote ${generated.size} files.`);
    return 0;
  }
  const stale = staleFiles(generated);
  for (const path of stale) console.error(`${path} is not what the sources say: run npm run compose`);
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
