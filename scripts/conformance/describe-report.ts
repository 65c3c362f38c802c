import { CONFORMANCE_CHECKS } from './checks.ts';
import type { ConformanceReport } from './run-conformance.ts';
import type { CheckResult, Finding } from './verdicts.ts';

const WORDS = { KEPT: 'kept', BROKEN: 'BROKEN', NOT_SHOWN: 'not shown' } as const satisfies Record<CheckResult, string>;

/** The report as a table: a line a check, and under what is broken why it matters and what was seen. */
export function describeReport(report: ConformanceReport): string {
  const { findings, administration, url, contractVersion, conforms, thousandMilliseconds } = report;
  const widest = Math.max(...findings.map(({ check }) => check.length));
  const count = (result: CheckResult) => findings.filter((finding) => finding.result === result).length;
  const lines = findings.flatMap((finding) => linesOf(finding, widest));
  return [
    `Registry of ${administration} at ${url}, contract ${contractVersion}`,
    '',
    ...lines,
    '',
    `${count('KEPT')} kept, ${count('BROKEN')} broken, ${count('NOT_SHOWN')} not shown; a thousand operators in ${thousandMilliseconds} ms.`,
    conforms
      ? `No MUST is broken.${count('NOT_SHOWN') === 0 ? '' : ' What is not shown is not proven: name the operators that it needs.'}`
      : 'A MUST is broken: such a registry cannot be admitted.',
  ].join('\n');
}

function linesOf({ check, result, faults }: Finding, widest: number): readonly string[] {
  const { level, demand, onFailure } = CONFORMANCE_CHECKS[check];
  const line = `${check.padEnd(widest)}  ${level.padEnd(6)}  ${WORDS[result].padEnd(9)}  ${demand}`;
  const indent = ' '.repeat(widest + 2);
  if (result === 'KEPT') return [line];
  return [
    line,
    ...(result === 'BROKEN' ? [`${indent}${onFailure}`] : []),
    ...faults.map((fault) => `${indent}- ${fault}`),
  ];
}

/** The report as JSON: each check with its level, what it demands and what a failure means. */
export function reportAsJson({ findings, ...report }: ConformanceReport): string {
  const checks = findings.map(({ check, result, faults }) => ({
    id: check,
    ...CONFORMANCE_CHECKS[check],
    result,
    faults,
  }));
  return JSON.stringify({ ...report, checks }, null, 2);
}
