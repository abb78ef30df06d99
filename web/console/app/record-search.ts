/** Looks the typed text up in every kind of record the reader may see, all at once. */
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { addressOf, call } from '../../ui/http.ts'
import type { IconName } from '../../ui/icons.tsx'
import type { PaletteEntry } from '../../ui/palette.tsx'
import { mayDo, type Session } from '../lib/session.ts'

type Row = Record<string, unknown>
type Source = {
  path: string
  key: string
  nameKey: string
  group: string
  icon: IconName
  permission: string
  to: (id: string) => string
}

const EACH = 5

const SOURCES: readonly Source[] = [
  {
    path: '/orders',
    key: 'order_id',
    nameKey: 'customer_name',
    group: 'orders',
    icon: 'orders',
    permission: 'orders.read',
    to: (id) => `/orders/${encodeURIComponent(id)}`,
  },
  {
    path: '/customers',
    key: 'customer_id',
    nameKey: 'name',
    group: 'customers',
    icon: 'customers',
    permission: 'master_data.read',
    to: (id) => `/customers/${encodeURIComponent(id)}`,
  },
  {
    path: '/products',
    key: 'product_id',
    nameKey: 'name',
    group: 'products',
    icon: 'products',
    permission: 'master_data.read',
    to: (id) => addressOf('/products', { q: id, open: id }),
  },
  {
    path: '/locations',
    key: 'location_id',
    nameKey: 'name',
    group: 'locations',
    icon: 'locations',
    permission: 'master_data.read',
    to: (id) => addressOf('/locations', { q: id, open: id }),
  },
]

export function useRecordSearch(session: Session): (text: string, signal: AbortSignal) => Promise<PaletteEntry[]> {
  const { t } = useTranslation('shell')
  const go = useNavigate()
  const look = async (source: Source, text: string, signal: AbortSignal): Promise<PaletteEntry[]> => {
    const { rows } = await call<{ rows: Row[] }>(`/api/v1${source.path}`, { query: { q: text, limit: EACH }, signal })
    return rows.map((row) => {
      const id = String(row[source.key])
      return {
        id: `${source.group} ${id}`,
        group: t(`screen.${source.group}`),
        label: id,
        note: String(row[source.nameKey] ?? ''),
        icon: source.icon,
        run: () => go(source.to(id)),
      }
    })
  }
  return async (text, signal) => {
    const allowed = SOURCES.filter((source) => mayDo(session, source.permission))
    return (await Promise.all(allowed.map((source) => look(source, text, signal)))).flat()
  }
}
