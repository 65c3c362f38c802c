import type { TrustedKey } from '../../schema/trust/trust-list.ts';
import { isObject, shortly } from './json-object.ts';
import type { RegistryClient } from './registry-client.ts';
import { readStatement, type Statement } from './statements.ts';
import type { Verdicts } from './verdicts.ts';

/** How many the gateway asks for in one request at most. */
const BATCH = 1_000;

/** How long the gateway waits for a registry, as it is set by default. */
const DEADLINE_MS = 3_000;

/** What a batch showed beside its findings. */
export interface BatchFindings {
  readonly statements: readonly Statement[];
  readonly milliseconds: number;
}

/** Large batches, and batches with something bad in them. `tins` are distinct TINs of this administration, 990 or more. */
export async function checkBatches(
  client: RegistryClient,
  verdicts: Verdicts,
  tins: readonly string[],
  pinned: readonly TrustedKey[],
): Promise<BatchFindings> {
  // Some stand twice, so that a registry which answers by TIN, and not by place, is seen.
  const asked = [...tins.slice(0, BATCH - 10), ...tins.slice(0, 10)];
  const caller = client.caller();
  const answer = await client.askEntities(asked, 'tin attestation record { legalName }', caller);
  const statements: Statement[] = [];
  const { entities = [] } = answer;
  if (answer.entities === undefined) {
    verdicts.found('ENTITIES.IN_ORDER', [
      `there are no entities: ${answer.status} ${shortly(answer.json ?? answer.text)}`,
    ]);
    verdicts.notShown('LIMITS.DEADLINE', 'There is no answer.');
  } else {
    const nulls = entities.filter((entity) => !isObject(entity)).length;
    verdicts.found('ENTITIES.NEVER_NULL', nulls === 0 ? [] : [`${nulls} of ${asked.length} entities are null`]);
    const displaced = entities.filter((entity, index) => isObject(entity) && entity['tin'] !== asked[index]).length;
    verdicts.found('ENTITIES.IN_ORDER', [
      ...(entities.length === asked.length ? [] : [`${entities.length} entities for ${asked.length} representations`]),
      ...(displaced === 0 ? [] : [`${displaced} entities stand in another’s place`]),
    ]);
    const seconds = (answer.milliseconds / 1000).toFixed(2);
    verdicts.found(
      'LIMITS.DEADLINE',
      answer.milliseconds <= DEADLINE_MS ? [] : [`${seconds} s for ${asked.length} operators`],
    );
  }
  const at = client.clock();
  for (const [index, tin] of asked.entries()) {
    const entity = entities[index];
    const jws = isObject(entity) ? entity['attestation'] : undefined;
    const statement = await readStatement(jws, { caller, tin, at }, pinned);
    if (statement !== undefined) statements.push(statement);
  }
  await checkUnspoilt(client, verdicts, tins.slice(0, 4));
  return { statements, milliseconds: Math.round(answer.milliseconds) };
}

/** Good representations among bad ones: each good one keeps its place, its entity and its statement. */
async function checkUnspoilt(client: RegistryClient, verdicts: Verdicts, good: readonly string[]): Promise<void> {
  const { typeName: __typename } = client;
  const bad = [
    { __typename, tin: '!' },
    { __typename },
    { __typename, tin: 42 },
    { __typename, tin: 'X'.repeat(5_000) },
  ];
  const mixed: readonly unknown[] = good.flatMap((tin, index) => [tin, bad[index]]);
  const { entities, status, json, text } = await client.askEntities(mixed, 'tin attestation');
  if (entities === undefined || entities.length !== mixed.length) {
    verdicts.found('ENTITIES.UNSPOILT', [`the whole batch is lost: ${status} ${shortly(json ?? text)}`]);
    return;
  }
  const spoilt = good.filter((tin, index) => {
    const entity = entities[index * 2];
    return isObject(entity) && (entity['tin'] !== tin || typeof entity['attestation'] !== 'string');
  });
  verdicts.found(
    'ENTITIES.UNSPOILT',
    spoilt.map((tin) => `${tin} beside a bad one is not answered`),
  );
}
