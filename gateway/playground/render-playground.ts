import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { EXAMPLE_QUERY } from './example-query.ts';

/** The playground: one page that carries all it needs, so that it works without internet. */
export function renderPlayground(): string {
  return renderGraphiQL({
    endpoint: '/graphql',
    title: 'AEO mutual recognition: playground',
    defaultQuery: EXAMPLE_QUERY,
    headers: JSON.stringify({ Authorization: 'Bearer …', 'Purpose-Of-Use': 'IMPORT_CLEARANCE' }, null, 2),
    headerEditorEnabled: true,
  } as Parameters<typeof renderGraphiQL>[0]);
}
