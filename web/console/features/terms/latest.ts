/** Of dated rows, the one of each group that holds on a day: the latest that has begun. */
export function latestBy<Row extends { readonly valid_from: string }>(
  rows: readonly Row[],
  day: string,
  group: (row: Row) => string,
): Row[] {
  const held = new Map<string, Row>()
  for (const row of rows) {
    const known = held.get(group(row))
    if (row.valid_from <= day && (!known || known.valid_from < row.valid_from)) held.set(group(row), row)
  }
  return [...held.values()]
}
