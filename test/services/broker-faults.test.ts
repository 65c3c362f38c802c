import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createHttpLink } from '../../schema/link/http-link.ts';
import type { EventBroker } from '../../subgraphs/runtime/event-broker.ts';
import { countUnrelayed } from '../../subgraphs/runtime/event-outbox.ts';
import { signEventPage } from '../../subgraphs/runtime/event-page.ts';
import { openNatsBroker } from '../../subgraphs/runtime/nats/nats-broker.ts';
import { type DeliveryWay, overHttp, type Serving, throughBroker } from '../delivery/delivery-way.ts';
import {
  ADDRESSEE,
  createDeliveryWorld,
  type DeliveryWorld,
  READER,
  type Telling,
  type Told,
} from '../delivery/delivery-world.ts';
import { fall } from '../delivery/fall.ts';
import { numbered, SOON } from '../delivery/numbered.ts';
import { createNatsServer, type NatsServer } from '../support/nats-server.ts';
import { silentLog } from '../support/parties.ts';

const SUBJECT = 'aeo.events.recognition.kr';

describe('a broker', () => {
  let server: NatsServer;
  let broker: EventBroker;
  let world: DeliveryWorld;
  let telling: Telling;
  let told: Told;
  const running: { stop(): Promise<void> }[] = [];

  /** Where the source itself cannot be reached, nothing arrives but through the broker. */
  const start = async (way: DeliveryWay): Promise<Serving> => {
    const serving = await way.serve(world, telling);
    running.push(serving, way.read(world, told));
    return serving;
  };
  const throughIt = () => throughBroker(broker);
  const settings = (url: string) => ({ servers: [url], prefix: 'aeo', replicas: 1 });
  const keptAll = (remarks: readonly string[]) => expect.poll(() => told.kept(), SOON).toEqual(remarks);

  beforeEach(async () => {
    server = await createNatsServer();
    broker = openNatsBroker(settings(server.url), silentLog);
    world = await createDeliveryWorld();
    telling = await world.openTelling();
    told = await world.openTold();
  });
  afterEach(async () => {
    for (const one of running.splice(0).reverse()) await one.stop();
    await told.database.close();
    await broker.close();
    await server.remove();
    world.remove();
  });

  test('that is away holds nobody up, at the start or later, and what is told meanwhile arrives when it is back', async () => {
    await start(throughIt());
    await telling.tell(numbered(1, 3));
    expect(broker.isConnected()).toBe(false);
    await server.start();
    await keptAll(numbered(1, 3));
    await server.kill();
    await telling.tell(numbered(4, 6));
    expect(await told.kept()).toHaveLength(3);
    await server.start();
    await keptAll(numbered(1, 6));
  });

  test('that has lost what it held is made up for by the source itself', async () => {
    await server.start();
    const http = overHttp();
    const serving = await http.serve(world, telling);
    const relay = await throughIt().serve(world, {
      ...telling,
      subgraph: { ...telling.subgraph, stop: async () => {} },
    });
    running.push(serving, relay);
    await telling.tell(numbered(1, 3));
    await expect.poll(() => countUnrelayed(telling.database, [ADDRESSEE]), SOON).toBe(0);
    await server.kill();
    server.forget();
    await server.start();
    const link = createHttpLink(`http://127.0.0.1:${http.port()}`);
    running.push(throughBroker(broker, link).read(world, told));
    await keptAll(numbered(1, 3));
    await telling.tell(numbered(4, 5));
    await keptAll(numbered(1, 5));
    await link.close();
  });

  test('is not believed: what is not the source’s own page is put aside, moves nothing, and holds nothing up', async () => {
    await server.start();
    await start(throughIt());
    await telling.tell(numbered(1, 1));
    await keptAll(numbered(1, 1));
    const page = { after: '1', events: [{ cursor: '2', event: 'forged' }] };
    const { signerOf } = world.trustStore;
    const connection = await connect({ servers: server.url });
    for (const text of [
      'nonsense',
      await signEventPage(signerOf(READER), ADDRESSEE, page, new Date()),
      await signEventPage(signerOf('mutual-assistance'), ADDRESSEE, page, new Date()),
      await signEventPage(signerOf('recognition'), 'JP', page, new Date()),
    ]) {
      await jetstream(connection).publish(SUBJECT, text);
    }
    await connection.close();
    await telling.tell(numbered(2, 3));
    await keptAll(numbered(1, 3));
    expect(await told.aside()).toHaveLength(4);
    expect(await pending(server)).toBe(0);
  });

  test('that does not take a page for its size leaves it to the source', async () => {
    const small = join(world.directory, 'small.conf');
    writeFileSync(small, 'max_payload: 4096\n');
    await server.remove();
    server = await createNatsServer(['-c', small]);
    await server.start();
    await broker.close();
    broker = openNatsBroker(settings(server.url), silentLog);
    const http = overHttp();
    const serving = await http.serve(world, telling);
    const relay = await throughIt().serve(world, {
      ...telling,
      subgraph: { ...telling.subgraph, stop: async () => {} },
    });
    const link = createHttpLink(`http://127.0.0.1:${http.port()}`);
    running.push(serving, relay, throughBroker(broker, link).read(world, told));
    await telling.tell(['first', 'x'.repeat(8_000), 'last']);
    await keptAll(['first', 'x'.repeat(8_000), 'last']);
    await link.close();
  });

  test('that demands a token, and certificates of both sides, is shown them', async () => {
    const at = (name: string) => join(world.directory, name);
    const subject = ['-subj', '/CN=broker', '-addext', 'subjectAltName=DNS:localhost', '-days', '2', '-nodes'];
    const files = ['-keyout', at('tls.key'), '-out', at('tls.pem')];
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', ...subject, ...files], { stdio: 'ignore' });
    const tls = { cert: at('tls.pem'), key: at('tls.key'), ca: at('tls.pem') };
    const demands = ['--tlscert', tls.cert, '--tlskey', tls.key, '--tlscacert', tls.ca, '--tlsverify'];
    await server.remove();
    server = await createNatsServer(['--auth', 'secret', '--tls', ...demands]);
    await server.start();
    await broker.close();
    broker = openNatsBroker({ ...settings(server.url), tls, token: 'secret' }, silentLog);
    const strangers = [{ token: 'guessed', tls }, { token: 'secret' }, { token: 'secret', tls: { ca: tls.ca } }].map(
      (shown) => openNatsBroker({ ...settings(server.url), ...shown }, silentLog),
    );
    await start(throughIt());
    await telling.tell(numbered(1, 2));
    await keptAll(numbered(1, 2));
    expect(strangers.map((stranger) => stranger.isConnected())).toEqual([false, false, false]);
    await Promise.all(strangers.map((stranger) => stranger.close()));
  });

  test('gives again what a reader kept that was killed before it said so, and it is not kept twice', async () => {
    await server.start();
    running.push(await throughIt().serve(world, telling));
    await telling.tell(numbered(1, 3));
    await fall('reader', world.directory, server.url, 'aeo');
    expect((await told.kept()).length).toBeGreaterThan(0);
    running.push(throughIt().read(world, told));
    await telling.tell(numbered(4, 5));
    await keptAll(numbered(1, 5));
  });

  test('is given again what a source published that was killed before it wrote that down, and nobody is told twice', async () => {
    await server.start();
    await telling.tell(numbered(1, 3));
    await fall('source', world.directory, server.url, 'aeo');
    expect(await pending(server)).toBe(1);
    await telling.tell(numbered(4, 5));
    await start(throughIt());
    await keptAll(numbered(1, 5));
    expect(await told.aside()).toEqual([]);
  });
});

/** Pages that the broker holds. */
async function pending({ url }: NatsServer): Promise<number> {
  const connection = await connect({ servers: url });
  const { streams } = await jetstreamManager(connection);
  const messages = await streams.info('aeo-events').then(
    ({ state }) => state.messages,
    () => -1,
  );
  await connection.close();
  return messages;
}
