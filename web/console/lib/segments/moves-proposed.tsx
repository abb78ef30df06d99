/** Customers that the rules of segments would move, as of the nightly look. Nothing is drawn where none is. */
import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ProposedMoves } from '../../../../contract/segment-rules.ts'
import { addressOf, call } from '../../../ui/http.ts'
import { Surface } from '../../../ui/surface.tsx'
import { mayDo, useSession } from '../session.ts'

const FRESH_MS = 5 * 60_000

export default function MovesProposed() {
  const { t } = useTranslation('segments')
  const session = useSession()
  const found = useQuery({
    queryKey: ['segment-proposed'],
    enabled: mayDo(session, 'standards.write'),
    staleTime: FRESH_MS,
    queryFn: ({ signal }) => call<ProposedMoves>('/api/v1/segment-moves/proposed', { signal }),
  })
  if (!found.data || found.data.moves === 0) return null
  return (
    <Surface title={t('proposedToday', { n: found.data.moves })} note={t('proposedNote')}>
      <Anchor component={Link} size="sm" to={addressOf('/segments/customers', { ruled: 'move' })}>
        {t('toPlaces')}
      </Anchor>
    </Surface>
  )
}
