import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { type ContractChange, contractChanges, PROMISED, type Promised } from './contract/contract-changes.ts';
import { faultsOfChanges, readAcceptedChanges } from './contract/judge-changes.ts';

const SCHEMA = new URL('../schema/', import.meta.url);
const ACCEPTED = new URL('released/accepted-changes.json', SCHEMA);

const nowOf = (promised: Promised) => new URL(`${promised}.graphql`, SCHEMA);
const releasedOf = (promised: Promised) => new URL(`released/${promised}.graphql`, SCHEMA);

/** Every change of what was promised since the last release. */
export async function changesSinceRelease(): Promise<ContractChange[]> {
  const changes = await Promise.all(
    PROMISED.map((promised) =>
      contractChanges(promised, readFileSync(releasedOf(promised), 'utf8'), readFileSync(nowOf(promised), 'utf8')),
    ),
  );
  return changes.flat();
}

/** What is promised now becomes what later changes are compared with. */
function release(): void {
  for (const promised of PROMISED) copyFileSync(nowOf(promised), releasedOf(promised));
  writeFileSync(ACCEPTED, '[]\n');
}

async function main(): Promise<number> {
  const command = new Command('npm run check:contract --')
    .description('Compares what is promised to clients, officers and registries with what was released last.')
    .option('--release', 'at a release: what is promised now is what later changes are compared with')
    .parse();
  const changes = await changesSinceRelease();
  const faults = faultsOfChanges(changes, readAcceptedChanges(readFileSync(ACCEPTED, 'utf8')));
  const dangerous = changes.filter(({ severity }) => severity === 'DANGEROUS');
  for (const { schema, message } of dangerous) console.log(`${schema}: to be told to clients: ${message}`);
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) {
    console.error('See docs/contract-changes.md.');
    return 1;
  }
  if (command.opts<{ release?: true }>().release) release();
  console.log(`${changes.length} changes since the release, none of them breaks what was promised.`);
  return 0;
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
