import { createClient as createEventClient } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { AnswerError } from './federation.ts';

/** The two protocols, each by the client that its package ships. */
export const PROTOCOLS = ['sse', 'websocket'] as const;
export type Protocol = (typeof PROTOCOLS)[number];

/** A result as a client gets it. */
export interface Told {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly AnswerError[];
  readonly extensions?: { readonly cursor: string };
}

/** One subscription of one client. */
export interface Follower {
  /** The next result; undefined: the stream is complete. Rejects where its connection was ended. */
  next(): Promise<Told | undefined>;
  close(): Promise<void>;
}

export interface FollowOptions {
  readonly url: string;
  readonly token: string;
  readonly purpose?: string;
}

/** Follows a subscription; it never tries again by itself, so that a test sees how it ended. */
export function follow(
  protocol: Protocol,
  { url, token, purpose = 'AUDIT' }: FollowOptions,
  query: string,
  variables: Record<string, unknown> = {},
): Follower {
  const headers = { authorization: `Bearer ${token}`, 'purpose-of-use': purpose };
  const client =
    protocol === 'sse'
      ? createEventClient({ url: `${url}/graphql`, headers, retryAttempts: 0 })
      : createSocketClient({
          url: `${url.replace(/^http/, 'ws')}/graphql`,
          webSocketImpl: WebSocket,
          connectionParams: headers,
          retryAttempts: 0,
        });
  const results = client.iterate({ query, variables });
  return {
    async next() {
      const { value, done } = await results.next();
      return done === true ? undefined : (JSON.parse(JSON.stringify(value)) as Told);
    },
    async close() {
      await results.return?.();
      await client.dispose();
    },
  };
}
