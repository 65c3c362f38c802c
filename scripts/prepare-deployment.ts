import { Command } from 'commander';
import { systemClock } from '../subgraphs/runtime/clock.ts';
import { prepareSecrets } from './deploy/prepare-secrets.ts';

const { to } = new Command('npm run prepare-deployment --')
  .description('Makes keys, trust list, supergraph and passwords for the trial installation of deploy/compose.yaml.')
  .option('--to <directory>', 'must not be there yet', 'deploy/secrets')
  .parse()
  .opts<{ to: string }>();

try {
  await prepareSecrets(to, systemClock());
  console.log(`${to}: for the containers, files below keys/ have to belong to account 1000: chown -R 1000 ${to}/keys`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
