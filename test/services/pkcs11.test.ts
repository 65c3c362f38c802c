import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { calculateJwkThumbprint, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { SignatureAlgorithm } from '../../schema/trust/key-algorithm.ts';
import { openKeyStore } from '../../schema/trust/key-store-settings.ts';
import { openPkcs11KeyStore, type Pkcs11Settings } from '../../schema/trust/pkcs11-key-store.ts';
import { type Handle, loadPkcs11, type Pkcs11 } from '../../schema/trust/pkcs11-module.ts';
import { openSigner } from '../../schema/trust/signer.ts';
import { createTrustList, type TrustedKeyRow } from '../../schema/trust/trust-list.ts';
import { readTrustRows } from '../../schema/trust/trust-list-file.ts';
import { trustedKeyRow } from '../../schema/trust/trusted-key-row.ts';
import { verifyStatement } from '../../schema/trust/verify-statement.ts';
import { freePort, ROOT } from '../support/npm-start.ts';
import { createParties, silentLog } from '../support/parties.ts';

vi.setConfig({ testTimeout: 60_000 });

/** SoftHSM of Debian's package softhsm2; a machine without it fails here, so that nothing is left out unnoticed. */
const LIBRARY = '/usr/lib/softhsm/libsofthsm2.so';
const PARTY = 'registry-kr';
const now = () => new Date('2026-11-24T12:00:00Z');

const directory = mkdtempSync(join(tmpdir(), 'aeo-hsm-'));
const pinFile = join(directory, 'pin');
let settings: Pkcs11Settings;

function softhsm(...args: string[]): void {
  execFileSync('softhsm2-util', args, { stdio: 'pipe' });
}

beforeAll(() => {
  const configuration = join(directory, 'softhsm2.conf');
  mkdirSync(join(directory, 'tokens'));
  writeFileSync(configuration, `directories.tokendir = ${join(directory, 'tokens')}\nobjectstore.backend = file\n`);
  process.env['SOFTHSM2_CONF'] = configuration;
  for (const label of ['federation', 'other']) {
    softhsm('--init-token', '--free', '--label', label, '--pin', '1234', '--so-pin', '5678');
  }
  writeFileSync(pinFile, '1234\n', { mode: 0o600 });
  settings = { library: LIBRARY, token: 'federation', slot: undefined, pinFile, algorithm: 'EdDSA' };
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const demand = { type: 'test+jwt', roles: ['REGISTRY'] as const, now: now() };
const claims = { iat: now().getTime() / 1000 };
const rowOf = (key: Parameters<typeof trustedKeyRow>[0], from: string): TrustedKeyRow =>
  trustedKeyRow(key, 'REGISTRY', 'KR', new Date(from));

describe.each(['EdDSA', 'ES256'] as const)('a key for %s in a device', (algorithm: SignatureAlgorithm) => {
  const party = `${PARTY}-${algorithm.toLowerCase()}`;

  test('signs what everybody verifies by the pinned row, and is the same after a restart', async () => {
    const store = await openPkcs11KeyStore({ ...settings, algorithm });
    expect(await store.load(party)).toEqual([]);
    const made = await store.create(party);
    expect(made.kid).toBe(await calculateJwkThumbprint(made.publicJwk));
    const again = await openPkcs11KeyStore(settings);
    expect((await again.load(party)).map(({ kid }) => kid)).toEqual([made.kid]);
    const trust = await createTrustList([rowOf({ party, ...made }, '2026-01-01T00:00:00Z')]);
    const signer = await openSigner(party, { keys: again, trust, clock: now, log: silentLog });
    const jws = await signer.sign(claims, 'test+jwt');
    expect(decodeProtectedHeader(jws)).toMatchObject({ alg: algorithm, kid: made.kid });
    expect((await verifyStatement(jws, trust, demand)).ok).toBe(true);
  });

  test('signs many things asked for at once, each as it should', async () => {
    const store = await openPkcs11KeyStore(settings);
    const [key] = await store.load(party);
    if (key === undefined) throw new TypeError('no key');
    const trust = await createTrustList([rowOf({ party, ...key }, '2026-01-01T00:00:00Z')]);
    const signer = await openSigner(party, { keys: store, trust, clock: now, log: silentLog });
    const all = await Promise.all(Array.from({ length: 50 }, (_, n) => signer.sign({ ...claims, n }, 'test+jwt')));
    const verdicts = await Promise.all(all.map((jws) => verifyStatement(jws, trust, demand)));
    expect(verdicts.map((verdict) => verdict.ok && verdict.claims['n'])).toEqual(all.map((_, n) => n));
  });

  test('is not believed under the other algorithm, whatever the header says: the row decides', async () => {
    const store = await openPkcs11KeyStore(settings);
    const [key] = await store.load(party);
    if (key === undefined) throw new TypeError('no key');
    const trust = await createTrustList([rowOf({ party, ...key }, '2026-01-01T00:00:00Z')]);
    const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
    for (const alg of ['EdDSA', 'ES256', 'none', 'HS256'].filter((other) => other !== algorithm)) {
      const input = `${encode({ alg, kid: key.kid, typ: 'test+jwt' })}.${encode(claims)}`;
      const jws = `${input}.${Buffer.from(await key.sign(Buffer.from(input))).toString('base64url')}`;
      expect((await verifyStatement(jws, trust, demand)).ok).toBe(false);
    }
  });
});

describe('keys in a device', () => {
  test('change over at their instant as those in files do, from one kind to the other too', async () => {
    const store = await openPkcs11KeyStore({ ...settings, algorithm: 'ES256' });
    const [old, next] = [
      await openPkcs11KeyStore(settings).then((one) => one.create('turning')),
      await store.create('turning'),
    ];
    const trust = await createTrustList([
      rowOf({ party: 'turning', ...old }, '2026-01-01T00:00:00Z'),
      rowOf({ party: 'turning', ...next }, '2026-11-24T12:00:10Z'),
    ]);
    let at = now();
    const signer = await openSigner('turning', { keys: store, trust, clock: () => at, log: silentLog });
    expect(decodeProtectedHeader(await signer.sign(claims, 'test+jwt'))).toMatchObject({ alg: 'EdDSA', kid: old.kid });
    at = new Date('2026-11-24T12:00:10Z');
    expect(decodeProtectedHeader(await signer.sign(claims, 'test+jwt'))).toMatchObject({ alg: 'ES256', kid: next.kid });
  });

  test('go on signing after the device was away', async () => {
    const store = await openPkcs11KeyStore(settings);
    const key = await store.create('interrupted');
    const module = (await loadPkcs11(LIBRARY)) as Pkcs11 & { C_CloseAllSessions(slot: Handle): void };
    const interrupt = () => {
      for (const slot of module.C_GetSlotList(true)) module.C_CloseAllSessions(slot);
    };
    interrupt();
    expect(await key.sign(Buffer.from('after'))).toHaveLength(64);
    interrupt();
    expect((await store.load('interrupted')).map(({ kid }) => kid)).toEqual([key.kid]);
  });

  test('are refused with the name of the setting that is wrong', async () => {
    const wrongPin = join(directory, 'wrong-pin');
    writeFileSync(wrongPin, '4321', { mode: 0o600 });
    const bare = { PKCS11_LIBRARY: LIBRARY, PKCS11_ALGORITHM: 'EdDSA' } as const;
    const both = { ...bare, PKCS11_TOKEN: 'federation', PKCS11_SLOT: 1, PKCS11_PIN_FILE: pinFile };
    for (const [open, message] of [
      [
        () => openPkcs11KeyStore({ ...settings, library: '/nowhere.so' }),
        /^PKCS11_LIBRARY: \/nowhere\.so cannot be loaded/,
      ],
      [
        () => openPkcs11KeyStore({ ...settings, token: 'lost' }),
        /^PKCS11_TOKEN: lost is no token; there is .*federation \(slot \d+\)/,
      ],
      [() => openPkcs11KeyStore({ ...settings, token: undefined, slot: 7 }), /^PKCS11_SLOT: 7 is no token/],
      [
        () => openKeyStore({ directory, device: bare }),
        /^PKCS11_LIBRARY needs PKCS11_TOKEN .* PKCS11_SLOT.*PKCS11_PIN_FILE/,
      ],
      [() => openKeyStore({ directory, device: both }), /^PKCS11_LIBRARY needs PKCS11_TOKEN .*, and not both\.$/],
      [
        () => openPkcs11KeyStore({ ...settings, token: 'other', pinFile: wrongPin }),
        /^PKCS11_PIN_FILE: the token other refuses the PIN/,
      ],
    ] as const) {
      await expect(open()).rejects.toThrow(message);
    }
    chmodSync(wrongPin, 0o644);
    await expect(openPkcs11KeyStore({ ...settings, pinFile: wrongPin })).rejects.toThrow(/can be read by others/);
  });
});

describe('a registry whose key is in a device', () => {
  let child: ChildProcess | undefined;
  afterAll(() => void child?.kill('SIGKILL'));

  test('gets it by `npm run keys`, runs with it as a process of its own, and has no private file', async () => {
    const { directory: data } = await createParties();
    rmSync(join(data, 'keys'), { recursive: true });
    const device = { PKCS11_LIBRARY: LIBRARY, PKCS11_TOKEN: 'federation', PKCS11_PIN_FILE: pinFile };
    const env = { ...process.env, ...device, DATA_DIR: data, LOG_LEVEL: 'error' };
    const run = (...args: string[]) =>
      promisify(execFile)(process.execPath, ['--import', 'tsx', 'scripts/keys.ts', ...args], { cwd: ROOT, env });
    const { stderr } = await run('prepare', '--party', 'registry-JP');
    expect(stderr).toMatch(/in the token federation/);
    expect((await run('list')).stdout).toMatch(/EdDSA {2}in force since \S+\n$/);
    const port = await freePort();
    child = spawn(process.execPath, ['--import', 'tsx', 'subgraphs/aeo-registry/main.ts'], {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...env, ADMINISTRATION: 'JP', PORT: String(port) },
    });
    const published = () =>
      fetch(`http://127.0.0.1:${port}/.well-known/jwks.json`).then(
        (answer) => answer.json() as Promise<{ keys: { kid: string }[] }>,
        () => undefined,
      );
    const [row] = readTrustRows(join(data, 'trust-list.json'));
    await expect.poll(published, { timeout: 30_000 }).toMatchObject({ keys: [{ kid: row?.kid }] });
    const keys = join(data, 'keys');
    expect((existsSync(keys) ? readdirSync(keys) : []).filter((name) => name.includes('private'))).toEqual([]);
  });
});
