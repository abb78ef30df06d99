/** Where goods come from, by name: suppliers' sites and our own. A code that stands for no place stays a code. */
import { useListNames } from './records/use-list-names.ts'

const of = (kind: string) => ({ path: '/locations', key: 'location_id', filter: { kind } })
const SUPPLIERS = of('supplier_site')
const OWN = of('own_site')

export function usePlaceName(): (id: string | null | undefined) => string | null {
  const suppliers = useListNames(SUPPLIERS)
  const own = useListNames(OWN)
  return (id) => (id ? (suppliers.get(id) ?? own.get(id) ?? id) : null)
}
