import { describe, expect, it } from 'vitest';
import { changeSources } from '../../../scripts/add-administration/change-sources.ts';
import type { NewAdministration } from '../../../scripts/add-administration/read-new-administration.ts';

const SOURCES = {
  administrations: `export const ADMINISTRATIONS = [
  { code: 'BR' },
  // npm run add-administration appends here
];
`,
  registryProfiles: `import { profileOfUs } from './us.ts';
// npm run add-administration adds an import here
import type { RegistryProfile } from './registry-profile.ts';

export const REGISTRY_PROFILES = {
  BR: profileOfBr,
  // npm run add-administration adds a line here
};
`,
};

const INDIA: NewAdministration = {
  code: 'IN',
  name: 'India',
  region: 'ASIA_PACIFIC',
  tinPrefixes: ['IN'],
  timeZone: 'Asia/Kolkata',
  currency: 'INR',
  programme: undefined,
};

describe('the texts of the sources', () => {
  it('get one element, one import and one line, each before its mark, which stays', () => {
    const changed = changeSources(SOURCES, INDIA);
    expect(changed.administrations).toBe(`export const ADMINISTRATIONS = [
  { code: 'BR' },
  {
    code: 'IN',
    name: 'India',
    region: 'ASIA_PACIFIC',
    tinPrefixes: ['IN'],
    timeZone: 'Asia/Kolkata',
    currency: 'INR',
    registry: 'CONNECTED',
    registryUrl: null,
  },
  // npm run add-administration appends here
];
`);
    expect(changed.registryProfiles).toBe(`import { profileOfUs } from './us.ts';
import { profileOfIn } from './in.ts';
// npm run add-administration adds an import here
import type { RegistryProfile } from './registry-profile.ts';

export const REGISTRY_PROFILES = {
  BR: profileOfBr,
  IN: profileOfIn,
  // npm run add-administration adds a line here
};
`);
  });

  it('get a second administration behind the first', () => {
    const twice = changeSources(changeSources(SOURCES, INDIA), { ...INDIA, code: 'ZA', name: 'South Africa' });
    expect(twice.administrations.match(/code: '\w+'/g)).toEqual(["code: 'BR'", "code: 'IN'", "code: 'ZA'"]);
    expect(twice.registryProfiles).toContain('  IN: profileOfIn,\n  ZA: profileOfZa,\n');
  });

  it('get a profile that follows the programme of the reference data, or has the name that is given', () => {
    expect(changeSources(SOURCES, INDIA).profile).toBe(`import { profileOfProgramme } from './profile-of-programme.ts';
import type { RegistryProfile } from './registry-profile.ts';

/** India. */
export const profileOfIn: RegistryProfile = profileOfProgramme('IN', []);
`);
    expect(changeSources(SOURCES, { ...INDIA, programme: 'AEO' }).profile).toContain(
      "RegistryProfile = {\n  ...profileOfProgramme('IN', []),\n  programmeName: 'AEO',\n};\n",
    );
  });

  it('keep a name that is more than letters inside its string and its comment', () => {
    const named = (name: string) => changeSources(SOURCES, { ...INDIA, name, programme: name });
    expect(named("Côte d'Ivoire").administrations).toContain(`    name: "Côte d'Ivoire",\n`);
    expect(named('\\ \' " x').administrations).toContain(`    name: '\\\\ \\' " x',\n`);
    expect(named('*/ process.exit() /*').profile).toContain('/** * / process.exit() /*. */');
  });

  it('break a list of prefixes that is too long for a line', () => {
    const tinPrefixes = Array.from({ length: 20 }, (_, at) => `A${String.fromCharCode(65 + at)}`);
    expect(changeSources(SOURCES, { ...INDIA, tinPrefixes }).administrations).toContain(
      "    tinPrefixes: [\n      'AA',\n      'AB',\n",
    );
  });

  it.each(['administrations', 'registryProfiles'] as const)('are not changed where the mark of %s is gone', (file) => {
    const unmarked = { ...SOURCES, [file]: SOURCES[file].replaceAll('npm run add-administration', '') };
    expect(() => changeSources(unmarked, INDIA)).toThrow('The marked line is not there exactly once');
  });
});
