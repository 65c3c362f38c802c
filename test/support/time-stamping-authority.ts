import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How the authority behaves: as it should, down, silent, or answering what was stamped for somebody else. */
export type Mood = 'GOOD' | 'DOWN' | 'SILENT' | 'STALE';

/** A time-stamping authority (RFC 3161) on this machine: `openssl ts` behind HTTP. */
export interface TimeStampingAuthority {
  readonly url: string;
  /** PEM file of its own certificate. */
  readonly certificate: string;
  /** PEM file of who certifies it. */
  readonly root: string;
  /** Requests so far. */
  requests(): number;
  be(mood: Mood): void;
  /** Stamps data at once; gives the token as DER. */
  stamp(data: string): Buffer;
  /** Signs what stands in a stamp (a TSTInfo) with the certificate of a clerk, as no honest program would. */
  signAsClerk(info: Uint8Array): Buffer;
  stop(): void;
}

/** `clerk` is certified by the same root, and not for time stamps. */
const CONFIGURATION = (directory: string) => `
[req]
distinguished_name = dn
prompt = no
[dn]
CN = unused
[root]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign
subjectKeyIdentifier = hash
[as_tsa]
extendedKeyUsage = critical,timeStamping
keyUsage = critical,digitalSignature
authorityKeyIdentifier = keyid
[as_clerk]
extendedKeyUsage = critical,clientAuth
keyUsage = critical,digitalSignature
authorityKeyIdentifier = keyid
[tsa]
default_tsa = stamping
[stamping]
serial = ${directory}/serial
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
signer_digest = sha256
`;

/** Starts it with a key and certificates of its own. */
export async function startTimeStampingAuthority(): Promise<TimeStampingAuthority> {
  const directory = mkdtempSync(join(tmpdir(), 'aeo-tsa-'));
  const at = (name: string) => join(directory, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' });
  writeFileSync(at('openssl.cnf'), CONFIGURATION(directory));
  writeFileSync(at('serial'), '01\n');
  certify(openssl, at);
  let mood: Mood = 'GOOD';
  let requests = 0;
  let first: Buffer | undefined;

  function reply(query: Buffer): Buffer {
    writeFileSync(at('query'), query);
    const files = ['-signer', at('tsa.pem'), '-inkey', at('tsa.key'), '-out', at('reply')];
    openssl('ts', '-reply', '-queryfile', at('query'), '-config', at('openssl.cnf'), ...files);
    return readFileSync(at('reply'));
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      requests += 1;
      if (mood === 'SILENT') return;
      if (mood === 'DOWN' || request.headers['content-type'] !== 'application/timestamp-query') {
        response.writeHead(503).end();
        return;
      }
      const answer = mood === 'STALE' && first !== undefined ? first : reply(Buffer.concat(chunks));
      first ??= answer;
      response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(answer);
    });
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}/`,
    certificate: at('tsa.pem'),
    root: at('root.pem'),
    requests: () => requests,
    be(next) {
      mood = next;
    },
    stamp(data) {
      writeFileSync(at('data'), data);
      openssl('ts', '-query', '-data', at('data'), '-sha256', '-cert', '-out', at('own-query'));
      writeFileSync(at('own-reply'), reply(readFileSync(at('own-query'))));
      openssl('ts', '-reply', '-in', at('own-reply'), '-token_out', '-out', at('token'));
      return readFileSync(at('token'));
    },
    signAsClerk(info) {
      writeFileSync(at('info'), info);
      const as = ['-econtent_type', '1.2.840.113549.1.9.16.1.4', '-signer', at('clerk.pem'), '-inkey', at('clerk.key')];
      openssl(
        'cms',
        '-sign',
        '-binary',
        '-nodetach',
        '-in',
        at('info'),
        ...as,
        '-outform',
        'DER',
        '-out',
        at('forged'),
      );
      return readFileSync(at('forged'));
    },
    stop() {
      server.closeAllConnections();
      server.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function certify(openssl: (...args: string[]) => void, at: (name: string) => string): void {
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-config', at('openssl.cnf')];
  const root = ['-extensions', 'root', '-days', '3650', '-subj', '/CN=Root of the tests'];
  openssl('req', '-x509', ...key, ...root, '-keyout', at('root.key'), '-out', at('root.pem'));
  for (const name of ['tsa', 'clerk']) {
    openssl('req', ...key, '-subj', `/CN=Test ${name}`, '-keyout', at(`${name}.key`), '-out', at(`${name}.csr`));
    const by = ['-CA', at('root.pem'), '-CAkey', at('root.key'), '-CAcreateserial', '-days', '3650'];
    const as = ['-extfile', at('openssl.cnf'), '-extensions', `as_${name}`];
    openssl('x509', '-req', '-in', at(`${name}.csr`), ...by, ...as, '-out', at(`${name}.pem`));
  }
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    }),
  );
}
