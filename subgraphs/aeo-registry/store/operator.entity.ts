import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { BusinessModel, OperatorRole } from '../../../schema/contract/vocabulary.ts';
import type { AccountManager, Address, Succession } from '../domain/registered-operator.ts';

/** One operator; its authorizations, consents and aliases stand in rows of their own and are locked by this row's version. */
@Entity({ name: 'operator' })
export class OperatorRow {
  @PrimaryColumn({ type: 'varchar', name: 'tin' })
  tin: string;

  @Column({ type: 'varchar', name: 'legal_name' })
  legalName: string;

  @Column({ type: 'simple-json', name: 'trading_names' })
  tradingNames: readonly string[];

  @Column({ type: 'simple-json', name: 'address' })
  address: Address;

  @Column({ type: 'simple-json', name: 'roles' })
  roles: readonly OperatorRole[];

  @Column({ type: 'simple-json', name: 'business_models' })
  businessModels: readonly BusinessModel[];

  @Column({ type: 'simple-json', name: 'national' })
  national: Readonly<Record<string, string>>;

  /** Entries in order of recording; added and never changed. */
  @Column({ type: 'simple-json', name: 'account_managers' })
  accountManagers: readonly AccountManager[];

  /** Entries in order of recording; added and never changed. */
  @Column({ type: 'simple-json', name: 'successions' })
  successions: readonly Succession[];

  @Column({ type: 'integer', name: 'version' })
  version: number;

  /** TIN and names in lower case, so that both databases search alike. */
  @Column({ type: 'text', name: 'search_text' })
  searchText: string;
}
