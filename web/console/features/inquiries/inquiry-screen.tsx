/** One inquiry: the conversation, beside it what is known of the order and what the inquiry is about. */
import { Button, Grid, Group, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { InquiryFile } from '../../../../contract/inquiries.ts'
import { PageHead } from '../../../ui/page.tsx'
import { Answer } from '../../../ui/request.tsx'
import { toastProblem } from '../../../ui/toast.ts'
import { mayDo, useSession } from '../../lib/session.ts'
import { AnswerForm } from './answer-form.tsx'
import { AutomaticNote } from './automatic-note.tsx'
import { Conversation } from './conversation.tsx'
import { DueText } from './due-text.tsx'
import { FactsPanel } from './facts-panel.tsx'
import { SortPanel } from './sort-panel.tsx'
import { type Deed, useAct, useInquiry } from './use-inquiries.ts'

export default function InquiryScreen() {
  const { t } = useTranslation(['inquiries', 'shell'])
  const { id = '' } = useParams()
  const file = useInquiry(id)
  return (
    <>
      <PageHead
        title={file.data?.inquiry.subject ?? id}
        program={t('shell:program')}
        crumb={{ label: t('shell:screen.inquiries'), to: '/inquiries' }}
        lead={file.data && <Head file={file.data} />}
        actions={file.data && <Deeds file={file.data} />}
      />
      <Answer of={file}>{(found) => <Body key={found.inquiry.inquiry_id} file={found} />}</Answer>
    </>
  )
}

function Head({ file: { inquiry } }: { file: InquiryFile }) {
  const { t } = useTranslation('inquiries')
  const parts = [
    inquiry.customer_name ?? inquiry.customer_id ?? t('unknownCustomer'),
    t(`channels.${inquiry.channel}`),
    t(`states.${inquiry.state}`),
    inquiry.owner ? t('ownedBy', { name: inquiry.owner_name ?? inquiry.owner }) : t('nobody'),
  ]
  return (
    <Group gap="sm">
      <span>{parts.join(' · ')}</span>
      <DueText inquiry={inquiry} />
    </Group>
  )
}

function Deeds({ file: { inquiry } }: { file: InquiryFile }) {
  const { t } = useTranslation('inquiries')
  const session = useSession()
  const act = useAct(inquiry.inquiry_id)
  if (!mayDo(session, 'inquiries.write')) return null
  const isLive = inquiry.state === 'open' || inquiry.state === 'waiting'
  const isMine = inquiry.owner === `user:${session.user.id}`
  const deeds: Deed[] = [
    ...(isLive ? [isMine ? ('release' as const) : ('take' as const), 'dismiss' as const] : []),
    ...(inquiry.state === 'answered' || inquiry.state === 'dismissed' ? ['reopen' as const] : []),
  ]
  return deeds.map((kind) => (
    <Button
      key={kind}
      variant="default"
      loading={act.isPending && act.variables?.kind === kind}
      onClick={() => act.mutate({ kind }, { onError: toastProblem })}
    >
      {t(`deeds.${kind}`)}
    </Button>
  ))
}

function Body({ file }: { file: InquiryFile }) {
  const session = useSession()
  const mayWrite = mayDo(session, 'inquiries.write')
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, md: 7 }}>
        <Stack gap="md">
          <AutomaticNote file={file} />
          <Conversation file={file} />
          {mayWrite && file.inquiry.state !== 'merged' && file.inquiry.state !== 'dismissed' && (
            <AnswerForm file={file} />
          )}
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <Stack gap="md">
          <FactsPanel file={file} />
          <SortPanel file={file} mayWrite={mayWrite} />
        </Stack>
      </Grid.Col>
    </Grid>
  )
}
