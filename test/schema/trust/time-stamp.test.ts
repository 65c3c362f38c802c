import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { ContentInfo, SignedData } from 'pkijs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { leafOf, pathOf, rootByPath, rootOf } from '../../../schema/trust/receipt-tree.ts';
import { verifyTimeProof } from '../../../schema/trust/time-proof.ts';
import { readTimeStampCertificates, requestTimeStamp, verifyTimeStamp } from '../../../schema/trust/time-stamp.ts';
import { compact } from '../../security/forger.ts';
import { startTimeStampingAuthority, type TimeStampingAuthority } from '../../support/time-stamping-authority.ts';

let authority: TimeStampingAuthority;
let stranger: TimeStampingAuthority;

beforeAll(async () => {
  [authority, stranger] = await Promise.all([startTimeStampingAuthority(), startTimeStampingAuthority()]);
});
afterAll(() => {
  authority.stop();
  stranger.stop();
});

const DATA = Buffer.from('what was there');
const by = (path: string) => readTimeStampCertificates(path);
const ask = (certificates = by(authority.certificate)) =>
  requestTimeStamp(DATA, { url: authority.url, certificates, timeoutMs: 5_000 });

describe('a time stamp of a real authority', () => {
  test('is believed by its pinned certificate, and by that of who certifies it', async () => {
    const before = Math.floor(Date.now() / 1000) * 1000;
    const token = await ask();
    for (const path of [authority.certificate, authority.root]) {
      const verdict = await verifyTimeStamp(token, DATA, by(path));
      expect(verdict).toMatchObject({ ok: true, authority: 'Test tsa' });
      // To the second, and a second later by the accuracy that the authority states.
      if (verdict.ok) expect(verdict.at.getTime()).toBeGreaterThanOrEqual(before + 1_000);
    }
  });

  test('is what `openssl ts` makes without us, too', async () => {
    const token = authority.stamp('made elsewhere');
    expect((await verifyTimeStamp(token, Buffer.from('made elsewhere'), by(authority.root))).ok).toBe(true);
  });

  test('shows nothing of other data', async () => {
    expect(await verifyTimeStamp(await ask(), Buffer.from('something else'), by(authority.root))).toEqual({
      ok: false,
      why: 'it is over something else',
    });
  });

  test('is not believed by the certificates of another', async () => {
    const token = await ask();
    for (const path of [stranger.certificate, stranger.root]) {
      expect(await verifyTimeStamp(token, DATA, by(path))).toMatchObject({ ok: false });
    }
    await expect(ask(by(stranger.root))).rejects.toThrow(/the time stamp is not good/);
  });

  test('by somebody whom the same root certifies for something else is none', async () => {
    const content = ContentInfo.fromBER(Uint8Array.from(authority.stamp('what was there')).buffer);
    const info = new SignedData({ schema: content.content }).encapContentInfo.eContent?.getValue();
    const forged = authority.signAsClerk(new Uint8Array(info ?? new ArrayBuffer(0)));
    expect(await verifyTimeStamp(forged, DATA, by(authority.root))).toEqual({
      ok: false,
      why: 'its signer is not certified for time stamps',
    });
  });

  test('that is altered somewhere is not believed', async () => {
    const token = await ask();
    const certificates = by(authority.root);
    for (let at = 0; at < token.length; at += 7) {
      const altered = Uint8Array.from(token);
      altered[at] = (altered[at] ?? 0) ^ 1;
      const verdict = await verifyTimeStamp(altered, DATA, certificates);
      // Some bytes carry nothing: a NULL parameter, a certificate’s own version. The time and the data never change.
      if (verdict.ok) expect(verdict).toEqual(await verifyTimeStamp(token, DATA, certificates));
    }
  });

  test('that was made for another request is refused when it is asked for', async () => {
    await ask();
    authority.be('STALE');
    await expect(ask()).rejects.toThrow(/the time stamp is for another request/);
    authority.be('GOOD');
  });

  test('is not to be had from one that is down', async () => {
    authority.be('DOWN');
    await expect(ask()).rejects.toThrow(/answers 503/);
    authority.be('GOOD');
  });

  test.each([
    ['rubbish', Buffer.from('rubbish')],
    ['nothing', Buffer.alloc(0)],
  ])('is not %s', async (_name, token) => {
    expect((await verifyTimeStamp(token, DATA, by(authority.root))).ok).toBe(false);
  });
});

describe('the tree over receipts', () => {
  const receipts = fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 70 });

  test('has a path from each to the root, and from no other text', () => {
    fc.assert(
      fc.property(receipts, fc.nat(), fc.string(), (all, nat, other) => {
        const index = nat % all.length;
        const leaves = all.map(leafOf);
        const path = pathOf(leaves, index);
        expect(rootByPath(all[index] ?? '', path)).toBe(rootOf(leaves));
        if (other !== all[index]) expect(rootByPath(other, path)).not.toBe(rootOf(leaves));
      }),
    );
  });

  test('has another root when a receipt is altered, moved or left out', () => {
    const root = rootOf(['a', 'b', 'c'].map(leafOf));
    for (const others of [
      ['a', 'b', 'x'],
      ['b', 'a', 'c'],
      ['a', 'b'],
      ['a', 'b', 'c', 'c'],
    ]) {
      expect(rootOf(others.map(leafOf))).not.toBe(root);
    }
  });

  test('is the one of RFC 9162, as its hashes are written out', () => {
    // The tree of one empty leaf in the test vectors of Certificate Transparency.
    expect(Buffer.from(rootOf([leafOf('')]), 'base64url').toString('hex')).toBe(
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    );
  });
});

describe('a time proof', () => {
  const all = ['first', 'second', 'third'];

  async function proofOf(index: number) {
    const leaves = all.map(leafOf);
    const head = compact({ alg: 'EdDSA' }, { root: rootOf(leaves) });
    return { head, path: [...pathOf(leaves, index)], token: authority.stamp(head).toString('base64') };
  }

  test('holds for the receipt that it is of, by hashes and the authority alone: the head here is not even signed', async () => {
    const proof = await proofOf(1);
    expect((await verifyTimeProof('second', proof, by(authority.root))).ok).toBe(true);
  });

  test('does not hold for another receipt, another head, another path', async () => {
    const proof = await proofOf(1);
    const other = { ...proof, head: compact({ alg: 'EdDSA' }, { root: rootOf([leafOf('forged')]) }) };
    for (const [receipt, given] of [
      ['third', proof],
      ['forged', { ...other, path: [] }],
      ['second', { ...proof, path: [...proof.path].reverse() }],
      ['second', { ...proof, path: proof.path.map((step) => step.replace(':', '=')) }],
      ['second', { ...proof, head: 'rubbish' }],
    ] as const) {
      expect((await verifyTimeProof(receipt, { ...given, path: [...given.path] }, by(authority.root))).ok).toBe(false);
    }
  });
});

test('openssl is on this machine: nothing here was left out', () => {
  expect(execFileSync('openssl', ['version']).toString()).toMatch(/^OpenSSL/);
});
