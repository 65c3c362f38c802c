import { ADMINISTRATIONS, type AdministrationCode, findAdministration } from '../../schema/administrations.ts';
import { CONTRACT_VERSION } from '../../schema/contract/attestation.ts';
import { isErrorCode } from '../../schema/contract/error-codes.ts';
import type { PurposeOfUse } from '../../schema/contract/vocabulary.ts';
import type { Signer } from '../../schema/trust/signer.ts';
import type { TrustedKey } from '../../schema/trust/trust-list.ts';
import { demonstrationTin } from '../seed/demonstration-tin.ts';
import { checkBatches } from './check-batches.ts';
import { checkDoor } from './check-door.ts';
import { checkOperators } from './check-operators.ts';
import { checkSdl, nationalFields } from './check-sdl.ts';
import { checkStatements } from './check-statements.ts';
import { CONFORMANCE_CHECKS } from './checks.ts';
import { shortly } from './json-object.ts';
import { createRegistryClient, type RegistryClient } from './registry-client.ts';
import { pinnedKeys } from './statements.ts';
import { createVerdicts, type Finding, type Verdicts } from './verdicts.ts';

/** What a check is run with. */
export interface ConformanceOptions {
  readonly url: string;
  readonly administration: AdministrationCode;
  /** In whose name is asked. */
  readonly asking: AdministrationCode;
  readonly purpose: PurposeOfUse;
  readonly known?: string | undefined;
  readonly withheld?: string | undefined;
  /** Default: a good TIN of this administration that nobody is likely to have. */
  readonly unknown?: string | undefined;
  /** SDL in place of the published one. */
  readonly sdl?: string | undefined;
  /** Asks in the gateway's name, as a real one would. */
  readonly gateway: Signer;
  /** The keys of the trust list. */
  readonly keys: readonly TrustedKey[];
  readonly clock: () => Date;
}

/** What was found, and with what. */
export interface ConformanceReport {
  readonly url: string;
  readonly administration: AdministrationCode;
  readonly contractVersion: string;
  readonly at: string;
  /** True if no MUST is broken; what was not shown is not counted. */
  readonly conforms: boolean;
  /** Milliseconds for a thousand operators; the deadline is 3,000. */
  readonly thousandMilliseconds: number;
  readonly findings: readonly Finding[];
}

/** TINs beyond what any registry's demonstration data have. */
const FIRST_INDEX = 500_000;
const TINS = 996;

/** Asks an independent registry all that tells whether it keeps the contract. */
export async function runConformance(options: ConformanceOptions): Promise<ConformanceReport> {
  const { administration, asking, gateway, keys, clock, url, purpose, known, withheld } = options;
  const client = withPurpose(createRegistryClient({ url, administration, asking, gateway, clock }), purpose);
  const verdicts = createVerdicts();
  const pinned = pinnedKeys(keys, administration, clock());
  const tins = freshTins(administration);
  const unknown = options.unknown ?? tins[0] ?? '';
  const named = [known, withheld, unknown].filter((tin) => tin !== undefined);
  const batch = [...new Set([...named, ...tins])];

  const sdl = await checkSdl(client, verdicts, options.sdl);
  const national = sdl === undefined ? [] : nationalFields(sdl, client.typeName);
  await checkDoor(client, verdicts, pinned, unknown);
  const operators = { known, withheld, unknown, foreign: foreignTin(administration) };
  const said = await checkOperators(client, verdicts, operators, national, pinned);
  const { statements, milliseconds } = await checkBatches(client, verdicts, batch, pinned);
  checkStatements(client, verdicts, [...said, ...statements]);
  checkErrors(client, verdicts);

  const findings = verdicts.findings();
  return {
    url,
    administration,
    contractVersion: CONTRACT_VERSION,
    at: clock().toISOString(),
    conforms: findings.every(({ check, result }) => result !== 'BROKEN' || CONFORMANCE_CHECKS[check].level !== 'MUST'),
    thousandMilliseconds: milliseconds,
    findings,
  };
}

/** Everything that was refused in this run, by its code. */
function checkErrors({ errors }: RegistryClient, verdicts: Verdicts): void {
  if (errors.length === 0) {
    verdicts.notShown('ERRORS.REGISTERED', 'Nothing was refused.');
    return;
  }
  const unregistered = errors.filter(({ extensions }) => !isErrorCode(extensions['code']));
  const traced = errors.filter(({ extensions }) => 'stacktrace' in extensions || 'exception' in extensions);
  verdicts.found('ERRORS.REGISTERED', [
    ...unregistered.map(({ extensions, message }) => `${shortly(extensions['code'])}: ${shortly(message)}`),
    ...traced.map(({ message }) => `a stack trace with ${shortly(message)}`),
  ]);
}

function withPurpose(client: RegistryClient, purpose: PurposeOfUse): RegistryClient {
  const caller: RegistryClient['caller'] = (given = {}) => client.caller({ purpose, ...given });
  return {
    ...client,
    caller,
    assertion: (body, of = caller()) => client.assertion(body, of),
    askEntities: (asked, selection, of = caller()) => client.askEntities(asked, selection, of),
  };
}

function freshTins(administration: AdministrationCode): readonly string[] {
  const prefix = findAdministration(administration)?.tinPrefixes[0] ?? administration;
  const taken = new Set<string>();
  for (let index = FIRST_INDEX; taken.size < TINS; index += 1) {
    taken.add(demonstrationTin(administration, prefix, index, taken));
  }
  return [...taken];
}

function foreignTin(administration: AdministrationCode): string {
  const other = ADMINISTRATIONS.find(({ code }) => code !== administration);
  const code = other?.code ?? administration;
  return demonstrationTin(code, other?.tinPrefixes[0] ?? code, FIRST_INDEX, new Set());
}
