import { Arg, Ctx, Field, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { valueOrThrow } from '../../../../schema/contract/registered-error.ts';
import type { ImportReport } from '../../service/import-operators.ts';
import { createImportInputs, type OperatorImportArgument } from './import-inputs.ts';
import { type OfficerContext, officerWith } from './officer-context.ts';
import { readImport } from './read-import.ts';

/** The import, by which another system or a file fills the registry. */
export function createImportResolver() {
  const { OperatorImportInput } = createImportInputs();

  @ObjectType('ImportProblem', { description: 'Why a row, or a part of it, was not taken.' })
  class ImportProblemType {
    @Field(() => Int, { description: 'Place of the row in the call, from 0.' })
    index: number;

    @Field(() => String, { description: 'Path within the row: `authorizations[0].validFrom`.' })
    field: string;

    @Field(() => String, { description: 'Name of the rule that it breaks.' })
    rule: string;

    @Field(() => String, { description: 'What is wrong, in a sentence.' })
    message: string;
  }

  @ObjectType('ImportReport', {
    description: 'What became of the rows: `read` is `written` and `unchanged` and `refused`.',
  })
  class ImportReportType implements ImportReport {
    @Field(() => Int, { description: 'Rows in the call.' })
    read: number;

    @Field(() => Int, { description: 'New or changed; in a dry run those that would be.' })
    written: number;

    @Field(() => Int, { description: 'The registry had it all already.' })
    unchanged: number;

    @Field(() => Int, { description: 'Not taken; with `allOrNothing` also good rows beside a bad one.' })
    refused: number;

    @Field(() => [ImportProblemType], {
      description:
        'In order of rows. A consent that was withdrawn since is named here, though the rest of its row is taken.',
    })
    problems: ImportReport['problems'];
  }

  @Resolver()
  class ImportResolver {
    @Mutation(() => ImportReportType, {
      description:
        'Takes operators by TIN, with their history: what is known stays, what is new is added, names and terms become the row’s. Idempotent. At most 1,000 rows (LIMIT_EXCEEDED). Needs registry:write.',
    })
    async importOperators(
      @Arg('operators', () => [OperatorImportInput], { description: 'At most 1,000.' })
      operators: OperatorImportArgument[],
      @Arg('dryRun', () => Boolean, {
        nullable: true,
        defaultValue: false,
        description: 'Reports what would be done, and does nothing.',
      })
      dryRun: boolean | null,
      @Arg('allOrNothing', () => Boolean, {
        nullable: true,
        defaultValue: false,
        description: 'One bad row, and nothing is written.',
      })
      allOrNothing: boolean | null,
      @Ctx() context: OfficerContext,
    ): Promise<ImportReport> {
      const { subject: by } = officerWith(context, 'registry:write');
      const now = context.clock();
      return valueOrThrow(
        await context.importOperators(
          operators.map((argument) => readImport(argument, by, now)),
          { by, dryRun: dryRun ?? false, allOrNothing: allOrNothing ?? false, datedConsents: false },
        ),
      );
    }
  }
  return ImportResolver;
}
