import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { calendarDate } from '../../../schema/contract/calendar-day.ts';
import { newestVersions } from '../../../schema/contract/coverage-on.ts';
import type { ArrangementStatus, WcoRegion } from '../../../schema/contract/vocabulary.ts';
import { PROGRAMMES } from '../../../schema/reference/programmes.ts';
import { ArrangementStatusEnum, WcoRegionEnum } from '../../runtime/enums.ts';
import { CountryCodeScalar } from '../../runtime/scalars.ts';
import { AdministrationType, AeoProgrammeType, RegistryAvailabilityType } from './administration.type.ts';
import { MutualRecognitionArrangementType } from './arrangement.type.ts';
import type { RecognitionContext } from './context.ts';
import { describeAdministration } from './describe-administration.ts';
import { showArrangement, showBenefits } from './show-decision.ts';

/** Makes the resolver of an administration's fields; anew for each schema. */
export function createAdministrationResolver() {
  @Resolver(() => AdministrationType)
  class AdministrationResolver {
    @FieldResolver(() => String)
    name(@Root() { code }: AdministrationType): string {
      return describeAdministration(code).name;
    }

    @FieldResolver(() => WcoRegionEnum)
    region(@Root() { code }: AdministrationType): WcoRegion {
      return describeAdministration(code).region;
    }

    @FieldResolver(() => [CountryCodeScalar], {
      description: 'Prefixes of the TINs it answers for; EU those of its member states.',
    })
    tinPrefixes(@Root() { code }: AdministrationType): readonly string[] {
      return describeAdministration(code).tinPrefixes;
    }

    @FieldResolver(() => AeoProgrammeType, { nullable: true, description: 'As it is today; null: none is known here.' })
    programme(@Root() { code }: AdministrationType, @Ctx() { parts }: RecognitionContext): AeoProgrammeType | null {
      const { timeZone } = describeAdministration(code);
      const today = calendarDate(parts.clock(), timeZone);
      const programme = PROGRAMMES.find(
        (row) =>
          row.administration === code &&
          (row.inForceFrom === null || row.inForceFrom <= today) &&
          (row.inForceTo === null || row.inForceTo >= today),
      );
      if (programme === undefined) return null;
      const { name, eligibleRoles, ecommerceStakeholders, authorizationTypes, validityYears, source } = programme;
      return {
        name,
        eligibleRoles,
        ecommerceStakeholders,
        authorizationTypes,
        validityYears,
        acceptsThirdPartyValidators: programme.acceptsThirdPartyValidators,
        benefits: showBenefits(programme.benefits),
        source,
      };
    }

    @FieldResolver(() => [MutualRecognitionArrangementType], { description: 'Those that it is a party to.' })
    arrangements(
      @Root() { code }: AdministrationType,
      @Ctx() { parts }: RecognitionContext,
      @Arg('status', () => ArrangementStatusEnum, { nullable: true }) status: ArrangementStatus | null,
    ): MutualRecognitionArrangementType[] {
      return newestVersions(parts.arrangements)
        .filter(
          (arrangement) => arrangement.parties.includes(code) && (status == null || arrangement.status === status),
        )
        .map((arrangement) => showArrangement(arrangement));
    }

    @FieldResolver(() => RegistryAvailabilityType, { description: 'Is its registry answering now.' })
    async registry(
      @Root() { code }: AdministrationType,
      @Ctx() { parts, windows }: RecognitionContext,
    ): Promise<RegistryAvailabilityType> {
      const [look, maintenance] = await Promise.all([parts.watch.look(code), windows.load(code)]);
      const { status, checkedAt, medianLatencyMs, contractVersion } = look;
      return { status, checkedAt: checkedAt.toISOString(), medianLatencyMs, contractVersion, maintenance };
    }
  }
  return AdministrationResolver;
}
