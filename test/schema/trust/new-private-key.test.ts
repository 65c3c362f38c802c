import { spawnSync } from 'node:child_process';
import { importJWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { type KeyCurve, newPrivateKey, publicPartOf } from '../../../schema/trust/new-private-key.ts';
import { ROOT } from '../../support/npm-start.ts';

/** As many as a first start makes, several hundred times over, each used as a first start uses it. */
const MANY = `
  import { createPrivateKey, createPublicKey } from 'node:crypto';
  import { newPrivateKey } from './schema/trust/new-private-key.ts';
  for (let made = 0; made < 20_000; made += 1) {
    createPublicKey(createPrivateKey({ key: newPrivateKey('Ed25519'), format: 'jwk' })).export({ format: 'jwk' });
  }
`;

describe('a new private key', () => {
  it('is made again and again without an end of the process by its own lock', () => {
    const { status, signal } = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', MANY], {
      cwd: ROOT,
      timeout: 25_000,
    });
    expect({ status, signal }).toEqual({ status: 0, signal: null });
  });

  it.each<[KeyCurve, string]>([
    ['Ed25519', 'EdDSA'],
    ['P-256', 'ES256'],
    ['X25519', 'ECDH-ES+A256KW'],
  ])('on %s is one that %s takes, and its public part keeps the secret', async (crv, algorithm) => {
    const key = newPrivateKey(crv);
    expect(key).toMatchObject({ crv, d: expect.any(String) });
    expect(await importJWK(key, algorithm)).toMatchObject({ type: 'private' });
    expect(publicPartOf(key)).not.toHaveProperty('d');
    expect(await importJWK(publicPartOf(key), algorithm)).toMatchObject({ type: 'public' });
  });
});
