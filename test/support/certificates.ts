import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OctetString, Utf8String } from 'asn1js';
import { AttributeTypeAndValue, BasicConstraints, Certificate, Extension, GeneralName, GeneralNames } from 'pkijs';

/** An authority that certifies processes of this machine. */
export interface TestAuthority {
  /** Writes a certificate and its key as PEM files with the authority's beside them; gives their paths as settings. */
  certify(name: string, from: Date, to: Date): Promise<{ TLS_CERT: string; TLS_KEY: string; TLS_CA: string }>;
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' };
const COMMON_NAME = '2.5.4.3';
const BASIC_CONSTRAINTS = '2.5.29.19';
const SUBJECT_ALTERNATIVE_NAME = '2.5.29.17';
const IP_ADDRESS = 7;
const LOCALHOST = new Uint8Array([127, 0, 0, 1]);
const LONG_AGO = new Date('2020-01-01T00:00:00Z');
const FAR_AHEAD = new Date('2040-01-01T00:00:00Z');

let serial = 0;

/** Makes one, with its files in the directory. */
export async function createTestAuthority(directory: string): Promise<TestAuthority> {
  const authorityKeys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const authority = await certificateOf('authority', authorityKeys.publicKey, LONG_AGO, FAR_AHEAD, [
    new Extension({
      extnID: BASIC_CONSTRAINTS,
      critical: true,
      extnValue: new BasicConstraints({ cA: true }).toSchema().toBER(),
    }),
  ]);
  await sign(authority);
  const TLS_CA = join(directory, 'authority.pem');
  writeFileSync(TLS_CA, pem('CERTIFICATE', authority.toSchema(true).toBER()));

  async function sign(certificate: Certificate): Promise<void> {
    certificate.issuer.typesAndValues = [nameOf('authority')];
    await certificate.sign(authorityKeys.privateKey, 'SHA-256');
  }

  return {
    async certify(name, from, to) {
      const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
      const address = new GeneralName({ type: IP_ADDRESS, value: new OctetString({ valueHex: LOCALHOST }) });
      const certificate = await certificateOf(name, keys.publicKey, from, to, [
        new Extension({
          extnID: SUBJECT_ALTERNATIVE_NAME,
          extnValue: new GeneralNames({ names: [address] }).toSchema().toBER(),
        }),
      ]);
      await sign(certificate);
      const TLS_CERT = join(directory, `${name}.pem`);
      const TLS_KEY = join(directory, `${name}.key`);
      writeFileSync(TLS_KEY, pem('PRIVATE KEY', await crypto.subtle.exportKey('pkcs8', keys.privateKey)));
      writeFileSync(TLS_CERT, pem('CERTIFICATE', certificate.toSchema(true).toBER()));
      return { TLS_CERT, TLS_KEY, TLS_CA };
    },
  };
}

async function certificateOf(
  name: string,
  publicKey: CryptoKey,
  from: Date,
  to: Date,
  extensions: Extension[],
): Promise<Certificate> {
  const certificate = new Certificate();
  certificate.version = 2;
  serial += 1;
  certificate.serialNumber.valueBlock.valueHexView = new Uint8Array([1, serial]);
  certificate.subject.typesAndValues = [nameOf(name)];
  certificate.notBefore.value = from;
  certificate.notAfter.value = to;
  certificate.extensions = extensions;
  await certificate.subjectPublicKeyInfo.importKey(publicKey);
  return certificate;
}

function nameOf(name: string): AttributeTypeAndValue {
  return new AttributeTypeAndValue({ type: COMMON_NAME, value: new Utf8String({ value: name }) });
}

function pem(label: string, der: ArrayBuffer): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
