/** Lines of one order together, in the order in which the first of each stands. */
export function togetherByOrder<Line extends { readonly order_id: string }>(
  lines: readonly Line[],
): [Line, ...Line[]][] {
  const orders = new Map<string, [Line, ...Line[]]>()
  for (const line of lines) {
    const known = orders.get(line.order_id)
    if (known) known.push(line)
    else orders.set(line.order_id, [line])
  }
  return [...orders.values()]
}
