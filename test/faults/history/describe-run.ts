import { countAnswers } from './check-decisions.ts';
import type { Run } from './run-history.ts';

/** Findings of one check that are written out. */
const SHOWN = 12;

/** A run as a table for a person: what was done, what befell, and what each check found. */
export function describeRun(run: Run, seed: number): string {
  const { history, found, unclean, said } = run;
  const { writes, creations, batches, outages } = history.journal;
  const all = [...writes, ...creations];
  const count = (ending: string) => all.filter((write) => write.ending === ending).length;
  const { determined, undetermined, demanded } = countAnswers(history);
  const unanswered = batches.filter(({ questions }) => questions.some(({ answer }) => answer === null)).length;
  const deaths = new Map<string, number>();
  for (const { process } of outages) {
    const name = process ?? 'database';
    deaths.set(name, (deaths.get(name) ?? 0) + 1);
  }
  const rows: readonly (readonly [string, string | number])[] = [
    ['seed', seed],
    ['faults', [...deaths].map(([name, times]) => `${name} ${times}`).join(', ')],
    ['writes acknowledged', count('ACKNOWLEDGED')],
    ['writes refused', count('REFUSED')],
    ['writes without an answer', count('UNKNOWN')],
    ['questions determined', determined],
    ['questions undetermined', undetermined],
    ['questions asked with all there', demanded],
    ['batches without an answer', `${unanswered} of ${batches.length}`],
    ['events that came', `${history.kept.deliveries.length} of ${history.kept.due.length}`],
    ...Object.entries(found).map(([name, findings]) => [name, findings.length] as const),
    ['processes that did not stop cleanly', unclean.length],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`);
  for (const [name, findings] of Object.entries(found)) {
    if (findings.length > 0) lines.push('', `${name}:`, ...findings.slice(0, SHOWN).map((finding) => `  ${finding}`));
  }
  if (!isClean(run)) lines.push('', 'what processes said last:', ...said.slice(-SHOWN).map((line) => `  ${line}`));
  return lines.join('\n');
}

/** True if no check found anything. */
export function isClean({ found, unclean }: Run): boolean {
  return unclean.length === 0 && Object.values(found).every((findings) => findings.length === 0);
}
