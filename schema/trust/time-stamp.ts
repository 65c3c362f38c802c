import { createHash, randomBytes, timingSafeEqual, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Integer, Null, ObjectIdentifier, OctetString } from 'asn1js';
import {
  AlgorithmIdentifier,
  Certificate,
  ContentInfo,
  type ExtKeyUsage,
  id_ContentType_SignedData,
  id_ExtKeyUsage,
  id_eContentType_TSTInfo,
  id_sha256,
  MessageImprint,
  PKIStatus,
  SignedData,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from 'pkijs';
import { KeyFault } from './key-fault.ts';

/** Certificates by which time stamps are believed: a time-stamping authority’s own, or those of who certifies it. */
export type TimeStampCertificates = readonly Certificate[];

/** By when something was there, or why the stamp does not show it. */
export type TimeStampVerdict =
  | { readonly ok: true; readonly at: Date; readonly authority: string }
  | { readonly ok: false; readonly why: string };

/** Where and how long a stamp is asked for. */
export interface TimeStampRequest {
  readonly url: string;
  readonly certificates: TimeStampCertificates;
  readonly timeoutMs: number;
}

/** Extended key usage id-kp-timeStamping, critical and alone in the certificate of an authority (RFC 3161, 2.3). */
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';

/** CMS attribute content-type (RFC 5652, 11.1). */
const CONTENT_TYPE = '1.2.840.113549.1.9.3';

/** A stamp with its certificates is a few thousand bytes. */
const MAXIMUM_ANSWER_BYTES = 256 * 1024;

/** Certificates of a PEM file; throws a KeyFault where there is none. */
export function readTimeStampCertificates(path: string): TimeStampCertificates {
  const blocks = readFileSync(path, 'utf8').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) throw new KeyFault(`${path} holds no certificate of a time-stamping authority (PEM).`);
  try {
    return blocks.map((pem) => Certificate.fromBER(new X509Certificate(pem).raw));
  } catch (cause) {
    throw new KeyFault(`${path} holds a certificate that cannot be read.`, { cause });
  }
}

/**
 * Asks a time-stamping authority (RFC 3161, over HTTP as in 3.4) to stamp the data, of which it is shown the hash alone.
 * Gives the token, verified; throws where none is to be had, or none that the certificates vouch for.
 */
export async function requestTimeStamp(data: Uint8Array, request: TimeStampRequest): Promise<Uint8Array> {
  const nonce = new Integer({ valueHex: positive(randomBytes(16)) });
  const query = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: id_sha256, algorithmParams: new Null() }),
      hashedMessage: new OctetString({ valueHex: bufferOf(sha256(data)) }),
    }),
    nonce,
    certReq: true,
  });
  const response = await fetch(request.url, {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
    body: new Uint8Array(query.toSchema().toBER()),
    redirect: 'error',
    signal: AbortSignal.timeout(request.timeoutMs),
  });
  if (response.status !== 200) throw new TypeError(`the time-stamping authority answers ${response.status}`);
  const answer = await response.arrayBuffer();
  if (answer.byteLength > MAXIMUM_ANSWER_BYTES) throw new TypeError('the time-stamping authority answers at length');
  const { status, timeStampToken } = TimeStampResp.fromBER(answer);
  const isGranted = status.status === PKIStatus.granted || status.status === PKIStatus.grantedWithMods;
  if (!isGranted || timeStampToken === undefined) {
    throw new TypeError(`the time-stamping authority refuses, with status ${status.status}`);
  }
  const token = new Uint8Array(timeStampToken.toSchema().toBER());
  const said = infoOf(signedDataOf(token)).nonce;
  if (said === undefined || !said.isEqual(nonce)) throw new TypeError('the time stamp is for another request');
  const verdict = await verifyTimeStamp(token, data, request.certificates);
  if (!verdict.ok) throw new TypeError(`the time stamp is not good: ${verdict.why}`);
  return token;
}

/** Verifies a token offline: over this very data, by an authority that the certificates vouch for as it was at that time. */
export async function verifyTimeStamp(
  token: Uint8Array,
  data: Uint8Array,
  certificates: TimeStampCertificates,
): Promise<TimeStampVerdict> {
  try {
    const signed = signedDataOf(token);
    const info = infoOf(signed);
    const { hashAlgorithm, hashedMessage } = info.messageImprint;
    if (hashAlgorithm.algorithmId !== id_sha256) return { ok: false, why: 'it is not over a SHA-256 hash' };
    if (!isEqual(new Uint8Array(hashedMessage.valueBlock.valueHexView), sha256(data))) {
      return { ok: false, why: 'it is over something else' };
    }
    const signer = await signerOf(signed, data, info.genTime, certificates);
    if (typeof signer === 'string') return { ok: false, why: signer };
    const authority = signer.subject.typesAndValues.map(({ value }) => String(value.valueBlock.value)).join(', ');
    return { ok: true, at: latestOf(info), authority };
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : 'it is no time stamp' };
  }
}

/** The certificate of who signed; a text: why it is not believed. */
async function signerOf(
  signed: SignedData,
  data: Uint8Array,
  at: Date,
  certificates: TimeStampCertificates,
): Promise<Certificate | string> {
  const said = signed.signerInfos[0]?.signedAttrs?.attributes.find(({ type }) => type === CONTENT_TYPE)?.values[0];
  if (signed.signerInfos.length !== 1 || !(said instanceof ObjectIdentifier)) return 'it has not one signer';
  if (said.valueBlock.toString() !== id_eContentType_TSTInfo) return 'it was signed as something else';
  const common = { signer: 0, data: bufferOf(data), checkDate: at, extendedMode: true } as const;
  const { signatureVerified, signerCertificate } = await signed.verify(common);
  if (signatureVerified !== true || !signerCertificate) return 'its signature does not fit';
  if (!isForTimeStamps(signerCertificate)) return 'its signer is not certified for time stamps';
  if (at < signerCertificate.notBefore.value || at > signerCertificate.notAfter.value) {
    return 'the certificate of its signer was not valid then';
  }
  if (certificates.some((pinned) => isSame(pinned, signerCertificate))) return signerCertificate;
  const { signerCertificateVerified } = await signed.verify({
    ...common,
    checkChain: true,
    trustedCerts: [...certificates],
  });
  return signerCertificateVerified === true ? signerCertificate : 'no pinned certificate vouches for its signer';
}

function signedDataOf(token: Uint8Array): SignedData {
  const content = ContentInfo.fromBER(bufferOf(token));
  if (content.contentType !== id_ContentType_SignedData) throw new TypeError('it is no time stamp');
  return new SignedData({ schema: content.content });
}

function infoOf({ encapContentInfo: { eContentType, eContent } }: SignedData): TSTInfo {
  if (eContentType !== id_eContentType_TSTInfo || eContent === undefined) throw new TypeError('it is no time stamp');
  return TSTInfo.fromBER(eContent.getValue());
}

/** The time, and what the authority says it may be wrong by: before that the data was there. */
function latestOf({ genTime, accuracy }: TSTInfo): Date {
  const { seconds = 0, millis = 0, micros = 0 } = accuracy ?? {};
  return new Date(genTime.getTime() + seconds * 1000 + millis + Math.ceil(micros / 1000));
}

function isForTimeStamps({ extensions = [] }: Certificate): boolean {
  const usage = extensions.find(({ extnID }) => extnID === id_ExtKeyUsage);
  const purposes = (usage?.parsedValue as ExtKeyUsage | undefined)?.keyPurposes ?? [];
  return usage?.critical === true && purposes.length === 1 && purposes[0] === TIME_STAMPING;
}

function isSame(one: Certificate, other: Certificate): boolean {
  return isEqual(new Uint8Array(one.toSchema().toBER()), new Uint8Array(other.toSchema().toBER()));
}

function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

function sha256(data: Uint8Array): Uint8Array {
  return createHash('sha256').update(data).digest();
}

/** As an ASN.1 INTEGER that is neither negative nor written with needless zeros, so that it comes back as it went. */
function positive(bytes: Uint8Array): ArrayBuffer {
  const copy = Uint8Array.from(bytes);
  copy[0] = ((copy[0] ?? 0) & 0x7f) | 0x40;
  return copy.buffer;
}

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}
