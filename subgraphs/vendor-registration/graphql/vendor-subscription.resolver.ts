import { Arg, Ctx, Resolver, Root, Subscription } from 'type-graphql';
import type { Change } from '../../runtime/change-feed.ts';
import { followSeen } from '../../runtime/follow-seen.ts';
import { AFTER_CURSOR, CursorScalar } from '../../runtime/scalars.ts';
import { vendorRegistrationObject } from './objects.ts';
import { requireReading } from './require-side.ts';
import type { VendorRegistrationTypes } from './vendor-registration.type.ts';
import { createLoaders, type VendorRegistrationContext } from './vendor-registration-context.ts';

/** What can be followed. */
export function createVendorSubscriptionResolver({ VendorRegistration }: VendorRegistrationTypes) {
  @Resolver()
  class VendorSubscriptionResolver {
    @Subscription(() => VendorRegistration, {
      description:
        'A registration of the asking administration, after each step in it, in the order of the steps; as it is when it is told. Needs vendor:read, or vendor:self for one’s own.',
      subscribe({ args, context }: { args: { after?: string | null }; context: VendorRegistrationContext }) {
        const { caller, parts } = context;
        requireReading(caller);
        // Loaders remember what they read, and a stream lasts: each event is looked at with new ones.
        return followSeen(context, args.after, async ({ key }) => {
          return (await createLoaders(parts, caller).registration.load(key)) !== undefined;
        });
      },
    })
    async vendorRegistrationChanged(
      @Arg('after', () => CursorScalar, { nullable: true, description: AFTER_CURSOR })
      _after: string | null | undefined,
      @Root() { key }: Change,
      @Ctx() { loaders }: VendorRegistrationContext,
    ) {
      const registration = await loaders.registration.load(key);
      return registration === undefined ? null : vendorRegistrationObject(registration);
    }
  }
  return VendorSubscriptionResolver;
}
