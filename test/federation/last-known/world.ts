import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { registrySubgraph } from '../../../schema/contract/subgraph-names.ts';
import { LinkFailure, type SubgraphLink } from '../../../schema/link/subgraph-link.ts';
import { ARRANGEMENTS } from '../../../schema/reference/arrangements.ts';
import type { EmbeddedOptions } from '../../../scripts/start/embedded-federation.ts';
import { type AskOptions, startFederation, type TestFederation } from '../../support/federation.ts';
import { createTestClock } from '../../support/parties.ts';

/** Test data: the real arrangements, as if each let one rely on what was said within a day. */
export const ARRANGEMENTS_THAT_ALLOW = ARRANGEMENTS.map((arrangement) => ({
  ...arrangement,
  coverage: arrangement.coverage.map((row) => ({ ...row, maximumAttestationAgeHours: 24 })),
}));

const ASK = `query Ask($questions: [RecognitionQuestion!]!) {
  recognitions(questions: $questions) {
    tin
    decision {
      outcome reasons basis factsAsOf notices nextStep retryAfterSeconds attestation receipt consultationNumber
    }
  }
}`;

export interface Decision {
  readonly outcome: string;
  readonly reasons: readonly string[];
  readonly basis: string;
  readonly factsAsOf: string;
  readonly notices: readonly string[];
  readonly nextStep: string;
  readonly retryAfterSeconds: number | null;
  readonly attestation: string | null;
  readonly receipt: string;
  readonly consultationNumber: string;
}

export interface Asked {
  readonly role?: string;
  readonly on?: string;
  readonly declaredName?: string;
}

/** A federation whose clock is set by hand, and whose registries fall silent and come back. */
export interface World {
  readonly federation: TestFederation;
  readonly clock: ReturnType<typeof createTestClock>;
  /** Lets time pass. */
  pass(minutes: number): void;
  decisions(asking: string, tins: readonly string[], asked?: Asked, options?: AskOptions): Promise<readonly Decision[]>;
  decision(asking: string, tin: string, asked?: Asked, options?: AskOptions): Promise<Decision>;
  /** Silences a registry, for gateway and hub alike, until what it gives is called. */
  silence(administration: string, only?: Partial<SubgraphLink>): () => void;
  /** How often the hub has looked whether the registry is there, from now on. */
  countLooks(administration: string): () => number;
  /** Reads the recognition service's own database. */
  rows<Row>(sql: string, ...values: readonly string[]): readonly Row[];
}

const silent = async () => {
  throw new LinkFailure('UNAVAILABLE');
};

export async function startWorld(options: Partial<EmbeddedOptions> = {}): Promise<World> {
  const clock = createTestClock();
  const federation = await startFederation({ arrangements: ARRANGEMENTS_THAT_ALLOW, clock, ...options });

  // The demonstration data is imported now, and for a minute nothing is relied on that was said of an operator that changed.
  clock.set(new Date(clock().getTime() + 5 * 60_000).toISOString());

  function linkTo(administration: string): SubgraphLink {
    const link = federation.embedded.links.get(registrySubgraph(administration));
    if (link === undefined) throw new TypeError(`no link to ${administration}`);
    return link;
  }

  async function decisions(asking: string, tins: readonly string[], asked: Asked = {}, more: AskOptions = {}) {
    const questions = tins.map((tin) => ({ tin, role: 'EXPORTER', reference: 'Consignment 1', ...asked }));
    const { data, text } = await federation.ask<{ recognitions: { decision: Decision | null }[] }>(
      asking,
      ASK,
      { questions },
      more,
    );
    return data.recognitions.map(({ decision }) => {
      if (decision === null) throw new TypeError(text);
      return decision;
    });
  }

  return {
    federation,
    clock,
    pass: (minutes) => clock.set(new Date(clock().getTime() + minutes * 60_000).toISOString()),
    decisions,
    async decision(asking, tin, asked, more) {
      const [decision] = await decisions(asking, [tin], asked, more);
      if (decision === undefined) throw new TypeError('no decision');
      return decision;
    },
    silence(administration, only = { request: silent, probe: silent, events: silent }) {
      const link = linkTo(administration);
      const real = { ...link };
      Object.assign(link, only);
      return () => Object.assign(link, real);
    },
    countLooks(administration) {
      const link = linkTo(administration);
      const { probe } = link;
      let looks = 0;
      Object.assign(link, {
        probe(timeoutMs: number) {
          looks += 1;
          return probe(timeoutMs);
        },
      });
      return () => looks;
    },
    rows(sql, ...values) {
      const database = new Sqlite(join(federation.dataDirectory, 'databases', 'recognition.sqlite'), {
        readonly: true,
      });
      try {
        return database.prepare(sql).all(...values) as never;
      } finally {
        database.close();
      }
    },
  };
}
