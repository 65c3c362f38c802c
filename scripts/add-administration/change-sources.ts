import type { NewAdministration } from './read-new-administration.ts';

/** The two files that get a line or an element, by their text. */
export interface ListedSources {
  /** schema/administrations.ts */
  readonly administrations: string;
  /** subgraphs/aeo-registry/profiles/registry-profiles.ts */
  readonly registryProfiles: string;
}

/** The two files with the administration in them, and the file that is new. */
export interface ChangedSources extends ListedSources {
  /** subgraphs/aeo-registry/profiles/<code>.ts */
  readonly profile: string;
}

const APPEND = '  // npm run add-administration appends here\n';
const ADD_IMPORT = '// npm run add-administration adds an import here\n';
const ADD_LINE = '  // npm run add-administration adds a line here\n';

/** Width at which the formatter breaks a line. */
const LINE_WIDTH = 120;

/** Puts an administration into the texts; throws where a marked line is gone, naming it. */
export function changeSources(sources: ListedSources, administration: NewAdministration): ChangedSources {
  const { code } = administration;
  const profileName = profileNameOf(code);
  return {
    administrations: insertBefore(sources.administrations, APPEND, listElement(administration)),
    registryProfiles: insertBefore(
      insertBefore(
        sources.registryProfiles,
        ADD_IMPORT,
        `import { ${profileName} } from './${code.toLowerCase()}.ts';\n`,
      ),
      ADD_LINE,
      `  ${code}: ${profileName},\n`,
    ),
    profile: profileFile(administration),
  };
}

function insertBefore(text: string, marker: string, insertion: string): string {
  const parts = text.split(marker);
  const [before, after] = parts;
  if (parts.length !== 2 || before === undefined || after === undefined)
    throw new TypeError(`The marked line is not there exactly once: ${marker.trim()}`);
  return `${before}${insertion}${marker}${after}`;
}

function profileNameOf(code: string): string {
  return `profileOf${code.charAt(0)}${code.slice(1).toLowerCase()}`;
}

function listElement({ code, name, region, tinPrefixes, timeZone, currency }: NewAdministration): string {
  return `  {
    code: ${quoted(code)},
    name: ${quoted(name)},
    region: ${quoted(region)},
    tinPrefixes: ${quotedList(tinPrefixes)},
    timeZone: ${quoted(timeZone)},
    currency: ${quoted(currency)},
    registry: 'CONNECTED',
    registryUrl: null,
  },
`;
}

function profileFile({ code, name, programme }: NewAdministration): string {
  const profile = `profileOfProgramme(${quoted(code)}, [])`;
  const value = programme === undefined ? profile : `{\n  ...${profile},\n  programmeName: ${quoted(programme)},\n}`;
  return `import { profileOfProgramme } from './profile-of-programme.ts';
import type { RegistryProfile } from './registry-profile.ts';

/** ${name.replaceAll('*/', '* /')}. */
export const ${profileNameOf(code)}: RegistryProfile = ${value};
`;
}

function quotedList(words: readonly string[]): string {
  const line = `[${words.map(quoted).join(', ')}]`;
  return `    tinPrefixes: ${line},`.length <= LINE_WIDTH
    ? line
    : `[\n${words.map((word) => `      ${quoted(word)},\n`).join('')}    ]`;
}

/** A string literal as the formatter writes it: single quotes, double where that saves escapes. */
function quoted(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\');
  if (!escaped.includes("'")) return `'${escaped}'`;
  return escaped.includes('"') ? `'${escaped.replaceAll("'", "\\'")}'` : `"${escaped}"`;
}
