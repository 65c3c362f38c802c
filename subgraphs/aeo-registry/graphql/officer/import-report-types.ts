import { Field, Int, ObjectType } from 'type-graphql';
import type { ImportReport } from '../../service/import-operators.ts';

/** What bulk mutations answer, made anew for the officer endpoint. */
export function createImportReportTypes() {
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

  return { ImportReportType };
}
