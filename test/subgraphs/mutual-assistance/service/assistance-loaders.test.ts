import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AssistanceStore } from '../../../../subgraphs/mutual-assistance/domain/assistance-ports.ts';
import { createAssistanceLoaders } from '../../../../subgraphs/mutual-assistance/service/assistance-loaders.ts';
import { createAssistanceStore } from '../../../../subgraphs/mutual-assistance/store/assistance.store.ts';
import { openAssistanceDatabase } from '../../../../subgraphs/mutual-assistance/store/assistance-database.ts';
import { callerOf } from '../../../support/parties.ts';

/** The store, counting its readings. */
function counting(store: AssistanceStore): AssistanceStore & { readings: number } {
  const counted = {
    ...store,
    readings: 0,
    historiesOf: (ids: readonly string[]) => {
      counted.readings += 1;
      return store.historiesOf(ids);
    },
    linkedTo: (...link: Parameters<AssistanceStore['linkedTo']>) => {
      counted.readings += 1;
      return store.linkedTo(...link);
    },
  };
  return counted;
}

describe('loading for many rows', () => {
  it('is one reading, however many rows', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'assistance-loaders-'));
    const database = await openAssistanceDatabase({ kind: 'sqlite', directory, synchronous: 'NORMAL' });
    const store = counting(createAssistanceStore(database));
    const loaders = createAssistanceLoaders(store, callerOf('JP'));
    const ids = Array.from({ length: 1_000 }, (_, index) => `id-${index}`);
    await Promise.all(ids.map((id) => loaders.historyOf.load(id)));
    expect(store.readings).toBe(1);
    await Promise.all(ids.map((tin) => loaders.aboutTin.load(tin)));
    expect(store.readings).toBe(2);
    await database.close();
  });
});
