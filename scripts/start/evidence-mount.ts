import type { Mount } from '../../gateway/gateway.ts';
import { MUTUAL_ASSISTANCE_SUBGRAPH } from '../../schema/contract/subgraph-names.ts';
import { answerFile } from '../../subgraphs/runtime/served-file.ts';
import type { Subgraph } from '../../subgraphs/runtime/subgraph.ts';

/** Puts the links to evidence under `/evidence/…` on the embedded default; in production they lead to the service’s own host. */
export function evidenceMount(services: ReadonlyMap<string, Subgraph>): Mount {
  const files = services.get(MUTUAL_ASSISTANCE_SUBGRAPH)?.files ?? null;
  return async (request, response, path) =>
    request.method === 'GET' && path.startsWith('/evidence/') && files !== null && answerFile(files, path, response);
}

/** The first mount that answers. */
export function mountsInOrder(...mounts: readonly Mount[]): Mount {
  return async (request, response, path) => {
    for (const mount of mounts) if (await mount(request, response, path)) return true;
    return false;
  };
}
