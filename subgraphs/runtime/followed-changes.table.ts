import type { TableOptions } from 'typeorm';

/** The table of the changes that subscriptions follow, for the migration of a subgraph that has any. */
export const FOLLOWED_CHANGES: TableOptions = {
  name: 'followed_change',
  columns: [
    { name: 'audience', type: 'varchar', isPrimary: true },
    { name: 'sequence', type: 'integer', isPrimary: true },
    { name: 'object_id', type: 'varchar' },
  ],
};
