import type { ReturnDueRule } from '../../../schema/reference/collection-schemes.ts';
import { daysAfter, endOfMonthAfter } from './calendar-date.ts';

/** The day by which the return of a period is to be filed and paid, by the scheme's rule; `YYYY-MM-DD`, last day included. */
export function returnDueOn(rule: ReturnDueRule, periodLastDay: string): string {
  switch (rule.kind) {
    case 'END_OF_MONTH_AFTER':
      return endOfMonthAfter(periodLastDay, rule.months);
    case 'DAYS_AFTER':
      return daysAfter(periodLastDay, rule.days);
    case 'MONTHS_AND_DAYS_AFTER':
      return daysAfter(endOfMonthAfter(periodLastDay, rule.months), rule.days);
    case 'DAY_OF_MONTH_AFTER': {
      const exception = rule.exceptions.find(({ periodEnds }) => periodLastDay.endsWith(`-${periodEnds}`));
      if (exception !== undefined) return nextDay(exception.dueOn, periodLastDay);
      const nextMonth = endOfMonthAfter(periodLastDay, 1).slice(0, 7);
      return `${nextMonth}-${String(rule.day).padStart(2, '0')}`;
    }
  }
}

/** The next `MM-DD` after a date. */
function nextDay(monthDay: string, after: string): string {
  const year = Number(after.slice(0, 4));
  const sameYear = `${year}-${monthDay}`;
  return sameYear > after ? sameYear : `${year + 1}-${monthDay}`;
}
