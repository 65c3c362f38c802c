import { afterEach, describe, expect, it } from 'vitest';
import { SAFE_CRITERIA } from '../../../../schema/contract/vocabulary.ts';
import { callerOf } from '../../../support/parties.ts';
import { bringTo, input, perform, read, validation } from '../support/procedure-steps.ts';
import { claimsOf, type RegistryHarness, startRegistry } from '../support/registry-harness.ts';
import { krTin } from '../support/sample-operators.ts';

const CONSENT = `mutation ($tin: TIN!, $to: ID!) { setConsent(tin: $tin, destination: $to, given: true, evidence: "Form 12") { version } }`;

/** From an application to a partner’s question about it. */
describe('the procedure', () => {
  let registry: RegistryHarness;
  afterEach(() => registry.stop());

  async function told(tin: string, partner: string) {
    const { data } = await registry.entities<{ attestation: string }>([tin], 'attestation', callerOf(partner));
    return claimsOf(data?._entities[0]?.attestation);
  }

  async function authorised(code: string, said: object, grant: object, partner: string, given: object = {}) {
    registry = await startRegistry(code, { isPartner: (asking) => asking === partner });
    const { tin } = said as { tin: string };
    expect((await told(tin, partner)).statement).toBe('UNKNOWN_OR_NOT_DISCLOSED');
    const validated = await bringTo(registry, 'VALIDATED', said, given);
    expect((await told(tin, partner)).operator).toBeNull();
    const { errors } = await perform(registry, 'authorise', validated, grant);
    expect(errors).toBeUndefined();
    expect((await told(tin, partner)).statement).toBe('UNKNOWN_OR_NOT_DISCLOSED');
    await registry.officer(CONSENT, { tin, to: partner });
    return told(tin, partner);
  }

  it('leads a Chinese platform of model 3 to a question by Korea', async () => {
    const said = input('CN3302158052', { stakeholder: 'E_PLATFORM', roles: ['E_PLATFORM'], businessModel: 'PLATFORM' });
    const grant = { type: 'ADVANCED_CERTIFIED', roles: ['E_PLATFORM'] };
    const claims = await authorised('CN', said, grant, 'KR', {
      recordSelfAssessment: { answers: [{ question: 'K3', answer: 'Account, identity card and a parcel.' }] },
    });
    expect(claims.operator).toMatchObject({
      tin: 'CN3302158052',
      roles: ['E_PLATFORM'],
      authorizations: [
        {
          type: 'ADVANCED_CERTIFIED',
          roles: ['E_PLATFORM'],
          validTo: null,
          history: [{ status: 'AUTHORISED' }],
          validation: { method: 'CUSTOMS_REMOTE', criteriaMet: [...SAFE_CRITERIA] },
        },
      ],
    });
  });

  it('leads a fulfilment centre in the EU, which represents a platform, to a question by China', async () => {
    const said = input('PL737972214300000', {
      stakeholder: 'FULFILMENT_CENTRE',
      roles: ['WAREHOUSE_OPERATOR'],
      businessModel: 'FULFILMENT_FREE_ZONE',
      representativeOf: 'Ningbo Haitong Platform',
    });
    const claims = await authorised('EU', said, { type: 'AEOF', roles: ['WAREHOUSE_OPERATOR'] }, 'CN');
    expect(claims.operator).toMatchObject({
      roles: ['WAREHOUSE_OPERATOR', 'FULFILMENT_CENTRE'],
      authorizations: [{ type: 'AEOF', roles: ['WAREHOUSE_OPERATOR'] }],
    });
  });

  it('leads a postal operator with S58 alone to a decision, and shows what the certificate does not cover', async () => {
    const said = input('NL812345678', { stakeholder: 'POSTAL_OPERATOR', roles: ['POSTAL_OPERATOR'] });
    const byCertificate = ['G_CARGO_SECURITY', 'I_PREMISES_SECURITY', 'J_PERSONNEL_SECURITY'];
    const criteria = SAFE_CRITERIA.map((criterion) => {
      if (byCertificate.includes(criterion)) return { criterion, result: 'MET', basis: 'UPU_S58' };
      return criterion === 'H_CONVEYANCE_SECURITY'
        ? { criterion, result: 'PARTLY_MET', remark: 'No S59 for the office of exchange.' }
        : { criterion, result: 'MET' };
    });
    const claims = await authorised('EU', said, { type: 'AEOS', roles: ['POSTAL_OPERATOR'] }, 'JP', {
      addEvidence: {
        evidence: { basis: 'UPU_S58', name: 'S58 certificate', reference: 'UPU 17', validUntil: '2027-11-24' },
      },
      recordValidation: { input: validation({ criteria }) },
    });
    const met = claims.operator?.authorizations[0]?.validation?.criteriaMet;
    expect(met).toEqual(SAFE_CRITERIA.filter((criterion) => criterion !== 'H_CONVEYANCE_SECURITY'));
  });

  it('leads a Korean express carrier, certified as forwarder, to a question by Japan', async () => {
    const tin = krTin(7);
    const said = input(tin, { stakeholder: 'EXPRESS_CARRIER', roles: ['FREIGHT_FORWARDER'] });
    const claims = await authorised('KR', said, { type: 'AA', roles: ['FREIGHT_FORWARDER'] }, 'JP');
    expect(claims.operator?.authorizations).toMatchObject([{ roles: ['FREIGHT_FORWARDER'], validTo: '2031-11-23' }]);

    const [application] =
      (
        await registry.officer<{ applications: { edges: { node: { id: string } }[] } }>(
          '{ applications(state: AUTHORISED) { edges { node { id } } } }',
        )
      ).data?.applications.edges.map(({ node }) => node) ?? [];
    const history = (await read(registry, application?.id ?? '')).history.map(({ action }) => action);
    const way = [
      'draft',
      'submit',
      'accept',
      'recordSelfAssessment',
      'planValidation',
      'recordValidation',
      'authorise',
    ];
    expect(history).toEqual(way);
  });
});
