import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { valueOrThrow } from '../../../../schema/contract/registered-error.ts';
import type { ImportReport } from '../../service/import-operators.ts';
import type { ImportInputs, OperatorImportArgument } from './import-inputs.ts';
import type { createImportReportTypes } from './import-report-types.ts';
import { type OfficerContext, officerWith } from './officer-context.ts';
import { readImport } from './read-import.ts';

/** The import, by which another system or a file fills the registry. */
export function createImportResolver(
  { OperatorImportInput }: ImportInputs,
  { ImportReportType }: ReturnType<typeof createImportReportTypes>,
) {
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
