import { readFileSync } from 'node:fs';
import { buildSchema, type GraphQLField, isInterfaceType, isIntrospectionType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { DEFAULT_LIMITS } from '../../../gateway/limits/limits.ts';
import { PURPOSES_OF_USE, type PurposeOfUse } from '../../../schema/contract/vocabulary.ts';
import { startFederation, type TestFederation } from '../../support/federation.ts';
import { createTestClock } from '../../support/parties.ts';
import { type Asking, answerTo } from './asking.ts';
import { type FieldOperation, fieldOperation } from './field-operation.ts';
import { mutationArguments, nestedArgument, queryArguments } from './known-arguments.ts';
import { leadsToHeld, walkFrom } from './schema-walk.ts';
import { HOME, makeSide, SHARED_TIN, SIDE_FACTS, type Side } from './two-sides.ts';

vi.setConfig({ testTimeout: 240_000 });

const schema = buildSchema(readFileSync(new URL('../../../schema/api.graphql', import.meta.url), 'utf8'));
const queries = Object.values(schema.getQueryType()?.getFields() ?? {});
const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
const clock = createTestClock();
/** The walk asks for more at once, and within one minute of a clock that stands still, than any client may. */
const BEYOND_CLIENTS = { ...DEFAULT_LIMITS, cost: Number.MAX_SAFE_INTEGER, costPerMinute: Number.MAX_SAFE_INTEGER };
let federation: TestFederation;
let sides: readonly [Side, Side];

beforeAll(async () => {
  federation = await startFederation({ clock, limits: BEYOND_CLIENTS });
  const made: Side[] = [];
  for (const facts of SIDE_FACTS) made.push(await makeSide(federation, clock, schema, facts));
  sides = made as [Side, Side];
}, 60_000);

afterAll(() => federation.stop());

type Field = GraphQLField<unknown, unknown>;

/** A root field with one set of arguments, and everything that can be read below it. */
interface Question {
  readonly operations: readonly FieldOperation[];
  /** The values that it names itself, which an answer may repeat. */
  readonly named: string;
}

function questionsOf(kind: 'query' | 'mutation', field: Field, all: readonly Readonly<Record<string, unknown>>[]) {
  const walked = walkFrom(schema, field, nestedArgument);
  return all.map(
    (given): Question => ({
      operations: walked.map(({ selection, variables }) => fieldOperation(kind, field, given, selection, variables)),
      named: JSON.stringify(given),
    }),
  );
}

/** Every query with every value of what it demands; where it leads to what is held, with every value of the rest too. */
function allQueries({ optional: withOptional } = { optional: true }): readonly Question[] {
  return queries.flatMap((field) => {
    const { demanded, optional } = queryArguments(field, sides);
    return questionsOf(
      'query',
      field,
      withOptional && leadsToHeld(schema, field) ? [...demanded, ...optional] : demanded,
    );
  });
}

/** What was told without having been named in the question, and what was refused. */
interface Walked {
  readonly told: Set<string>;
  readonly refused: Set<string>;
}

/** Asks everything and notes which of the words are told. Below a root field that is null there is nothing to read. */
async function walk(asking: Asking, questions: readonly Question[], words: readonly string[], purpose: PurposeOfUse) {
  const walked: Walked = { told: new Set(), refused: new Set() };
  const waiting = [...questions];
  async function askOn(): Promise<void> {
    for (let question = waiting.shift(); question !== undefined; question = waiting.shift()) {
      for (const { text, variables } of question.operations) {
        const answer = await answerTo<{ told: unknown } | null>(federation, clock, asking, text, variables, purpose);
        const codes = answer.errors.map(({ extensions }) => extensions.code);
        // What fails within hides what may stand beside it.
        if (answer.status !== 200 || codes.includes('INTERNAL')) throw new Error(`${text}\n${answer.text}`);
        for (const code of codes) walked.refused.add(code);
        for (const word of words) {
          if (answer.text.includes(word) && !question.named.includes(word)) walked.told.add(word);
        }
        if (answer.data?.told == null) break;
      }
    }
  }
  await Promise.all(Array.from({ length: 8 }, askOn));
  return walked;
}

function everythingOf({ ownWords, caseWords, unspoken }: Side): readonly string[] {
  return [...ownWords, ...caseWords, ...unspoken];
}

describe('the walk over the API', () => {
  test('reads every field of every type', () => {
    const walked = new Set(
      [...queries, ...mutations].flatMap((field) =>
        walkFrom(schema, field, nestedArgument).flatMap(({ coordinates }) => coordinates),
      ),
    );
    // What a subscription tells is of types that are walked; who is told stands in test/federation/streams.
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    const missed = Object.values(schema.getTypeMap()).flatMap((type) => {
      if (!(isObjectType(type) || isInterfaceType(type)) || isIntrospectionType(type)) return [];
      if (roots.some((root) => root === type)) return [];
      // What every operator has is read of the interface.
      const shared = isObjectType(type) ? type.getInterfaces().flatMap((one) => Object.keys(one.getFields())) : [];
      return Object.keys(type.getFields())
        .filter((name) => !shared.includes(name) && !walked.has(`${type.name}.${name}`))
        .map((name) => `${type.name}.${name}`);
    });
    expect(missed).toEqual([]);
  });
});

describe.each([0, 1] as const)('of a vendor of two destinations, side %i', (at) => {
  const told = new Set<string>();

  test.each(PURPOSES_OF_USE)('is shown nothing of the other, for the purpose %s', async (purpose) => {
    const own = sides[at];
    const other = sides[1 - at] as Side;
    const words = [...everythingOf(own), ...everythingOf(other)];
    const questions = allQueries({ optional: purpose === 'VENDOR_REGISTRATION' });
    const walked = await walk({ administration: own.code }, questions, words, purpose);
    for (const word of walked.told) told.add(word);
    expect(everythingOf(other).filter((word) => walked.told.has(word))).toEqual([]);
  });

  test('is shown all of its own meanwhile, so that the walk comes to where things are', () => {
    const { ownWords, caseWords, unspoken } = sides[at];
    expect([...ownWords, ...caseWords].filter((word) => !told.has(word))).toEqual([]);
    expect(unspoken.filter((word) => told.has(word))).toEqual([]);
  });

  test('has no step that touches the other', async () => {
    const own = sides[at];
    const other = sides[1 - at] as Side;
    const aims = [other.registration, other.draft, other.warning, ...other.requests].map(({ id }) => id);
    for (const field of mutations) {
      const questions = questionsOf('mutation', field, [mutationArguments(field, own, other)]);
      const walked = await walk({ administration: own.code }, questions, everythingOf(other), 'AUDIT');
      expect([field.name, ...walked.told]).toEqual([field.name]);
      const isAimed = questions.some(({ named }) => [...aims, ...other.vendors].some((id) => named.includes(id)));
      if (!isAimed) continue;
      expect([field.name, ...walked.refused]).toEqual([field.name, 'NOT_FOUND']);
    }
  });
});

describe('whoever is no party', () => {
  test.each<[string, Asking]>([
    ['a third administration', { administration: 'US' }],
    ['another vendor of the one', { administration: 'EU', actor: 'CN3302158052' }],
    ['another vendor of the other', { administration: 'AU', actor: 'KR8478194774' }],
  ])('%s is shown nothing of either', async (_who, asking) => {
    const { told } = await walk(asking, allQueries(), sides.flatMap(everythingOf), 'VENDOR_REGISTRATION');
    expect([...told]).toEqual([]);
  });

  test('the vendor itself is shown its own at the one, and nothing of the other nor of any case', async () => {
    const [own, other] = sides;
    const asking = { administration: own.code, actor: SHARED_TIN };
    const words = sides.flatMap(everythingOf);
    const { told } = await walk(asking, allQueries(), words, 'VENDOR_REGISTRATION');
    const notItsOwn = [...everythingOf(other), ...own.caseWords.filter((word) => !word.endsWith('vendor-name'))];
    expect(notItsOwn.filter((word) => told.has(word))).toEqual([]);
    expect([...told]).toEqual(expect.arrayContaining([own.number, own.assessedTax, `MARK-${own.code}-question`]));
  });

  test('the administration that both asked is shown the cases of both, and nothing of the registrations', async () => {
    const { told } = await walk({ administration: HOME }, allQueries(), sides.flatMap(everythingOf), 'AEO_VALIDATION');
    expect(sides.flatMap(({ caseWords }) => caseWords).filter((word) => !told.has(word))).toEqual([]);
    const withheld = sides.flatMap(({ ownWords, unspoken }) => [...ownWords, ...unspoken]);
    expect(withheld.filter((word) => told.has(word))).toEqual([]);
  });
});
