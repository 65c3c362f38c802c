import { connect } from 'node:net';
import type { RawRequest } from './requests.ts';

/** How long a server may wait for the rest of what is not whole, before it is told that there is none. */
const PATIENCE_MS = 50;

/** Writes the bytes to a connection of their own and gives all that comes back until the server closes it. */
export function sendBytes({ port, bytes, isWhole }: RawRequest, timeoutMs = 20_000): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(bytes);
      if (!isWhole) setTimeout(() => socket.end(), PATIENCE_MS);
    });
    socket.setTimeout(timeoutMs, () => {
      socket.destroy();
      reject(new Error('no answer'));
    });
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    // A server that refuses before it has read all may close with what was not read: what it said first counts.
    socket.on('error', () => resolve(Buffer.concat(chunks).toString('utf8')));
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('utf8')));
  });
}
