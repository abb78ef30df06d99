/** From a mix to the segment's next package: drafted, kept for later, or, what no package says, published where it is said. */
import { Anchor, Button, Group } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import type { Ground, Weighed } from '../../../../contract/trade-offs.ts'
import { currencyExponent } from '../../../ui/format/currency.ts'
import { addressOf } from '../../../ui/http.ts'
import { Icon } from '../../../ui/icons.tsx'
import { NEW, RecordDrawer } from '../../lib/records/record-drawer.tsx'
import { useRecord } from '../../lib/records/use-records.ts'
import { mayDo, useSession } from '../../lib/session.ts'
import { draftKind } from '../../lib/terms/draft-kind.ts'
import { packageKind } from '../../lib/terms/package-kind.ts'
import { PackagePreview } from '../../lib/terms/package-preview.tsx'
import { draftOf, isTerm, nextMonth } from './draft.ts'

/** What a package does not say is published where it is said. */
function Elsewhere({ moved }: { moved: readonly { element: Ground['element'] }[] }) {
  const { t } = useTranslation('tradeOffs')
  const isService = moved.some(({ element }) => element !== 'window_hours')
  const isWindow = moved.some(({ element }) => element === 'window_hours')
  return (
    <>
      {isWindow && (
        <Anchor component={Link} to="/calendar" size="sm">
          {t('toSlots')}
        </Anchor>
      )}
      {isService && (
        <Anchor component={Link} to="/services" size="sm">
          {t('toServices')}
        </Anchor>
      )}
    </>
  )
}

type DraftProps = {
  weighed: Weighed
  segment: Weighed['segments'][number]
  changes: readonly { element: Ground['element']; today: number; level: number }[]
}

/** The mix as the segment's next package: the form of a package with what changes filled in, its before and after, and its floors. */
export function DraftButtons({ weighed, segment, changes }: DraftProps) {
  const { t } = useTranslation('tradeOffs')
  const session = useSession()
  const go = useNavigate()
  const [opened, setOpened] = useState<'draft' | 'package'>()
  const isOpen = opened !== undefined
  const held = segment.package
  const stored = useRecord(packageKind.path, isOpen && held.package_id ? held.package_id : undefined)
  const moved = changes.filter(({ today, level }) => today !== level)
  if (!mayDo(session, 'standards.write') || moved.length === 0) return null
  const elsewhere = moved.filter(({ element }) => !isTerm(element))
  if (elsewhere.length === moved.length) return <Elsewhere moved={elsewhere} />
  const day = nextMonth(weighed.to)
  const isReady = isOpen && (held.package_id === null || stored.data !== undefined)
  const start = {
    ...draftOf(
      changes,
      { stored: stored.data, deliveryDays: held.delivery_days ?? [] },
      { currency: weighed.currency!, factor: 10 ** currencyExponent(weighed.currency!) },
    ),
    package_id: `${segment.segment_id}-${day.slice(0, 7)}`,
    segment_id: segment.segment_id,
    name: segment.name,
    valid_from: day,
  }
  return (
    <Group gap="xs">
      {elsewhere.length > 0 && <Elsewhere moved={elsewhere} />}
      <Button size="compact-md" onClick={() => setOpened('package')} leftSection={<Icon name="edit" size={16} />}>
        {t('draft')}
      </Button>
      <Button
        size="compact-md"
        variant="default"
        onClick={() => setOpened('draft')}
        leftSection={<Icon name="clock" size={16} />}
      >
        {t('keepDraft')}
      </Button>
      <RecordDrawer
        kind={{ ...draftKind, start: { ...start, draft_id: start.package_id } }}
        open={isReady && opened === 'draft' ? NEW : undefined}
        onClose={() => setOpened(undefined)}
        review={(draft) => <PackagePreview draft={draft} />}
        onSaved={({ draft_id }) => go(`/packages/drafts/${encodeURIComponent(String(draft_id))}`)}
      />
      <RecordDrawer
        kind={{ ...packageKind, start }}
        open={isReady && opened === 'package' ? NEW : undefined}
        onClose={() => setOpened(undefined)}
        review={(draft) => <PackagePreview draft={draft} />}
        onSaved={() => go(addressOf('/packages/versions', { segment_id: segment.segment_id }))}
      />
    </Group>
  )
}
