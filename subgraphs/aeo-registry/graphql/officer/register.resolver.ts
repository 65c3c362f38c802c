import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import { valueOrThrow } from '../../../../schema/contract/registered-error.ts';
import type { AuthorizationStatus } from '../../../../schema/contract/vocabulary.ts';
import { AuthorizationStatusEnum } from '../../../runtime/enums.ts';
import { CursorScalar, DateScalar, DateTimeScalar, TinScalar } from '../../../runtime/scalars.ts';
import type { LedgerSeal, ShownEntry } from '../../domain/disclosure-ledger.ts';
import { isOwn } from '../../service/actor.ts';
import type { Page } from '../../service/page.ts';
import type { SignedLedgerHead } from '../../service/read-register.ts';
import { actorWith, type OfficerContext, officerWith } from './officer-context.ts';
import type { createOfficerTypes } from './officer-types.ts';
import { type ShownOperator, showOperator } from './show-operator.ts';

/** What officers read. */
export function createRegisterResolver({
  RegisteredOperatorType,
  RegisteredOperatorConnection,
  DisclosureConnection,
  LedgerHead,
  LedgerSealType,
}: ReturnType<typeof createOfficerTypes>) {
  @Resolver()
  class RegisterResolver {
    @Query(() => RegisteredOperatorType, {
      nullable: true,
      description:
        'One operator of this registry; null: there is none of that TIN. Needs registry:read, as all queries; with operator:self one’s own is there, and no other.',
    })
    async operator(
      @Arg('tin', () => TinScalar, { description: 'A TIN of this administration.' }) tin: string,
      @Ctx() context: OfficerContext,
    ): Promise<ShownOperator | null> {
      const actor = actorWith(context, 'registry:read');
      const operator = valueOrThrow(await context.read.operator(tin));
      return operator === null || !isOwn(actor, operator.tin)
        ? null
        : showOperator(operator, context.clock(), context.home.timeZone);
    }

    @Query(() => RegisteredOperatorConnection, { description: 'Operators in order of TIN, a page at a time.' })
    async operators(
      @Arg('search', () => String, { nullable: true, description: 'Part of a TIN or name, whatever the case.' })
      search: string | undefined,
      @Arg('status', () => AuthorizationStatusEnum, {
        nullable: true,
        description: 'Those with an authorization of this status now.',
      })
      status: AuthorizationStatus | undefined,
      @Arg('after', () => CursorScalar, { nullable: true, description: 'The `endCursor` of the page before.' })
      after: string | undefined,
      @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: 'Entries on the page, 1 to 200.' })
      first: number | null,
      @Ctx() context: OfficerContext,
    ): Promise<Page<ShownOperator>> {
      const { only } = actorWith(context, 'registry:read');
      const question = {
        only,
        search: search ?? undefined,
        status: status ?? undefined,
        after: after ?? undefined,
        first: first ?? 20,
      };
      const { edges, pageInfo } = valueOrThrow(await context.read.operators(question));
      const now = context.clock();
      return {
        edges: edges.map(({ cursor, node }) => ({ cursor, node: showOperator(node, now, context.home.timeZone) })),
        pageInfo,
      };
    }

    @Query(() => DisclosureConnection, {
      description: 'The disclosure ledger a page at a time, newest first unless asked for otherwise.',
    })
    async disclosures(
      @Arg('tin', () => TinScalar, { nullable: true, description: 'About this operator.' })
      tin: string | undefined,
      @Arg('to', () => ID, { nullable: true, description: 'Asked by this administration.' })
      to: string | undefined,
      @Arg('since', () => DateTimeScalar, { nullable: true, description: 'From this instant on.' })
      since: string | undefined,
      @Arg('until', () => DateTimeScalar, { nullable: true, description: 'Before this instant.' })
      until: string | undefined,
      @Arg('oldestFirst', () => Boolean, {
        nullable: true,
        defaultValue: false,
        description: 'True: from the first entry on, as the chain is checked; a cursor is good in its own order.',
      })
      oldestFirst: boolean | null,
      @Arg('after', () => CursorScalar, { nullable: true, description: 'The `endCursor` of the page before.' })
      after: string | undefined,
      @Arg('first', () => Int, { nullable: true, defaultValue: 100, description: 'Entries on the page, 1 to 200.' })
      first: number | null,
      @Ctx() context: OfficerContext,
    ): Promise<Page<ShownEntry>> {
      const { only } = actorWith(context, 'registry:read');
      return valueOrThrow(
        await context.read.disclosures({
          only,
          tin: tin ?? undefined,
          to: to ?? undefined,
          since: since ?? undefined,
          until: until ?? undefined,
          oldestFirst: oldestFirst ?? false,
          after: after ?? undefined,
          first: first ?? 100,
        }),
      );
    }

    @Query(() => LedgerHead, { description: 'Sequence, hash and signature of the ledger’s last entry.' })
    ledgerHead(@Ctx() context: OfficerContext): Promise<SignedLedgerHead> {
      officerWith(context, 'registry:read');
      return context.read.ledgerHead();
    }

    @Query(() => [LedgerSealType], {
      description:
        'The head of the ledger as each day left it, signed soon after midnight at this administration, oldest first; a day on which nothing was asked has none. The first 1,000 of the days asked for: ask on from the day after the last.',
    })
    ledgerSeals(
      @Arg('from', () => DateScalar, { nullable: true, description: 'First day; default: the first there is.' })
      from: string | null | undefined,
      @Arg('until', () => DateScalar, {
        nullable: true,
        description: 'Last day, included; default: the last there is.',
      })
      until: string | null | undefined,
      @Ctx() context: OfficerContext,
    ): Promise<readonly LedgerSeal[]> {
      officerWith(context, 'registry:read');
      return context.read.ledgerSeals(from ?? undefined, until ?? undefined);
    }
  }
  return RegisterResolver;
}
