import { Command } from 'commander';
import { systemClock } from '../subgraphs/runtime/clock.ts';
import { backUp } from './backup/back-up.ts';
import { readEnvironment } from './start/environment.ts';

const { to } = new Command('npm run backup --')
  .description(
    'Copies databases, keys, trust list and evidence of DATA_DIR while its processes run. It has private keys: keep it closed.',
  )
  .requiredOption('--to <directory>', 'must not be there yet')
  .parse()
  .opts<{ to: string }>();

try {
  const { begunAt, files } = backUp(readEnvironment().DATA_DIR, to, systemClock());
  console.log(`${to}: ${files.length} files, with all that was acknowledged before ${begunAt}.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
