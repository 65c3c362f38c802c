import { describe } from 'vitest';
import { deliveryContract } from './delivery-contract.ts';
import { inProcess, overHttp } from './delivery-way.ts';

describe('events within one process', () => deliveryContract(inProcess));

describe('events over HTTP', () => deliveryContract(overHttp));
