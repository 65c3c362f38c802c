// A client of its own thread that sends megabytes in pieces, whatever comes back meanwhile, and tells the status it read.
import { parentPort, workerData } from 'node:worker_threads';

const { url, headers, times } = workerData;
const piece = Buffer.alloc(100_000, 'x');

async function* pieces() {
  for (let sent = 0; sent < 10_000_000; sent += piece.length) yield piece;
}

const seen = [];
for (let time = 0; time < times; time += 1) {
  try {
    const { status } = await fetch(url, { method: 'POST', headers, body: pieces(), duplex: 'half' });
    seen.push(status);
  } catch (error) {
    seen.push(error.cause?.code ?? String(error));
  }
}
parentPort.postMessage(seen);
