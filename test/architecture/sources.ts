import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** One import, static, re-exporting or dynamic. */
export interface Import {
  /** Path from the root for a file of ours, the bare name otherwise. */
  readonly target: string;
  readonly isOurs: boolean;
  readonly line: number;
}

/** One source file. */
export interface Source {
  /** From the root, with slashes. */
  readonly path: string;
  readonly text: string;
  /** The text with comments and the insides of strings blanked out, line for line. */
  readonly code: string;
  readonly imports: readonly Import[];
}

const FOLDERS = ['schema', 'gateway', 'subgraphs', 'scripts', 'test', 'client', 'desk', 'bench'];

const COMMENT_OR_STRING = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;

const IMPORT = /^(?:import|export)\s[^;'"`]*?\bfrom\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gm;

/** Every TypeScript file of ours. */
export const SOURCES: readonly Source[] = FOLDERS.filter((folder) => existsSync(join(ROOT, folder)))
  .flatMap(filesBelow)
  .filter((path) => path.endsWith('.ts'))
  .map((path) => {
    const text = readFileSync(join(ROOT, path), 'utf8');
    return { path, text, code: codeOf(text), imports: importsOf(path, text) };
  });

/** The sources below a folder. */
export function sourcesBelow(...folders: readonly string[]): readonly Source[] {
  return SOURCES.filter(({ path }) => folders.some((folder) => path.startsWith(`${folder}/`)));
}

/** Places as `path:line: text` where the pattern, which is global, stands in the code. */
export function placesOf(sources: readonly Source[], pattern: RegExp, within: 'code' | 'text' = 'code'): string[] {
  return sources.flatMap((source) =>
    [...source[within].matchAll(pattern)].map(
      (match) => `${source.path}:${lineAt(source.text, match.index)}: ${match[0].trim()}`,
    ),
  );
}

/** Imports as `path:line: target` that the rule forbids. */
export function forbiddenImports(
  sources: readonly Source[],
  isForbidden: (found: Import, source: Source) => boolean,
): string[] {
  return sources.flatMap((source) =>
    source.imports
      .filter((found) => isForbidden(found, source))
      .map(({ target, line }) => `${source.path}:${line}: imports ${target}`),
  );
}

/** The line, from 1 on, on which a character stands. */
export function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesBelow(path);
    return [path];
  });
}

/** The text with comments and strings blanked out, each line where it was. */
export function codeOf(text: string): string {
  return text.replaceAll(COMMENT_OR_STRING, (found) => found.replaceAll(/[^\n]/g, ' '));
}

/** What a file of this path and text imports. */
export function importsOf(path: string, text: string): Import[] {
  return [...text.matchAll(IMPORT)].map((match) => {
    const name = match[1] ?? match[2] ?? match[3] ?? '';
    const isOurs = name.startsWith('.');
    return {
      target: isOurs ? posix.join(posix.dirname(path), name) : name,
      isOurs,
      line: lineAt(text, match.index),
    };
  });
}
