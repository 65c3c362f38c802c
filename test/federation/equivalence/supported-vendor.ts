import { CHINESE_E_VENDOR, EU_FULFILMENT_CENTRE } from '../../../scripts/seed/worth-asking.ts';
import type { TestFederation } from '../../support/federation.ts';
import * as step from '../story/story-operations.ts';

const CRITERIA = ['A_DEMONSTRATED_COMPLIANCE', 'G_CARGO_SECURITY'];

/** A vendor at the European Union that an AEO represents and for which China has confirmed criteria; gives its id. */
export async function supportedVendor({ ask }: TestFederation): Promise<string> {
  const purpose = 'VENDOR_REGISTRATION';
  const applied = await ask<step.ApplyData>(
    'EU',
    step.APPLY,
    {
      input: {
        legalName: '宁波海湾电子商务有限公司',
        establishedIn: 'CN',
        tin: CHINESE_E_VENDOR.tin,
        stakeholder: 'E_VENDOR',
        businessModel: 'FULFILMENT_OFFSHORE',
        representative: EU_FULFILMENT_CENTRE.tin,
        contactEmail: 'duty@vendor.example',
        idempotencyKey: 'supported-vendor',
      },
    },
    { purpose },
  );
  const { id: registrationId, vendor } = applied.data.applyForVendorRegistration;
  const requested = await ask<step.RequestValidationData>(
    'EU',
    step.REQUEST_VALIDATION,
    { registrationId, criteria: CRITERIA, version: 1 },
    { purpose },
  );
  const id = requested.data.requestExporterValidation.exporterValidation?.id;
  const acknowledged = await ask<step.AcknowledgeData>('CN', step.ACKNOWLEDGE, { id, version: 1 });
  const completed = await ask<step.CompleteData>('CN', step.COMPLETE, {
    id,
    version: acknowledged.data.acknowledgeAssistanceRequest.version,
    response: { outcome: 'CONFIRMED', criteria: CRITERIA.map((criterion) => ({ criterion, result: 'MET' })) },
  });
  if (completed.errors.length > 0) throw new TypeError(`the assistance was not completed: ${completed.text}`);
  return vendor.id;
}
