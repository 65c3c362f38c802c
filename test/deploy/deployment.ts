import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, parseAllDocuments } from 'yaml';
import { VARIABLES as GATEWAY_VARIABLES, readEnvironment as readGateway } from '../../gateway/environment.ts';
import { SECRET_VARIABLES } from '../../schema/settings/given-variables.ts';
import {
  VARIABLES as REGISTRY_VARIABLES,
  readEnvironment as readRegistry,
} from '../../subgraphs/aeo-registry/environment.ts';
import {
  VARIABLES as ASSISTANCE_VARIABLES,
  readEnvironment as readAssistance,
} from '../../subgraphs/mutual-assistance/environment.ts';
import {
  VARIABLES as RECOGNITION_VARIABLES,
  readEnvironment as readRecognition,
} from '../../subgraphs/recognition/environment.ts';
import {
  readEnvironment as readVendors,
  VARIABLES as VENDOR_VARIABLES,
} from '../../subgraphs/vendor-registration/environment.ts';

/** The repository. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** An object of a manifest, as far as the tests look at it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels: Readonly<Record<string, string>> };
  readonly data?: Readonly<Record<string, string>>;
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** Directories of `deploy/kubernetes`, each a base by itself. */
export const BASES = readdirSync(join(ROOT, 'deploy/kubernetes'));

/** The objects of one base, as its kustomization lists them. */
export function manifestsOf(base: string): Manifest[] {
  const place = join(ROOT, 'deploy/kubernetes', base);
  const { resources } = parse(readFileSync(join(place, 'kustomization.yaml'), 'utf8')) as { resources: string[] };
  return resources.flatMap((file) =>
    parseAllDocuments(readFileSync(join(place, file), 'utf8')).map((document) => {
      if (document.errors.length > 0) throw document.errors[0];
      return document.toJS() as Manifest;
    }),
  );
}

/** A service of the compose file, as far as the tests look at it. */
export interface ComposeService {
  readonly command?: readonly string[];
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly volumes?: readonly string[];
  readonly depends_on?: Readonly<Record<string, unknown>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly deploy?: { readonly replicas: number };
}

/** The compose file. */
export function composeYaml() {
  return parse(readFileSync(join(ROOT, 'deploy/compose.yaml'), 'utf8')) as {
    services: Record<string, ComposeService>;
    volumes: Record<string, object>;
    secrets: Record<string, { file: string }>;
  };
}

/** What a process understands, by the file that is run. */
const SETTINGS_OF: Readonly<Record<string, { names: readonly string[]; read: (given: NodeJS.ProcessEnv) => unknown }>> =
  {
    'gateway/main.ts': { names: GATEWAY_VARIABLES, read: readGateway },
    'subgraphs/aeo-registry/main.ts': { names: REGISTRY_VARIABLES, read: readRegistry },
    'subgraphs/recognition/main.ts': { names: RECOGNITION_VARIABLES, read: readRecognition },
    'subgraphs/vendor-registration/main.ts': { names: VENDOR_VARIABLES, read: readVendors },
    'subgraphs/mutual-assistance/main.ts': { names: ASSISTANCE_VARIABLES, read: readAssistance },
  };

/** Settings that the process of a command would not know, and what it would say against the others. */
export function faultsOfSettings(command: readonly string[], given: Readonly<Record<string, string>>): string[] {
  const settings = SETTINGS_OF[command.at(-1) ?? ''];
  if (settings === undefined) return [`${command.join(' ')} is no process`];
  const isFile = (name: string) => SECRET_VARIABLES.some((secret) => `${secret}_FILE` === name);
  const known = (name: string) => settings.names.includes(isFile(name) ? name.replace(/_FILE$/, '') : name);
  const unknown = Object.keys(given).filter((name) => !known(name));
  try {
    // The files of secrets are not here; what stands in them is no setting of a manifest.
    settings.read(Object.fromEntries(Object.entries(given).filter(([name]) => !isFile(name))));
    return unknown;
  } catch (error) {
    return [...unknown, String(error)];
  }
}
