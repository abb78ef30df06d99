/** One draft: what it changes against what holds, what last year's orders would have seen, and the way to publish it. */
import { Badge, Button, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import type { PackageDraft } from '../../../../contract/package-drafts.ts'
import { Confirm } from '../../../ui/confirm.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { addressOf } from '../../../ui/http.ts'
import { Icon } from '../../../ui/icons.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { toastDone, toastProblem } from '../../../ui/toast.ts'
import { RecordDrawer } from '../../lib/records/record-drawer.tsx'
import { useRecord } from '../../lib/records/use-records.ts'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { mayDo, useSession } from '../../lib/session.ts'
import { draftKind } from '../../lib/terms/draft-kind.ts'
import { PackagePreview } from '../../lib/terms/package-preview.tsx'
import { useDraftState } from './draft-state.ts'
import { LoweringPanel } from './lowering-panel.tsx'
import { ReplayPanel } from './replay-panel.tsx'
import { SpendingPanel } from './spending-panel.tsx'
import { useLowering } from './use-lowerings.ts'
import { usePublish } from './use-replays.ts'

type Draft = PackageDraft & { version: number }

export default function DraftScreen() {
  const { id = '' } = useParams()
  const found = useRecord<Draft>(draftKind.path, id)
  return (
    <>
      <SectionTabs of="service" />
      <Answer of={found}>{(draft) => <Shown draft={draft} />}</Answer>
    </>
  )
}

function Shown({ draft }: { draft: Draft }) {
  const { t } = useTranslation(['drafts', 'shell'])
  const session = useSession()
  const formats = useFormats()
  const stateOf = useDraftState()
  const [isEditing, setEditing] = useState(false)
  const lowering = useLowering(draft.draft_id, draft.version)
  const isOpen = !draft.published_on
  const mayWrite = mayDo(session, 'standards.write') && isOpen
  const { draft_id, note, is_dropped: _, published_on: __, version: ___, ...terms } = draft
  return (
    <>
      <PageHead
        title={draft.name}
        program={t('shell:program')}
        crumb={{ label: t('shell:screen.package-drafts'), to: '/packages/drafts' }}
        beside={
          <Badge variant="default" size="lg" radius="sm">
            {stateOf(draft)}
          </Badge>
        }
        lead={t('leadOf', { segment: draft.segment_id, day: formats.date(draft.valid_from) })}
        actions={
          mayWrite && (
            <>
              <Button variant="default" leftSection={<Icon name="edit" size={16} />} onClick={() => setEditing(true)}>
                {t('edit')}
              </Button>
              <Publish draft={draft} told={lowering.data?.lowered.length ? lowering.data.customers : 0} />
            </>
          )
        }
      />
      <Stack gap="md">
        {note && (
          <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
            {note}
          </Text>
        )}
        <Surface>
          <PackagePreview draft={{ ...terms, version: draft.version }} />
        </Surface>
        {lowering.data && (
          <LoweringPanel draftId={draft_id} found={lowering.data} isOpen={isOpen} validFrom={draft.valid_from} />
        )}
        {mayDo(session, 'costs.read') && <SpendingPanel draftId={draft_id} version={draft.version} />}
        <ReplayPanel draftId={draft_id} mayAsk={mayWrite} segmentId={draft.segment_id} />
      </Stack>
      <RecordDrawer
        kind={draftKind}
        open={isEditing ? draft_id : undefined}
        onClose={() => setEditing(false)}
        review={(changed) => <PackagePreview draft={changed} />}
      />
    </>
  )
}

/** `told`: how many customers hear that something gets lower. */
function Publish({ draft, told }: { draft: Draft; told: number }) {
  const { t } = useTranslation('drafts')
  const formats = useFormats()
  const go = useNavigate()
  const publish = usePublish()
  const [isAsking, setAsking] = useState(false)
  /** Once published the draft can be published no more and this button is gone: what comes after may not depend on it. */
  const confirm = () =>
    publish.mutateAsync(draft.draft_id).then(
      () => {
        toastDone(t('published'))
        go(addressOf('/packages/versions', { segment_id: draft.segment_id }))
      },
      (error: unknown) => {
        setAsking(false)
        toastProblem(error)
      },
    )
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('publish')}</Button>
      <Confirm
        isOpen={isAsking}
        title={t('publishTitle', { name: draft.name })}
        action={t('publish')}
        isWaiting={publish.isPending}
        onClose={() => setAsking(false)}
        onConfirm={confirm}
      >
        {t('publishNote', { day: formats.date(draft.valid_from) })} {told > 0 && t('lowering.told', { count: told })}
      </Confirm>
    </>
  )
}
