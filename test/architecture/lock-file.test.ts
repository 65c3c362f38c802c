import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
}

const REGISTRY = 'https://registry.npmjs.org/';

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8'));
const { packages } = read('package-lock.json') as { readonly packages: Readonly<Record<string, Locked>> };
const manifest = read('package.json') as Readonly<Record<string, Readonly<Record<string, string>> | undefined>>;
const installed = Object.entries(packages).filter(([path]) => path !== '');

describe('the lock file', () => {
  it('takes every package from the npm registry, and no link, folder, git repository or other host', () => {
    expect(installed.length).toBeGreaterThan(100);
    // Where no place is written down, npm takes the registry: a lock file written behind a mirror has none.
    const elsewhere = installed.filter(
      ([, { link, resolved = REGISTRY }]) => link === true || !resolved.startsWith(REGISTRY),
    );
    expect(elsewhere.map(([path]) => path)).toEqual([]);
    const settings = readFileSync(new URL('../../.npmrc', import.meta.url), 'utf8');
    expect(settings).not.toMatch(/registry *=(?! *https:\/\/registry\.npmjs\.org\/)/);
  });

  it('knows the content of every package by SHA-512', () => {
    expect(
      installed.filter(([, { integrity = '' }]) => !integrity.startsWith('sha512-')).map(([path]) => path),
    ).toEqual([]);
  });

  it('is that of the manifest, which pins each package exactly', () => {
    const kinds = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;
    const declared = kinds.flatMap((kind) => Object.entries(manifest[kind] ?? {}));
    const pinned = declared.map(([name, version]) => [name, version, packages[`node_modules/${name}`]?.version]);
    expect(pinned.filter(([, wanted, locked]) => wanted !== locked)).toEqual([]);
  });
});

describe('install scripts', () => {
  it('run for packages that are named, and for no other', () => {
    const scripted = installed.filter(([, locked]) => 'hasInstallScript' in locked).map(([path]) => path);
    const named = Object.keys(manifest['allowScripts'] ?? {});
    const names = scripted.map((path) => path.split('node_modules/').at(-1) ?? '');
    expect(names.filter((name) => !named.includes(name) && name !== 'fsevents')).toEqual([]);
  });
});
