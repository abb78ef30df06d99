/** Proposes columns for fields by their names: what a person confirms, never what is imported unseen. */
import { importKind } from './stage.ts'

/** Other names that files use for a field, without blanks, marks and case. */
const ALSO: Record<string, readonly string[]> = {
  order_id: [
    'order',
    'orderno',
    'ordernumber',
    'ponumber',
    'comanda',
    'nrcomanda',
    'заказ',
    'номерзаказа',
    '訂單',
    '訂單編號',
  ],
  line_number: ['line', 'lineno', 'pos', 'position', 'linie', 'строка', '行'],
  customer_id: ['customer', 'customerno', 'client', 'clientid', 'клиент', '客戶'],
  product_id: ['product', 'sku', 'article', 'item', 'itemno', 'produs', 'товар', 'артикул', '產品'],
  quantity: ['qty', 'orderedquantity', 'cantitate', 'количество', '數量'],
  unit_price: ['price', 'pret', 'цена', '單價'],
  ordered_at: ['orderdate', 'ordered', 'datacomenzii', 'датазаказа', '訂購日期'],
  promised_to: ['promised', 'promiseddate', 'duedate', 'datapromisa', 'обещаннаядата', '承諾日期'],
  requested_to: ['requested', 'requesteddate', 'dataceruta', 'желаемаядата'],
  delivered_at: ['delivered', 'deliverydate', 'datalivrarii', 'датадоставки', '送達日期'],
  shipped_at: ['shipped', 'shipdate', 'dispatched', 'dataexpedierii', 'датаотгрузки'],
  carrier_id: ['carrier', 'transportator', 'перевозчик', '承運商'],
  accepted_quantity: ['accepted', 'deliveredquantity', 'receivedquantity'],
  invoice_id: ['invoice', 'invoiceno', 'factura', 'счет', '發票'],
}

const plain = (name: string) =>
  name
    .toLocaleLowerCase('en')
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]/gu, '')

/** Field to column, for every field whose own name or another known one stands among the headers exactly once. */
export function matchColumns(kind: string, headers: readonly string[]): Record<string, string> {
  const byName = new Map<string, string[]>()
  for (const header of headers) byName.set(plain(header), [...(byName.get(plain(header)) ?? []), header])
  const found: Record<string, string> = {}
  const taken = new Set<string>()
  for (const field of importKind(kind).fields) {
    for (const name of [plain(field.name), ...(ALSO[field.name] ?? [])]) {
      const [header, ...others] = byName.get(name) ?? []
      if (header === undefined || others.length || taken.has(header)) continue
      found[field.name] = header
      taken.add(header)
      break
    }
  }
  return found
}
