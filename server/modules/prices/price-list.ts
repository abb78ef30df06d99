/** What price lists, agreements, charges, tax rates and sightings of competitors' prices are made of. */
import type { RecordType } from '../../ledger/index.ts'

export const priceList: RecordType = {
  subjectType: 'price_list',
  table: 'prices.price_list',
  key: 'list_id',
  columns: ['name', 'currency'],
  created: 'PriceListOpened',
  changed: 'PriceListChanged',
}

export const listedProduct: RecordType = {
  subjectType: 'listed_product',
  table: 'prices.listed_product',
  key: 'listed_id',
  columns: ['list_id', 'product_id'],
  children: [
    {
      name: 'prices',
      table: 'prices.price',
      keys: ['from_quantity', 'valid_from'],
      columns: ['valid_to', 'unit_price', 'unit'],
    },
  ],
  created: 'PriceSet',
  changed: 'PriceChanged',
}

export const listedId = (listId: string, productId: string): string => `${listId}/${productId}`

export const taxRate: RecordType = {
  subjectType: 'tax_rate',
  table: 'prices.tax_rate',
  key: 'tax_id',
  columns: ['country', 'tax_class', 'valid_from', 'percent'],
  created: 'TaxRateSet',
  changed: 'TaxRateCorrected',
}

export const productTax: RecordType = {
  subjectType: 'product_tax',
  table: 'prices.product_tax',
  key: 'product_id',
  columns: ['tax_class'],
  created: 'TaxClassSet',
  changed: 'TaxClassChanged',
}

export const competitorPrice: RecordType = {
  subjectType: 'competitor_price',
  table: 'prices.competitor_price',
  key: 'sighting_id',
  columns: ['competitor', 'product_id', 'service_id', 'unit_price', 'currency', 'seen_on', 'evidence', 'note'],
  created: 'CompetitorPriceSeen',
  changed: 'CompetitorPriceCorrected',
}
