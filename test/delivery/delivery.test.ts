import { describe, expect, test } from 'vitest';
import { deliveryContract } from './delivery-contract.ts';
import { inProcess, overHttp } from './delivery-way.ts';
import { createDeliveryWorld } from './delivery-world.ts';
import { fall } from './fall.ts';
import { numbered, SOON } from './numbered.ts';

describe('events within one process', () => deliveryContract(inProcess));

describe('events over HTTP', () => {
  deliveryContract(overHttp);

  test('are neither lost nor doubled where the reader is killed when it has kept a page', async () => {
    const way = overHttp();
    const world = await createDeliveryWorld();
    const telling = await world.openTelling();
    const serving = await way.serve(world, telling);
    await telling.tell(numbered(1, 3));
    await fall('reader', world.directory, `http://127.0.0.1:${way.port()}`);
    await telling.tell(numbered(4, 5));
    const told = await world.openTold();
    expect(await told.kept()).toEqual(numbered(1, 3));
    const reader = way.read(world, told);
    await expect.poll(() => told.kept(), SOON).toEqual(numbered(1, 5));
    await reader.stop();
    await told.database.close();
    await serving.stop();
    world.remove();
  });
});
