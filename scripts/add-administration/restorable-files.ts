import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** Files as they stood at one moment. */
export interface RestorableFiles {
  /** Puts them back, and removes what has come among them since. */
  restore(): void;
}

/** Keeps the content of the files and of all files directly in the directories; those that do not exist are kept as such. */
export function keepFiles(root: string, files: readonly string[], directories: readonly string[]): RestorableFiles {
  const listed = () => [...files, ...directories.flatMap((directory) => filesIn(root, directory))];
  const kept = new Map(listed().map((path) => [path, readIfThere(join(root, path))]));
  return {
    restore() {
      for (const path of new Set([...kept.keys(), ...listed()])) {
        const content = kept.get(path);
        if (content === undefined) rmSync(join(root, path), { force: true });
        else write(join(root, path), content);
      }
    },
  };
}

function filesIn(root: string, directory: string): string[] {
  const path = join(root, directory);
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(path, entry.name)).split(sep).join('/'));
}

function readIfThere(path: string): Buffer | undefined {
  return existsSync(path) ? readFileSync(path) : undefined;
}

function write(path: string, content: Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
