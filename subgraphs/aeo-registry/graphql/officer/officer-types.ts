import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { PurposeOfUse } from '../../../../schema/contract/vocabulary.ts';
import { PurposeOfUseEnum } from '../../../runtime/enums.ts';
import { CursorScalar, DateScalar, DateTimeScalar, JwsScalar, TinScalar } from '../../../runtime/scalars.ts';
import { PageInfo } from '../../../runtime/shared-types.ts';
import type { LedgerSeal } from '../../domain/disclosure-ledger.ts';
import type { AccountManager } from '../../domain/registered-operator.ts';
import { createRecordTypes } from '../record-types.ts';
import { createAuthorizationHistory } from './authorization-history.ts';
import type { ShownOperator, ShownRecord } from './show-operator.ts';

/** The types of the officer endpoint, made anew: nothing of them can show in the federated graph. */
export function createOfficerTypes() {
  const { AddressType, AeoAuthorizationType, OperatorRecordType, ValidationType } = createRecordTypes();

  const { AuthorizationResolver } = createAuthorizationHistory(AeoAuthorizationType, ValidationType);

  @ObjectType('Consent', { description: 'What counts now for one destination: consent, or its withdrawal.' })
  class ConsentType {
    @Field(() => ID, { description: 'Code of the partner administration.' })
    destination: string;

    @Field(() => Boolean, { description: 'False: withdrawn; the destination is told nothing.' })
    given: boolean;

    @Field(() => DateTimeScalar, { description: 'Instant from which it holds.' })
    since: string;

    @Field(() => String, { description: 'Where it is written down.' })
    evidence: string;
  }

  @ObjectType('Alias', { description: 'Another identifier by which one destination knows the operator.' })
  class AliasType {
    @Field(() => ID, { description: 'Code of the partner administration.' })
    destination: string;

    @Field(() => String, { description: 'What kind of identifier: AEO_CODE, MID, EORI, ….' })
    scheme: string;

    @Field(() => String, { description: 'The identifier.' })
    value: string;

    @Field(() => DateScalar, { description: 'First day, at this administration.' })
    from: string;

    @Field(() => DateScalar, { nullable: true, description: 'Last day, included; null: no end is known.' })
    until: string | null;
  }

  @ObjectType('Succession', { description: 'That another operator took this one’s place.' })
  class SuccessionType {
    @Field(() => TinScalar, { description: 'The operator that took its place.' })
    by: string;

    @Field(() => DateScalar, { description: 'Day from whose beginning, at this administration, it holds.' })
    on: string;

    @Field(() => String, { description: 'Why; never leaves this administration.' })
    reason: string;

    @Field(() => DateTimeScalar, { description: 'When it was written down.' })
    recordedAt: string;
  }

  @ObjectType('NationalValue', { description: 'A value of the administration’s own, by name.' })
  class NationalValueType {
    @Field(() => String, { description: 'Name of a national field of the profile.' })
    name: string;

    @Field(() => String, { description: 'As text: `true` and `false`; lists with commas between.' })
    value: string;
  }

  @ObjectType('AccountManager', {
    description: 'Who helps the operator at the administration (note, VII, benefit H; IX), from its recording on.',
  })
  class AccountManagerType implements AccountManager {
    @Field(() => String, { nullable: true, description: 'Null: nobody any more.' })
    name: string | null;

    @Field(() => String, { nullable: true, description: 'How to reach them; null: not stated, or nobody.' })
    contact: string | null;

    @Field(() => DateTimeScalar, { description: 'When it was written down.' })
    recordedAt: string;

    @Field(() => String, { description: 'Who wrote it down.' })
    recordedBy: string;
  }

  @ObjectType('RegisteredOperator', { description: 'An operator as its own administration sees it.' })
  class RegisteredOperatorType implements ShownOperator {
    @Field(() => TinScalar, { description: 'Its key in this registry and everywhere.' })
    tin: string;

    @Field(() => OperatorRecordType, { description: 'The record as partners with consent see it, and remarks.' })
    record: ShownRecord;

    @Field(() => [NationalValueType], { description: 'The administration’s own values, in order of name.' })
    national: ShownOperator['national'];

    @Field(() => [ConsentType], { description: 'One for each destination that was ever named, in order of code.' })
    consents: ShownOperator['consents'];

    @Field(() => [AliasType], {
      description: 'Other identifiers in order of destination, past ones too; empty: none are recorded.',
    })
    aliases: ShownOperator['aliases'];

    @Field(() => TinScalar, {
      nullable: true,
      description: 'The operator that has taken its place; null: none has, or its day has not come.',
    })
    succeededBy: string | null;

    @Field(() => [SuccessionType], {
      description: 'In order of recording, planned ones too; of those whose day has come the last counts.',
    })
    successions: ShownOperator['successions'];

    @Field(() => String, { nullable: true, description: 'Named contact at the administration (note, VII, benefit H).' })
    accountManager: string | null;

    @Field(() => [AccountManagerType], { description: 'With contact, in order of recording; the last counts.' })
    accountManagers: ShownOperator['accountManagers'];

    @Field(() => Int, { description: 'Counts every change of the operator and of all that belongs to it.' })
    version: number;
  }

  @ObjectType('RegisteredOperatorEdge', { description: 'An operator on a page.' })
  class RegisteredOperatorEdge {
    @Field(() => CursorScalar, { description: 'Position of this entry.' })
    cursor: string;

    @Field(() => RegisteredOperatorType, { description: 'The operator.' })
    node: ShownOperator;
  }

  @ObjectType('RegisteredOperatorConnection', { description: 'Operators in order of TIN.' })
  class RegisteredOperatorConnection {
    @Field(() => [RegisteredOperatorEdge], { description: 'Operators of this page.' })
    edges: readonly RegisteredOperatorEdge[];

    @Field(() => PageInfo, { description: 'Whether more follows.' })
    pageInfo: PageInfo;
  }

  @ObjectType('Disclosure', {
    description: 'One question about one operator, written to the ledger before it was answered.',
  })
  class DisclosureType {
    @Field(() => Int, { description: 'Place in the ledger, from 1 without a gap.' })
    sequence: number;

    @Field(() => DateTimeScalar, { description: 'When it was asked.' })
    at: string;

    @Field(() => ID, { description: 'Code of the administration that asked.' })
    by: string;

    @Field(() => String, {
      nullable: true,
      description: 'The person or program within it, opaque here; null to the operator that the entry is about.',
    })
    subject: string | null;

    @Field(() => PurposeOfUseEnum, { description: 'What it was asked for, and may be used for.' })
    purpose: PurposeOfUse;

    @Field(() => TinScalar, { description: 'The operator whose data went out; where none did, what was asked.' })
    tin: string;

    @Field(() => String, {
      description: 'What was asked, known here or not: a TIN, or an alias toward the administration that asked.',
    })
    asked: string;

    @Field(() => [String], {
      description: 'What the question could take out; empty: unknown or withheld, and told nothing.',
    })
    fields: readonly string[];

    @Field(() => ID, { description: '`jti` of the attestation; receipts name the same.' })
    attestationId: string;

    @Field(() => ID, { description: 'The request in which it was asked; one request has one entry an identifier.' })
    requestId: string;

    @Field(() => String, { description: 'Hash of the entry before.' })
    previousHash: string;

    @Field(() => String, { description: 'SHA-256 over the previous hash and this entry as JSON with keys in order.' })
    hash: string;
  }

  @ObjectType('DisclosureEdge', { description: 'An entry on a page.' })
  class DisclosureEdge {
    @Field(() => CursorScalar, { description: 'Position of this entry.' })
    cursor: string;

    @Field(() => DisclosureType, { description: 'The entry of the ledger.' })
    node: DisclosureType;
  }

  @ObjectType('DisclosureConnection', { description: 'Entries of the disclosure ledger, newest first.' })
  class DisclosureConnection {
    @Field(() => [DisclosureEdge], { description: 'Entries of this page.' })
    edges: readonly DisclosureEdge[];

    @Field(() => PageInfo, { description: 'Whether more follows.' })
    pageInfo: PageInfo;
  }

  @ObjectType('LedgerHead', {
    description: 'The end of the disclosure ledger: keep it, and no earlier entry can change unseen.',
  })
  class LedgerHead {
    @Field(() => Int, { description: 'Place of the last entry; 0 while there is none.' })
    sequence: number;

    @Field(() => String, { description: 'Its hash; zeroes while there is none.' })
    hash: string;

    @Field(() => JwsScalar, {
      description: 'The registry’s signature over sequence, hash and instant (aeo-ledger-head+jwt).',
    })
    signature: string;
  }

  @ObjectType('LedgerSeal', {
    description:
      'The end of the disclosure ledger as one day left it: kept elsewhere, it proves every entry up to there.',
  })
  class LedgerSealType implements LedgerSeal {
    @Field(() => DateScalar, { description: 'The day, at this administration; every entry of it is covered.' })
    day: string;

    @Field(() => Int, { description: 'Place of the last entry that it covers.' })
    sequence: number;

    @Field(() => String, { description: 'Its hash.' })
    hash: string;

    @Field(() => JwsScalar, {
      description: 'The registry’s signature over day, sequence, hash and instant (aeo-ledger-head+jwt).',
    })
    signature: string;
  }

  return {
    AddressType,
    ValidationType,
    AeoAuthorizationType,
    AuthorizationResolver,
    RegisteredOperatorType,
    RegisteredOperatorConnection,
    DisclosureConnection,
    LedgerHead,
    LedgerSealType,
  };
}
