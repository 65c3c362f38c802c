import { afterAll, describe } from 'vitest';
import { deliveryContract } from '../delivery/delivery-contract.ts';
import { throughBroker } from '../delivery/delivery-way.ts';
import { createOwnNats } from './own-nats.ts';

describe('events over NATS JetStream', () => {
  const nats = createOwnNats();
  afterAll(() => nats.remove());
  deliveryContract(() => throughBroker(nats.open()));
});
