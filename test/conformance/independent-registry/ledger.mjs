import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';

/** Every question and what it took out, one line each; each line carries the hash of the one before it. */
export function openLedger(file) {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [];
  let previous = lines.length === 0 ? '0'.repeat(64) : hashOf(lines.at(-1));
  const descriptor = openSync(file, 'a', 0o600);
  return {
    /** Writes the entries of one answer; returns only when they are on the disk. */
    write(entries) {
      const written = entries.map((entry) => {
        const line = JSON.stringify({ ...entry, previous });
        previous = hashOf(line);
        return `${line}\n`;
      });
      writeSync(descriptor, written.join(''));
      fsyncSync(descriptor);
    },
    close: () => closeSync(descriptor),
  };
}

function hashOf(line) {
  return createHash('sha256').update(line).digest('hex');
}
