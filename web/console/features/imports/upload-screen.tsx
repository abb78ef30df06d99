/** Chooses what a file holds and sends it. Nothing of it is imported yet. */
import { Button, Grid, Group, Progress, Select, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type DragEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { z } from 'zod'
import type { UploadedFile } from '../../../../contract/import-runs.ts'
import { useAddress } from '../../../ui/address.ts'
import { Icon } from '../../../ui/icons.tsx'
import { ProblemNote } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { upload } from '../../../ui/upload.ts'
import { withProposal } from './first-proposal.ts'
import { KindFields } from './kind-fields.tsx'
import classes from './upload-screen.module.css'
import { useImportKinds } from './use-imports.ts'

/** The kind that most companies have at hand first. */
const USUAL_KIND = 'history'

export default function UploadScreen() {
  const { t } = useTranslation(['imports', 'shell'])
  const kinds = useImportKinds()
  const [filters, change] = useAddress()
  const kind = filters.kind ?? USUAL_KIND
  return (
    <>
      <PageHead
        title={t('new')}
        program={t('shell:program')}
        crumb={{ label: t('shell:screen.imports'), to: '/imports' }}
      />
      <Answer of={kinds}>
        {(known) => (
          <Grid gap="md">
            <Grid.Col span={{ base: 12, lg: 7 }}>
              <Surface>
                <Stack gap="md">
                  <Select
                    label={t('whatHolds')}
                    description={t(`kindHint.${kind}`)}
                    inputWrapperOrder={['label', 'input', 'description', 'error']}
                    data={known.map((one) => ({ value: one.kind, label: t(`kind.${one.kind}`) }))}
                    value={kind}
                    onChange={(next) => change({ kind: next ?? USUAL_KIND })}
                    allowDeselect={false}
                  />
                  <FileDrop kind={kind} />
                </Stack>
              </Surface>
            </Grid.Col>
            <Grid.Col span={{ base: 12, lg: 5 }}>
              <KindFields kind={kind} fields={known.find((one) => one.kind === kind)?.fields ?? []} />
            </Grid.Col>
          </Grid>
        )}
      </Answer>
    </>
  )
}

function FileDrop({ kind }: { kind: string }) {
  const { t } = useTranslation(['imports', 'ui'])
  const cache = useQueryClient()
  const go = useNavigate()
  const chooser = useRef<HTMLInputElement>(null)
  const stopper = useRef<AbortController>(null)
  const [progress, setProgress] = useState<number>()
  const [error, setError] = useState<unknown>()
  const [isOver, setOver] = useState(false)
  const send = async (file: File | undefined) => {
    if (!file) return
    stopper.current = new AbortController()
    setError(undefined)
    setProgress(0)
    try {
      const { signal } = stopper.current
      const looked = await upload<z.infer<typeof UploadedFile>>({
        path: '/api/v1/imports',
        query: { kind },
        file,
        onProgress: setProgress,
        signal,
      })
      cache.setQueryData(['uploaded', looked.import_id], await withProposal(looked))
      go(`/imports/${looked.import_id}`)
    } catch (problem) {
      if (!(problem instanceof DOMException)) setError(problem)
      setProgress(undefined)
    }
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void send(event.dataTransfer.files[0])
  }
  if (progress !== undefined)
    return (
      <Stack gap="xs">
        <Text size="sm">{t(progress < 1 ? 'sending' : 'looking')}</Text>
        <Progress value={progress * 100} aria-label={t('sending')} striped={progress >= 1} animated={progress >= 1} />
        <Group>
          <Button variant="default" onClick={() => stopper.current?.abort()}>
            {t('ui:cancel')}
          </Button>
        </Group>
      </Stack>
    )
  return (
    <Stack gap="sm">
      {error !== undefined && <ProblemNote error={error} />}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button inside does the same by keyboard. */}
      <div
        className={classes.drop}
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <Icon name="upload" size={28} />
        <Text ta="center">{t('drop')}</Text>
        <Button onClick={() => chooser.current?.click()}>{t('choose')}</Button>
        <Text size="xs" c="dimmed" ta="center">
          {t('formats')}
        </Text>
        <input
          ref={chooser}
          type="file"
          hidden
          aria-label={t('choose')}
          accept=".csv,.tsv,.txt,.xlsx,.json,.ndjson"
          onChange={(event) => send(event.currentTarget.files?.[0])}
        />
      </div>
    </Stack>
  )
}
