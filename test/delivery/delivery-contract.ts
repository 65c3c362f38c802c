import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DatabaseLocation } from '../../subgraphs/runtime/database.ts';
import type { EventReader } from '../../subgraphs/runtime/event-puller.ts';
import type { DeliveryWay, Serving } from './delivery-way.ts';
import { createDeliveryWorld, type DeliveryWorld, type Telling, type Told } from './delivery-world.ts';
import { numbered, SOON } from './numbered.ts';

export interface DeliverySetting {
  /** A place that nothing was told at yet; default: SQLite. */
  readonly location?: () => Promise<DatabaseLocation>;
  /** How many events are told at once. */
  readonly many?: number;
}

/** What holds of events whichever way they come; to be called within a `describe`. */
export function deliveryContract(openWay: () => DeliveryWay, { location, many = 10_000 }: DeliverySetting = {}): void {
  let world: DeliveryWorld;
  let way: DeliveryWay;
  let telling: Telling;
  let serving: Serving;
  let told: Told;
  let reader: EventReader;

  async function startTelling(): Promise<void> {
    telling = await world.openTelling();
    serving = await way.serve(world, telling);
  }

  async function startReading(): Promise<void> {
    told = await world.openTold();
    reader = way.read(world, told);
  }

  async function stopReading(): Promise<void> {
    await reader.stop();
    await told.database.close();
  }

  const keptAll = (remarks: readonly string[]) => expect.poll(() => told.kept(), SOON).toEqual(remarks);

  beforeEach(async () => {
    way = openWay();
    world = await createDeliveryWorld(await location?.());
    await startTelling();
    await startReading();
  });
  afterEach(async () => {
    await stopReading();
    await serving.stop();
    world.remove();
  });

  test('arrive in the order in which they were told, each once, before, while and after somebody reads', async () => {
    await stopReading();
    await telling.tell(numbered(1, 450));
    await startReading();
    await telling.tell(numbered(451, 520));
    await keptAll(numbered(1, 520));
    // The reader waits now, and is asked again by its interval in a minute only.
    await telling.tell(numbered(521, 521));
    await keptAll(numbered(1, 521));
    await telling.tell(numbered(522, 523));
    await keptAll(numbered(1, 523));
    expect(await told.aside()).toEqual([]);
  });

  test('go on where they ended after each side was started again', async () => {
    await telling.tell(numbered(1, 3));
    await keptAll(numbered(1, 3));
    await stopReading();
    await telling.tell(numbered(4, 6));
    await serving.stop();
    await startTelling();
    await startReading();
    await telling.tell(numbered(7, 8));
    await keptAll(numbered(1, 8));
  });

  test('wait while the one that tells is away', async () => {
    await telling.tell(numbered(1, 2));
    await keptAll(numbered(1, 2));
    await serving.stop();
    await startTelling();
    await telling.tell(numbered(3, 4));
    await keptAll(numbered(1, 4));
  });

  test('that cannot be believed are put aside, and those behind them arrive', async () => {
    await telling.tell(['first']);
    await telling.put('nonsense\u0001');
    await telling.tell(['last']);
    await keptAll(['first', 'last']);
    expect(await told.aside()).toEqual(['not a JWS']);
    await reader.pull();
    expect(await told.aside()).toHaveLength(1);
  });

  test('that cannot be kept are put aside after some attempts, and those behind them arrive', async () => {
    await told.database.write((manager) => manager.query(poison(told.database.sharedByReplicas)));
    await telling.tell(['first', 'poison', 'last']);
    await expect
      .poll(async () => {
        await reader.pull();
        return told.kept();
      }, SOON)
      .toEqual(['first', 'last']);
    expect(await told.aside()).toEqual([expect.stringContaining('it cannot be kept')]);
  });

  test('arrive whole where thousands are told at once', async () => {
    const remarks = numbered(1, many);
    await telling.tell(remarks);
    const begin = performance.now();
    await expect.poll(() => told.inbox.cursor('recognition'), { timeout: 60_000, interval: 50 }).toBe(String(many));
    const seconds = (performance.now() - begin) / 1000;
    expect(await told.kept()).toEqual(remarks);
    console.log(`${many} events: the last ${seconds.toFixed(1)} s after it was told`);
  }, 90_000);
}

/** Makes the reader's database refuse one event. */
function poison(isPostgres: boolean): string {
  return isPostgres
    ? `ALTER TABLE partner_signal ADD CONSTRAINT no_poison CHECK (remark <> 'poison')`
    : `CREATE TRIGGER no_poison BEFORE INSERT ON partner_signal WHEN NEW.remark = 'poison'
         BEGIN SELECT RAISE(ABORT, 'poisoned'); END`;
}
