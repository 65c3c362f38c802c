import { Command, InvalidArgumentError } from 'commander';
import { ADMINISTRATIONS } from '../schema/administrations.ts';
import {
  ACTOR_SCOPES,
  GATEWAY_SCOPES,
  isScope,
  OPERATOR_SCOPES,
  SCOPES,
  type Scope,
} from '../schema/contract/scopes.ts';
import { systemClock } from '../subgraphs/runtime/clock.ts';
import { demonstrationToken } from './start/demonstration-token.ts';
import { readEnvironment } from './start/environment.ts';
import { explainFault } from './start/explain-fault.ts';
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

const { administration, scope, vendor, operator } = new Command('npm run --silent token --')
  .description('Prints a bearer token of the demonstration issuer, and nothing else.')
  .requiredOption('--administration <code>', 'on whose behalf is asked, e.g. JP', readAdministration)
  .option('--scope <words>', 'what it permits; default: all that an officer may do at the gateway', readScopes, [
    ...GATEWAY_SCOPES,
  ])
  .option(
    '--vendor <id>',
    'a vendor or representative that acts for itself: its TIN, or the vendor’s id; scope vendor:self',
  )
  .option('--operator <tin>', 'an operator that acts for itself at its own registry; scope operator:self')
  .parse()
  .opts<{ administration: string; scope: Scope[]; vendor?: string; operator?: string }>();

const environment = readEnvironment();
try {
  const now = systemClock();
  const { signerOf } = await openTrustStore(environment.DATA_DIR, now, environment.DEPLOYMENT);
  const issuer = signerOf(DEMONSTRATION_ISSUER);
  console.log(await demonstrationToken(issuer, administration, scopesOfToken(), now, vendor, operator));
} catch (error) {
  console.error(explainFault(error, environment) ?? error);
  process.exit(1);
}

/** Whoever acts for itself may do what is its own to do, whatever scope is asked for. */
function scopesOfToken(): readonly Scope[] {
  if (operator !== undefined) return OPERATOR_SCOPES;
  return vendor === undefined ? scope : ACTOR_SCOPES;
}
