import { readdirSync, readFileSync } from 'node:fs';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';

const OPERATIONS = new URL('../../schema/operations/', import.meta.url);

/** The tab that stands first. */
const FIRST = 'first-question.graphql';

/** What a reader has to put in, for the purpose that an operation's comment names; no character beyond ISO 8859-1 may stand in a header. */
function headersFor(operation: string): string {
  const purpose = /^#.*Purpose-Of-Use: ([A-Z_]+)/m.exec(operation)?.[1] ?? 'IMPORT_CLEARANCE';
  const authorization = 'Bearer (paste what npm run --silent token prints)';
  return JSON.stringify({ Authorization: authorization, 'Purpose-Of-Use': purpose }, null, 2);
}

/**
 * What the page may do: run and style itself, since it is one file, and ask this gateway. Nothing comes from elsewhere, and
 * nothing goes there, so that a token in its header field stays here.
 */
export const PLAYGROUND_POLICY = [
  "default-src 'none'",
  "script-src 'unsafe-inline'",
  'worker-src blob:',
  "style-src 'unsafe-inline'",
  'img-src data:',
  'font-src data:',
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The playground: one page that carries all it needs, with the documented operations as tabs, so that it works offline. */
export function renderPlayground(): string {
  const files = readdirSync(OPERATIONS).filter((name) => name.endsWith('.graphql'));
  const ordered = [FIRST, ...files.filter((name) => name !== FIRST).sort()];
  return renderGraphiQL({
    endpoint: '/graphql',
    title: 'AEO playground',
    defaultTabs: ordered.map((name) => {
      const query = readFileSync(new URL(name, OPERATIONS), 'utf8');
      return { query, headers: headersFor(query) };
    }),
    headers: headersFor(''),
    defaultEditorToolsVisibility: 'headers',
    shouldPersistHeaders: false,
  });
}
