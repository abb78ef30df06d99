/** The company's process, changed: lanes, steps, arrows, owners and standards; saved as a version from a day on. BPMN in and out. */
import { Alert, Button, FileButton, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { z } from 'zod'
import type { ChartProblemFound, DesignedChart, DraftAnswer } from '../../../../contract/process-chart.ts'
import type { ReadProcess } from '../../../../contract/processes.ts'
import { DayField } from '../../../ui/day-field.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { Icon } from '../../../ui/icons.tsx'
import { ProblemNote } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { toastDone, toastProblem } from '../../../ui/toast.ts'
import { addStep, type Draft } from './draft.ts'
import { DraftPicture } from './draft-picture.tsx'
import { LanesForm } from './lanes-form.tsx'
import { useNames } from './names.ts'
import classes from './process-picture.module.css'
import { StepForm } from './step-form.tsx'
import { useChart } from './use-chart.ts'

export default function EditScreen() {
  const { t } = useTranslation(['process', 'shell'])
  const chart = useChart()
  return (
    <>
      <PageHead
        title={t('shell:screen.process-edit')}
        program={t('shell:program')}
        lead={t('editLead')}
        crumb={{ label: t('shell:screen.process-chart'), to: '/process' }}
      />
      <Answer of={chart}>{(found) => <Editor chart={found} />}</Answer>
    </>
  )
}

function Editor({ chart }: { chart: DesignedChart }) {
  const { t } = useTranslation('process')
  const names = useNames()
  const { process } = chart
  const [draft, setDraft] = useState<Draft>({ ...process, name: chart.version === null ? t('ready') : process.name })
  const [chosen, setChosen] = useState<string | null>(null)
  const [warnings, setWarnings] = useState<ReadProcess['warnings']>([])
  const [settled] = useDebouncedValue(draft, 250)
  const drawn = useQuery({
    queryKey: ['process-draft', settled.lanes, settled.steps, settled.arrows],
    queryFn: ({ signal }) =>
      call<z.infer<typeof DraftAnswer>>('/api/v1/process-chart/draft', {
        method: 'POST',
        body: { lanes: settled.lanes, steps: settled.steps, arrows: settled.arrows },
        signal,
      }),
    placeholderData: keepPreviousData,
  })
  const step = draft.steps.find(({ step_id }) => step_id === chosen)
  const add = () => {
    const [next, id] = addStep(draft, t('newStep'), chosen)
    setDraft(next)
    setChosen(id)
  }
  return (
    <Stack gap="md">
      <SaveBar chart={chart} draft={draft} onName={(name) => setDraft({ ...draft, name })} />
      <Files
        onRead={({ process: read, warnings: said }) => {
          setDraft({ ...read })
          setWarnings(said)
          setChosen(null)
        }}
      />
      {warnings.length > 0 && <Warnings warnings={warnings} />}
      <Answer of={drawn}>
        {({ problems }) => <Problems problems={problems} draft={draft} onChoose={setChosen} />}
      </Answer>
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
        <Surface title={t('drawing')} note={t('draftNote')}>
          <div className={classes.scroll}>
            {drawn.data && (
              <DraftPicture draft={draft} layout={drawn.data.layout} chosen={chosen} onChoose={setChosen} />
            )}
          </div>
        </Surface>
        <Stack gap="md">
          <Surface
            title={t('stepTitle')}
            actions={
              <Button size="compact-sm" variant="default" leftSection={<Icon name="plus" size={14} />} onClick={add}>
                {t(step ? 'addAfter' : 'addStep')}
              </Button>
            }
          >
            <Select
              label={t('chooseStep')}
              data={draft.steps.map((one) => ({
                value: one.step_id,
                label: `${names.step(one)} (${t(`kind.${one.kind}`)})`,
              }))}
              value={chosen}
              onChange={setChosen}
              searchable
              mb="sm"
            />
            {step ? (
              <StepForm
                key={step.step_id}
                draft={draft}
                step={step}
                onChange={setDraft}
                onGone={() => setChosen(null)}
              />
            ) : (
              <Text size="sm" c="dimmed">
                {t('chooseNote')}
              </Text>
            )}
          </Surface>
          <Surface title={t('lanes')} note={t('lanesNote')}>
            <LanesForm draft={draft} onChange={setDraft} />
          </Surface>
        </Stack>
      </SimpleGrid>
    </Stack>
  )
}

function SaveBar({ chart, draft, onName }: { chart: DesignedChart; draft: Draft; onName: (name: string) => void }) {
  const { t } = useTranslation(['process', 'ui'])
  const formats = useFormats()
  const go = useNavigate()
  const client = useQueryClient()
  const today = formats.dayAt(new Date())
  const [from, setFrom] = useState<string | null>(today)
  const { process, version } = chart
  const done = async () => {
    toastDone(t('ui:saved'))
    await client.invalidateQueries({ queryKey: ['process-chart'] })
    go('/process')
  }
  const body = { ...draft, name: draft.name || t('ready') }
  const publish = useMutation({
    mutationFn: () =>
      call('/api/v1/processes', {
        method: 'POST',
        body: { ...body, process_id: `PROCESS-${from}`, valid_from: from },
      }),
    onSuccess: done,
  })
  const correct = useMutation({
    mutationFn: () =>
      call(`/api/v1/processes/${encodeURIComponent(process.process_id)}`, {
        method: 'PATCH',
        body: { ...body, version },
      }),
    onSuccess: done,
  })
  const problem = publish.error ?? correct.error
  return (
    <Surface>
      <Group align="flex-end" gap="sm">
        <TextInput
          label={t('processName')}
          value={draft.name}
          maxLength={200}
          onChange={(event) => onName(event.currentTarget.value)}
          style={{ flex: '1 1 220px' }}
        />
        <div style={{ flex: '0 1 190px' }}>
          <DayField label={t('validFrom')} value={from} onChange={setFrom} isRequired />
        </div>
        <Button loading={publish.isPending} disabled={!from} onClick={() => publish.mutate()}>
          {t('saveFrom')}
        </Button>
        {version !== null && (
          <Button variant="default" loading={correct.isPending} onClick={() => correct.mutate()}>
            {t('correct', { day: formats.date(process.valid_from) })}
          </Button>
        )}
      </Group>
      {chart.coming.length > 0 && (
        <Text size="sm" c="dimmed" mt="xs">
          {t('coming', { list: chart.coming.map((one) => `${one.name}, ${formats.date(one.valid_from)}`).join('; ') })}
        </Text>
      )}
      {problem && <ProblemNote error={problem} />}
    </Surface>
  )
}

function Files({ onRead }: { onRead: (read: ReadProcess) => void }) {
  const { t } = useTranslation('process')
  const read = useMutation({
    mutationFn: (file: File) =>
      call<ReadProcess>('/api/v1/process-files/bpmn', {
        method: 'POST',
        body: new Blob([file], { type: 'application/xml' }),
        headers: { 'content-type': 'application/xml' },
      }),
    onSuccess: onRead,
    onError: toastProblem,
  })
  return (
    <Group gap="xs">
      <FileButton onChange={(file) => file && read.mutate(file)} accept=".bpmn,.xml,application/xml,text/xml">
        {(props) => (
          <Button
            {...props}
            variant="default"
            size="sm"
            loading={read.isPending}
            leftSection={<Icon name="upload" size={16} />}
          >
            {t('readBpmn')}
          </Button>
        )}
      </FileButton>
      <Button
        component="a"
        href="/api/v1/process-files/bpmn"
        download="process.bpmn"
        variant="default"
        size="sm"
        leftSection={<Icon name="download" size={16} />}
      >
        {t('writeBpmn')}
      </Button>
    </Group>
  )
}

function Warnings({ warnings }: { warnings: ReadProcess['warnings'] }) {
  const { t } = useTranslation('process')
  const codes = [...new Set(warnings.map(({ code }) => code))]
  return (
    <Alert variant="light" color="harbor" title={t('warningsTitle')}>
      {codes.map((code) => (
        <Text key={code} size="sm">
          {t(`warning.${code}`, {
            list: warnings
              .filter((one) => one.code === code)
              .map(({ about }) => about)
              .join(', '),
          })}
        </Text>
      ))}
    </Alert>
  )
}

type ProblemsProps = { problems: readonly ChartProblemFound[]; draft: Draft; onChoose: (id: string) => void }

function Problems({ problems, draft, onChoose }: ProblemsProps) {
  const { t } = useTranslation('process')
  const names = useNames()
  if (problems.length === 0) return null
  return (
    <Alert variant="light" color="yellow" title={t('problemsTitle')}>
      <ul style={{ margin: 0, paddingInlineStart: 18 }}>
        {problems.map(({ code, id }) => (
          <li key={`${code} ${id}`}>
            {id !== null && draft.steps.some(({ step_id }) => step_id === id) ? (
              <Button variant="subtle" size="compact-xs" onClick={() => onChoose(id)}>
                {names.stepById(draft, id)}
              </Button>
            ) : null}{' '}
            <Text span size="sm">
              {t(`problem.${code}`)}
            </Text>
          </li>
        ))}
      </ul>
    </Alert>
  )
}
