import 'reflect-metadata';
import { Command } from 'commander';
import { systemClock } from '../subgraphs/runtime/clock.ts';
import { restore } from './backup/restore.ts';
import { readEnvironment } from './start/environment.ts';

const { from } = new Command('npm run restore --')
  .description(
    'Puts a backup into DATA_DIR, which must be empty, and verifies every database and chain. Exit 0: all are whole.',
  )
  .requiredOption('--from <directory>', 'what npm run backup wrote')
  .parse()
  .opts<{ from: string }>();

try {
  const stores = await restore(from, readEnvironment().DATA_DIR, systemClock());
  for (const { name, entries, faults } of stores) {
    const chain = entries === null ? '' : `, ${entries} entries in its chain`;
    console.log(`${name}: ${faults.length === 0 ? `whole${chain}` : faults.join('; ')}`);
  }
  process.exit(stores.every(({ faults }) => faults.length === 0) ? 0 : 1);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
