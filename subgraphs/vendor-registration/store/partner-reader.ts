import { type EntityManager, type FindOptionsWhere, In } from 'typeorm';
import type { PartnerReader } from '../domain/registration-ports.ts';
import { partnerOf, vendorOf } from './mapping.ts';
import { RegistryEventEntity } from './registry-event.entity.ts';
import { SupplyChainPartnerEntity } from './supply-chain-partner.entity.ts';
import { VendorEntity } from './vendor.entity.ts';

/** Reads supply-chain partners, and the vendors that they are. */
export function createPartnerReader(manager: EntityManager): PartnerReader {
  async function partnersWhere(where: FindOptionsWhere<SupplyChainPartnerEntity>) {
    const rows = await manager.find(SupplyChainPartnerEntity, {
      where,
      order: { from: 'DESC', name: 'ASC', id: 'ASC' },
    });
    return rows.map(partnerOf);
  }
  return {
    async vendorsOfTins(destination, tins) {
      const rows = await manager.find(VendorEntity, {
        where: { destination, tin: In([...tins]) },
        order: { id: 'ASC' },
      });
      return rows.map(vendorOf);
    },
    partners: (administration, ids) => partnersWhere({ administration, id: In([...ids]) }),
    partnersRepresentedBy: (administration, tins) => partnersWhere({ administration, representative: In([...tins]) }),
    partnersOfVendors: (administration, vendorIds) => partnersWhere({ administration, vendorId: In([...vendorIds]) }),
    async keptRegistryEvents(administration, ids) {
      const rows = await manager.find(RegistryEventEntity, {
        where: { administration, id: In([...ids]) },
        select: { id: true },
      });
      return new Set(rows.map(({ id }) => id));
    },
  };
}
