import { Arg, Ctx, Field, ID, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { valueOrThrow } from '../../../../schema/contract/registered-error.ts';
import { DateTimeScalar } from '../../../runtime/scalars.ts';
import type { MaintenanceWindow } from '../../domain/maintenance-window.ts';
import { type OfficerContext, officerWith } from './officer-context.ts';

/** When this registry may not answer. */
export function createMaintenanceResolver() {
  @ObjectType('AnnouncedMaintenance', {
    description: 'A time in which this registry may not answer, as partners are told it.',
  })
  class AnnouncedMaintenanceType implements MaintenanceWindow {
    @Field(() => ID, { description: 'Identifier of the window.' })
    id: string;

    @Field(() => DateTimeScalar, { description: 'Instant at which it begins.' })
    from: string;

    @Field(() => DateTimeScalar, { description: 'Instant at which it is over.' })
    until: string;

    @Field(() => Boolean, {
      description:
        'Whether partners may rely on this registry’s last known statements meanwhile, where the arrangement lets them.',
    })
    fallbackAllowed: boolean;

    @Field(() => String, { nullable: true, description: 'As partners read it; null: none was given.' })
    remark: string | null;

    @Field(() => DateTimeScalar, { nullable: true, description: 'When it was withdrawn; null: it stands.' })
    withdrawnAt: string | null;
  }

  @Resolver()
  class MaintenanceResolver {
    @Query(() => [AnnouncedMaintenanceType], {
      description: 'In order of beginning, withdrawn ones too. Needs registry:read.',
    })
    announcedMaintenance(
      @Arg('all', () => Boolean, { defaultValue: false, description: 'True: those that are over as well.' })
      all: boolean,
      @Ctx() context: OfficerContext,
    ): Promise<readonly MaintenanceWindow[]> {
      officerWith(context, 'registry:read');
      return context.maintenance.list(all);
    }

    @Mutation(() => AnnouncedMaintenanceType, {
      description:
        'Announces a window to every partner, within seconds: `Administration.registry.maintenance` shows it, decisions that miss an answer meanwhile say so and when to ask again. At most 72 hours, at most 366 days ahead, not over, and not overlapping one that stands; otherwise BAD_USER_INPUT. Needs registry:write.',
    })
    async announceMaintenance(
      @Arg('from', () => DateTimeScalar, { nullable: true, description: 'Instant at which it begins; default: now.' })
      from: string | null | undefined,
      @Arg('until', () => DateTimeScalar, { description: 'Instant at which it is over.' }) until: string,
      @Arg('fallbackAllowed', () => Boolean, {
        description:
          'Whether partners may rely on last known statements meanwhile. False where what was said before may be wrong soon, as before a migration.',
      })
      fallbackAllowed: boolean,
      @Arg('remark', () => String, {
        nullable: true,
        description: 'For partners, one line of 1 to 1,000 characters; default: none.',
      })
      remark: string | null | undefined,
      @Ctx() context: OfficerContext,
    ): Promise<MaintenanceWindow> {
      const { subject: by } = officerWith(context, 'registry:write');
      const stated = { from: from ?? null, until, fallbackAllowed, remark: remark ?? null };
      return valueOrThrow(await context.maintenance.announce(stated, by));
    }

    @Mutation(() => AnnouncedMaintenanceType, {
      description:
        'Takes a window back, or ends it early, and tells partners. NOT_FOUND; ILLEGAL_TRANSITION where it is over or withdrawn. Needs registry:write.',
    })
    async withdrawMaintenance(
      @Arg('id', () => ID, { description: 'Identifier of the window.' }) id: string,
      @Ctx() context: OfficerContext,
    ): Promise<MaintenanceWindow> {
      const { subject: by } = officerWith(context, 'registry:write');
      return valueOrThrow(await context.maintenance.withdraw(id, by));
    }
  }
  return MaintenanceResolver;
}
