import { Field, Int, ObjectType } from 'type-graphql';
import { DateScalar, DateTimeScalar, DecimalScalar } from '../../runtime/scalars.ts';
import { DifferenceMeasureEnum, ReturnStatusEnum } from './enums.ts';

/** What a vendor declares and pays. Made once a schema. */
export function createRemittanceReturnTypes() {
  @ObjectType('ReturnVersion', { description: 'A return as it was filed, or as it was corrected.' })
  class ReturnVersion {
    @Field(() => Int, { description: '1 as filed, one more with each correction.' })
    version: number;

    @Field(() => Int, { description: 'Consignments declared.' })
    consignments: number;

    @Field(() => DecimalScalar, { description: 'Duty that was assessed.' })
    assessedDuty: string;

    @Field(() => DecimalScalar, { description: 'Tax that was assessed.' })
    assessedTax: string;

    @Field(() => DecimalScalar, { description: 'What buyers have paid of it.' })
    collected: string;

    @Field(() => DecimalScalar, { description: 'What was paid over with the return itself.' })
    remitted: string;

    @Field(() => String, { nullable: true, description: 'Why it was corrected; null: as it was first filed.' })
    correctionReason: string | null;

    @Field(() => DateTimeScalar, { description: 'When.' })
    filedAt: string;

    @Field(() => String, { description: 'By whom.' })
    filedBy: string;
  }

  @ObjectType('RemittancePayment', { description: 'A part of what was assessed that has been paid.' })
  class RemittancePayment {
    @Field(() => DecimalScalar, { description: 'In the scheme’s currency.' })
    amount: string;

    @Field(() => DateScalar, { description: 'Day of the payment.' })
    paidOn: string;

    @Field(() => String, { nullable: true, description: 'The destination’s own reference; null: none.' })
    reference: string | null;

    @Field(() => DateTimeScalar, { description: 'When it was recorded.' })
    recordedAt: string;

    @Field(() => String, { description: 'By whom.' })
    recordedBy: string;
  }

  @ObjectType('ReturnDifference', {
    description:
      'What was checked at import in the period, against what is declared. A sale is declared when it is paid and arrives ' +
      'later: a difference is a question and no finding.',
  })
  class ReturnDifference {
    @Field(() => DifferenceMeasureEnum, { description: 'What is compared.' })
    measure: string;

    @Field(() => DecimalScalar, { description: 'As the return’s latest version declares it.' })
    declared: string;

    @Field(() => DecimalScalar, {
      description: 'Of consignments that were found VALID and arrived in the period, each reference once.',
    })
    checked: string;

    @Field(() => DecimalScalar, { description: 'Checked less declared: above 0, more came in than was declared.' })
    difference: string;
  }

  @ObjectType('RemittanceReturn', {
    description:
      'What a vendor declares for one period that has ended, in the scheme’s currency, in its latest version. Amounts and ' +
      'consignments are 0 while it is OPEN or OVERDUE. Only the destination sees it, and the vendor itself.',
  })
  class RemittanceReturn {
    @Field(() => String, { description: '`2026-07` where returns are monthly, `2026-Q3` where they are quarterly.' })
    period: string;

    @Field(() => Int, { description: 'Which version this is; 0: not filed. Pass it with a correction.' })
    version: number;

    @Field(() => Int, { description: 'Consignments declared.' })
    consignments: number;

    @Field(() => DecimalScalar, { description: 'Duty that was assessed.' })
    assessedDuty: string;

    @Field(() => DecimalScalar, { description: 'Tax that was assessed.' })
    assessedTax: string;

    @Field(() => DecimalScalar, { description: 'What buyers have paid of it.' })
    collected: string;

    @Field(() => DecimalScalar, { description: 'What was paid over, with the return and by `payments` together.' })
    remitted: string;

    @Field(() => DecimalScalar, {
      description:
        'Assessed duty and tax less what was remitted; derived, never stored. Below 0 after a correction: paid too much.',
    })
    outstanding: string;

    @Field(() => DateScalar, { description: 'Last day for filing and paying, by the scheme’s rule.' })
    dueOn: string;

    @Field(() => ReturnStatusEnum, { description: 'Where it stands today.' })
    status: string;

    @Field(() => Boolean, { description: 'Past due, and not filed or something outstanding.' })
    overdue: boolean;

    @Field(() => [ReturnVersion], { description: 'Every version, oldest first.' })
    versions: readonly ReturnVersion[];

    @Field(() => [RemittancePayment], { description: 'Every later payment, oldest first.' })
    payments: readonly RemittancePayment[];
  }

  return { RemittanceReturn, ReturnDifference };
}

export type RemittanceReturnTypes = ReturnType<typeof createRemittanceReturnTypes>;
