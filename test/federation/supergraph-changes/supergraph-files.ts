import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { composeFiles, replaceFile } from '../../../scripts/supergraph.ts';

const SUBGRAPHS = fileURLToPath(new URL('../../../schema/subgraphs', import.meta.url));

/** The files of whoever composes the supergraph of a federation: SDLs, addresses, and what comes of them. */
export interface SupergraphFiles {
  readonly supergraph: string;
  /** Changes a subgraph's SDL; the supergraph is not touched. */
  change(subgraph: string, change: (sdl: string) => string): void;
  /** Composes with these addresses and puts the supergraph in its place; gives its version. */
  publish(addresses?: Readonly<Record<string, string>>): string;
  remove(): void;
}

/** Copies the SDLs of the repository, and composes them for the first time. */
export function createSupergraphFiles(): SupergraphFiles {
  const directory = mkdtempSync(join(tmpdir(), 'aeo-supergraph-'));
  const subgraphs = join(directory, 'subgraphs');
  const supergraph = join(directory, 'supergraph.graphql');
  mkdirSync(subgraphs);
  cpSync(SUBGRAPHS, subgraphs, { recursive: true });

  function composed(addresses: Readonly<Record<string, string>> = {}) {
    const path = join(directory, 'addresses.json');
    writeFileSync(path, JSON.stringify(addresses));
    return composeFiles({ subgraphs, addresses: path });
  }

  function publish(addresses: Readonly<Record<string, string>> = {}): string {
    const { sdl, version } = composed(addresses);
    replaceFile(supergraph, sdl);
    return version;
  }

  publish();
  return {
    supergraph,
    publish,
    change(subgraph, change) {
      const path = join(subgraphs, `${subgraph}.graphql`);
      writeFileSync(path, change(readFileSync(path, 'utf8')));
    },
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}
