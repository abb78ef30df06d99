/** The words of every kind of message in every language, with a preview on a real order beside them. */
import { Badge, Button, Code, Grid, Group, Select, Stack, Tabs, Text, Textarea, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MESSAGE_KINDS, type MessageKind, type MessageTemplate } from '../../../../contract/messages.ts'
import { useAddress } from '../../../ui/address.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Problem } from '../../../ui/http.ts'
import { isLocale, LOCALE_NAMES, LOCALES } from '../../../ui/locale.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { toastDone } from '../../../ui/toast.ts'
import { mayDo, useSession } from '../../lib/session.ts'
import { type TemplateWords, usePreview, usePublish, useTemplates } from './use-messages.ts'

export default function TemplatesScreen() {
  const { t, i18n } = useTranslation(['messages', 'shell', 'wishes', 'value'])
  const [filters, change] = useAddress()
  const templates = useTemplates()
  const kind = (MESSAGE_KINDS.find((one) => one === filters.kind) ?? 'promise_made') as MessageKind
  const language = isLocale(filters.language) ? filters.language : isLocale(i18n.language) ? i18n.language : 'en'
  return (
    <>
      <PageHead
        title={t('templates.title')}
        program={t('shell:program')}
        crumb={{ label: t('shell:screen.messages'), to: '/messages' }}
        lead={t('templates.lead')}
      />
      <Group mb="md" align="flex-end">
        <Select
          label={t('kind')}
          data={MESSAGE_KINDS.map((one) => ({ value: one, label: t(`wishes:kind.${one}`) }))}
          value={kind}
          allowDeselect={false}
          onChange={(next) => change({ kind: next ?? undefined })}
          w={280}
        />
        <Select
          label={t('templates.language')}
          data={LOCALES.map((one) => ({ value: one, label: LOCALE_NAMES[one] }))}
          value={language}
          allowDeselect={false}
          onChange={(next) => change({ language: next ?? undefined })}
          w={200}
        />
      </Group>
      <Answer of={templates}>
        {({ templates: all, holes }) => {
          const template = all.find((one) => one.kind === kind && one.language === language)
          return template ? (
            <Editor key={`${kind} ${language} ${template.template_id}`} template={template} holes={holes[kind] ?? []} />
          ) : null
        }}
      </Answer>
    </>
  )
}

type EditorProps = { template: MessageTemplate; holes: readonly string[] }

function Editor({ template, holes }: EditorProps) {
  const { t } = useTranslation(['messages', 'ui'])
  const session = useSession()
  const formats = useFormats()
  const publish = usePublish()
  const mayEdit = mayDo(session, 'messages.manage')
  const today = new Date().toISOString().slice(0, 10)
  const [subject, setSubject] = useState(template.subject)
  const [body, setBody] = useState(template.body)
  const [sms, setSms] = useState(template.sms)
  const [from, setFrom] = useState(today)
  const words: TemplateWords = { kind: template.kind, language: template.language, subject, body, sms }
  const isChanged = subject !== template.subject || body !== template.body || sms !== template.sms
  const save = () => publish.mutate({ ...words, valid_from: from }, { onSuccess: () => toastDone(t('ui:saved')) })
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, lg: 6 }}>
        <Surface
          title={t('templates.words')}
          note={
            template.valid_from
              ? t('templates.ownSince', { day: formats.date(template.valid_from) })
              : t('templates.ofProgram')
          }
        >
          <Stack gap="md" mt="xs">
            {publish.isError && <Fault error={publish.error} />}
            <TextInput
              label={t('subject')}
              value={subject}
              readOnly={!mayEdit}
              maxLength={200}
              onChange={(event) => setSubject(event.currentTarget.value)}
            />
            <Textarea
              label={t('body')}
              description={t('templates.bodyNote')}
              autosize
              minRows={12}
              value={body}
              readOnly={!mayEdit}
              maxLength={4000}
              onChange={(event) => setBody(event.currentTarget.value)}
            />
            <Textarea
              label={t('templates.sms')}
              autosize
              minRows={2}
              value={sms}
              readOnly={!mayEdit}
              maxLength={320}
              onChange={(event) => setSms(event.currentTarget.value)}
            />
            <Stack gap={4}>
              <Text size="sm" c="dimmed">
                {t('templates.holes')}
              </Text>
              <Group gap={6}>
                {holes.map((hole) => (
                  <Code key={hole}>{`{${hole}}`}</Code>
                ))}
              </Group>
            </Stack>
            {mayEdit && (
              <Group align="flex-end" gap="sm">
                <TextInput
                  type="date"
                  label={t('templates.from')}
                  min={today}
                  value={from}
                  onChange={(event) => setFrom(event.currentTarget.value || today)}
                />
                <Button onClick={save} loading={publish.isPending} disabled={!isChanged}>
                  {t('templates.publish')}
                </Button>
              </Group>
            )}
          </Stack>
        </Surface>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 6 }}>
        <Preview words={words} />
      </Grid.Col>
    </Grid>
  )
}

/** A fault of a template names the hole; everything else is said as everywhere. */
function Fault({ error }: { error: unknown }) {
  const { t } = useTranslation('messages')
  const { reason, hole } = (error instanceof Problem ? error.details : {}) as { reason?: string; hole?: string }
  return (
    <Stack gap={4}>
      <ProblemNote error={error} />
      {reason && hole !== undefined && (
        <Text size="sm" c="var(--sf-wrong)" role="alert">
          {t(`fault.${reason}`, { hole: `{${hole}}` })}
        </Text>
      )}
    </Stack>
  )
}

function Preview({ words }: { words: TemplateWords }) {
  const { t } = useTranslation(['messages', 'ui'])
  const [order, setOrder] = useState('')
  const [asked] = useDebouncedValue(words, 400)
  const [askedOrder] = useDebouncedValue(order.trim(), 400)
  const preview = usePreview(asked, askedOrder)
  return (
    <Surface
      title={t('templates.preview')}
      note={t('templates.previewNote', { order: preview.data?.order_id ?? '—' })}
      actions={
        <TextInput
          aria-label={t('templates.order')}
          placeholder={t('templates.order')}
          size="xs"
          value={order}
          onChange={(event) => setOrder(event.currentTarget.value)}
        />
      }
    >
      {preview.isError && <ProblemNote error={preview.error} />}
      {preview.data && (
        <Tabs defaultValue="mail" mt="xs" keepMounted={false}>
          <Tabs.List>
            <Tabs.Tab value="mail">{t('templates.mail')}</Tabs.Tab>
            <Tabs.Tab value="text">{t('templates.text')}</Tabs.Tab>
            <Tabs.Tab value="sms">{t('templates.sms')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="mail" pt="sm">
            <iframe
              title={t('templates.preview')}
              sandbox=""
              srcDoc={preview.data.html}
              style={{
                width: '100%',
                height: 620,
                border: '1px solid var(--sf-line)',
                borderRadius: 8,
                background: '#f3f5f7',
              }}
            />
          </Tabs.Panel>
          <Tabs.Panel value="text" pt="sm">
            <Text
              size="sm"
              component="pre"
              lang={words.language}
              style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', font: 'inherit', margin: 0 }}
            >
              {preview.data.text}
            </Text>
          </Tabs.Panel>
          <Tabs.Panel value="sms" pt="sm">
            <Stack gap="xs">
              <Text size="sm" lang={words.language}>
                {preview.data.sms}
              </Text>
              <Badge variant="light" color="gray" tt="none">
                {t('templates.parts', { count: preview.data.sms_parts })}
              </Badge>
            </Stack>
          </Tabs.Panel>
        </Tabs>
      )}
    </Surface>
  )
}
