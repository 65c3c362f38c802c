import { Command, InvalidArgumentError } from 'commander';
import { ADMINISTRATIONS } from '../schema/administrations.ts';
import { GATEWAY_SCOPES, isScope, SCOPES, type Scope } from '../schema/contract/scopes.ts';
import { systemClock } from '../subgraphs/runtime/clock.ts';
import { demonstrationToken } from './start/demonstration-token.ts';
import { readEnvironment } from './start/environment.ts';
import { DEMONSTRATION_ISSUER, openTrustStore } from './start/trust-store.ts';

function readAdministration(text: string): string {
  const code = text.toUpperCase();
  if (!ADMINISTRATIONS.some((administration) => administration.code === code)) {
    throw new InvalidArgumentError(`one of ${ADMINISTRATIONS.map((administration) => administration.code).join(', ')}`);
  }
  return code;
}

function readScopes(text: string): Scope[] {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const unknown = words.filter((word) => !isScope(word));
  if (unknown.length > 0 || words.length === 0) {
    throw new InvalidArgumentError(`words of ${Object.keys(SCOPES).join(', ')}`);
  }
  return words.filter(isScope);
}

const { administration, scope } = new Command('npm run --silent token --')
  .description('Prints a bearer token of the demonstration issuer, and nothing else.')
  .requiredOption('--administration <code>', 'on whose behalf is asked, e.g. JP', readAdministration)
  .option('--scope <words>', 'what it permits; default: all that an officer may do at the gateway', readScopes, [
    ...GATEWAY_SCOPES,
  ])
  .parse()
  .opts<{ administration: string; scope: Scope[] }>();

const { signerOf } = await openTrustStore(readEnvironment().DATA_DIR, systemClock());
console.log(await demonstrationToken(signerOf(DEMONSTRATION_ISSUER), administration, scope, systemClock()));
