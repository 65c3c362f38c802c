import { Ctx, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { listRemittanceReminders } from '../service/list-remittance-reminders.ts';
import {
  type RemittanceReturnObject,
  remittanceReturnObject,
  type VendorRegistrationObject,
  vendorRegistrationObject,
} from './objects.ts';
import type { RemittanceReturnTypes } from './remittance-return.type.ts';
import { requireReading } from './require-side.ts';
import type { VendorRegistrationTypes } from './vendor-registration.type.ts';
import type { VendorRegistrationContext } from './vendor-registration-context.ts';

/** What vendors owe, or soon will. */
export function createRemittanceReminderResolver(
  { VendorRegistration }: VendorRegistrationTypes,
  { RemittanceReturn }: RemittanceReturnTypes,
) {
  @ObjectType('OwedReturn', { description: 'A return that is not filed, or of which something is outstanding.' })
  class OwedReturn {
    @Field(() => RemittanceReturn, { description: 'The return.' })
    return: RemittanceReturnObject;

    @Field(() => Int, { description: 'Days since the last one for filing and paying; 0: it is not past due.' })
    daysOverdue: number;
  }

  @ObjectType('ExclusionGround', {
    description:
      'What speaks for excluding a vendor by the scheme’s rule. An officer decides: nothing excludes by itself.',
  })
  class ExclusionGround {
    @Field(() => Int, { description: 'Returns running, up to the latest that is past due, none of which is filed.' })
    missedReturns: number;

    @Field(() => String, { description: 'The rule that is met, with the scheme’s row.' })
    rule: string;

    @Field(() => String, { description: 'Where the rule is taken from.' })
    source: string;
  }

  @ObjectType('RemittanceReminder', { description: 'What is owed under one registration; derived, never stored.' })
  class RemittanceReminder {
    @Field(() => VendorRegistration, { description: 'The registration.' })
    registration: VendorRegistrationObject;

    @Field(() => [OwedReturn], { description: 'One or more, the first to fall due first.' })
    owed: readonly OwedReturn[];

    @Field(() => ExclusionGround, {
      nullable: true,
      description:
        'Persistent failure by the scheme’s rule; null: it is not met, the scheme has none, or the registration has ended.',
    })
    exclusionGround: ExclusionGround | null;
  }

  @Resolver()
  class RemittanceReminderResolver {
    @Query(() => [RemittanceReminder], {
      description:
        'What is overdue, or due within 14 days, under the asking administration’s registrations, the earliest due day ' +
        'first; of the 500 most urgent registrations. Needs vendor:read, or vendor:self for one’s own.',
    })
    async remittanceReminders(@Ctx() { caller, parts }: VendorRegistrationContext): Promise<RemittanceReminder[]> {
      requireReading(caller);
      const reminders = await listRemittanceReminders(parts, caller);
      return reminders.map(({ registration, owed, exclusionGround }) => ({
        registration: vendorRegistrationObject(registration),
        owed: owed.map(({ told, daysOverdue }) => ({ return: remittanceReturnObject(told), daysOverdue })),
        exclusionGround,
      }));
    }
  }

  return RemittanceReminderResolver;
}
