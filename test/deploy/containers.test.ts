import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { composeYaml, faultsOfSettings, ROOT } from './deployment.ts';

const { services, volumes, secrets } = composeYaml();
const own = Object.entries(services).filter(([, { build }]) => build !== undefined);
const Containerfile = readFileSync(join(ROOT, 'deploy/Containerfile'), 'utf8');

describe('the compose file', () => {
  it('has two gateways, the three services of the hub and two registries, beside PostgreSQL and NATS', () => {
    expect(Object.keys(services).sort()).toEqual([
      'gateway',
      'mutual-assistance',
      'nats',
      'postgres',
      'recognition',
      'registry-jp',
      'registry-kr',
      'vendor-registration',
    ]);
    expect(services['gateway']?.deploy?.replicas).toBe(2);
  });

  it.each(own)('gives %s settings that it knows and takes', (_name, { command = [], environment = {} }) => {
    expect(faultsOfSettings(command, environment)).toEqual([]);
  });

  it('names services, secrets, volumes and programs that are there', () => {
    for (const [, service] of Object.entries(services)) {
      expect(Object.keys(services)).toEqual(expect.arrayContaining(Object.keys(service.depends_on ?? {})));
      expect(Object.keys(secrets)).toEqual(expect.arrayContaining([...(service.secrets ?? [])]));
      const kept = (service.volumes ?? [])
        .map((volume) => volume.split(':')[0] ?? '')
        .filter((from) => !from.startsWith('.'));
      expect(Object.keys(volumes)).toEqual(expect.arrayContaining(kept));
      expect(service.healthcheck).toBeDefined();
    }
    for (const [, { command = [], build, environment = {} }] of own) {
      expect(existsSync(join(ROOT, command.at(-1) ?? ''))).toBe(true);
      expect(existsSync(join(ROOT, 'deploy', build?.context ?? '', build?.dockerfile ?? ''))).toBe(true);
      const hosts = Object.values(environment).flatMap(
        (value) => /^(?:http|nats):\/\/([\w-]+):/.exec(value)?.[1] ?? [],
      );
      expect([...Object.keys(services), 'localhost']).toEqual(expect.arrayContaining(hosts));
    }
  });

  it('has each secret setting as a file that the service is given', () => {
    for (const [, { environment = {}, secrets: given = [] }] of own) {
      const files = Object.entries(environment).filter(([name]) => name.endsWith('_FILE'));
      expect(files.map(([, path]) => path).sort()).toEqual(given.map((name) => `/run/secrets/${name}`).sort());
      expect(JSON.stringify(environment)).not.toMatch(/PASSWORD|postgres:\/\//);
    }
  });
});

describe('the Containerfile', () => {
  it('copies what is there, and what a process imports', () => {
    const copied = [...Containerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, paths]) =>
      (paths ?? '').split(' '),
    );
    expect(copied.length).toBeGreaterThan(4);
    for (const path of copied) expect([path, existsSync(join(ROOT, path))]).toEqual([path, true]);
    expect(copied).toEqual(expect.arrayContaining(['schema', 'gateway', 'subgraphs', 'scripts', 'package-lock.json']));
    const ignored = readFileSync(join(ROOT, '.dockerignore'), 'utf8');
    for (const path of copied) expect(ignored).toContain(`!${path}\n`);
  });

  it('installs no package that is for development only, and does not run as root', () => {
    expect(Containerfile).toContain('RUN npm ci --omit=dev');
    expect(Containerfile.trim().split('\n').slice(-2)).toEqual([
      'USER node',
      'CMD ["node", "--import", "tsx", "gateway/main.ts"]',
    ]);
  });

  it('has a Node that the packages take', () => {
    const { engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { engines: { node: string } };
    const versions = [...Containerfile.matchAll(/FROM node:(\d+)/g)].map(([, version]) => Number(version));
    expect(versions.length).toBe(2);
    for (const version of versions) expect(version).toBeGreaterThanOrEqual(Number(/\d+/.exec(engines.node)?.[0]));
  });
});
