import { endOfMonthAfter } from './calendar-date.ts';

/** A return period: whole months of one year. Days are calendar dates at the destination, both included. */
export interface RemittancePeriod {
  /** `2026-07` (a month), `2026-Q3`, `2026-H2` or `2026`. */
  readonly name: string;
  readonly firstDay: string;
  readonly lastDay: string;
}

/** How a period is named, by the months that a return covers; no other length is known. */
const NAMES: ReadonlyMap<number, (year: string, ordinal: number) => string> = new Map([
  [1, (year: string, ordinal: number) => `${year}-${twoDigits(ordinal)}`],
  [3, (year: string, ordinal: number) => `${year}-Q${ordinal}`],
  [6, (year: string, ordinal: number) => `${year}-H${ordinal}`],
  [12, (year: string) => year],
]);

/** The period of `months` months that a day lies in. Throws where no period of that length is known. */
export function periodOf(day: string, months: number): RemittancePeriod {
  const nameOf = NAMES.get(months);
  if (nameOf === undefined) throw new TypeError(`no return period of ${months} months is known`);
  const year = day.slice(0, 4);
  const ordinal = Math.ceil(Number(day.slice(5, 7)) / months);
  const firstDay = `${year}-${twoDigits((ordinal - 1) * months + 1)}-01`;
  return { name: nameOf(year, ordinal), firstDay, lastDay: endOfMonthAfter(firstDay, months - 1) };
}

/** The period of a name; undefined where the scheme has no such period. */
export function findPeriod(name: string, months: number): RemittancePeriod | undefined {
  const parts = /^(\d{4})(?:-([QH]?)(\d{1,2}))?$/.exec(name);
  if (parts === null) return undefined;
  const month = (Number(parts[3] ?? 1) - 1) * months + 1;
  if (month < 1 || month > 12) return undefined;
  const period = periodOf(`${parts[1]}-${twoDigits(month)}-01`, months);
  return period.name === name ? period : undefined;
}

/** The periods that touch a stretch of days, oldest first. */
export function periodsBetween(from: string, to: string, months: number): readonly RemittancePeriod[] {
  const periods: RemittancePeriod[] = [];
  for (let day = from; day <= to; ) {
    const period = periodOf(day, months);
    periods.push(period);
    day = `${endOfMonthAfter(period.lastDay, 1).slice(0, 7)}-01`;
  }
  return periods;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
