import type { AdministrationCode } from '../../schema/administrations.ts';
import type { Scope } from '../../schema/contract/scopes.ts';
import { systemClock } from '../../subgraphs/runtime/clock.ts';
import { demonstrationToken } from '../start/demonstration-token.ts';
import { readEnvironment } from '../start/environment.ts';
import { DEMONSTRATION_ISSUER, openTrustStore } from '../start/trust-store.ts';

/** What the command line says of the way to an officer endpoint. */
export interface AccessOptions {
  readonly administration: AdministrationCode;
  readonly url?: string | undefined;
  readonly token?: string | undefined;
}

/** Address and token of an officer endpoint: as given, or those of a demonstration on this machine. */
export async function officerAccess(
  { administration, url, token }: AccessOptions,
  scopes: readonly Scope[],
): Promise<{ readonly url: string; readonly token: string }> {
  const { PORT, DATA_DIR } = readEnvironment();
  return {
    url: url ?? `http://localhost:${PORT}/registries/${administration}/graphql`,
    token: token ?? (await tokenOfDemonstration(administration, DATA_DIR, scopes)),
  };
}

async function tokenOfDemonstration(
  administration: AdministrationCode,
  dataDirectory: string,
  scopes: readonly Scope[],
): Promise<string> {
  const { signerOf } = await openTrustStore(dataDirectory, systemClock());
  return demonstrationToken(signerOf(DEMONSTRATION_ISSUER), administration, scopes, systemClock());
}
