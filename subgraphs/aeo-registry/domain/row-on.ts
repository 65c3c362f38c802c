/** The row that is in force on a day (ISO date, first and last day included); undefined: none is. */
export function rowOn<Row extends { readonly inForceFrom: string | null; readonly inForceTo: string | null }>(
  rows: readonly Row[],
  on: string,
): Row | undefined {
  return rows.find(
    ({ inForceFrom, inForceTo }) =>
      (inForceFrom === null || inForceFrom <= on) && (inForceTo === null || on <= inForceTo),
  );
}
