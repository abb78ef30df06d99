/** What the reader wants to hear, by which way and at which hours. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { PreferenceFile } from '../../../../contract/messages.ts'
import { call, Problem } from '../../../ui/http.ts'
import { MessageWishes } from '../../../ui/message-wishes.tsx'
import { Empty, ProblemNote } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { toastDone } from '../../../ui/toast.ts'

const PATH = '/api/v1/portal/message-preference'

export default function WishesScreen() {
  const { t } = useTranslation(['messages', 'shell', 'ui'])
  const client = useQueryClient()
  const file = useQuery({
    queryKey: ['portal-wishes'],
    queryFn: ({ signal }) => call<PreferenceFile>(PATH, { signal }),
    retry: false,
  })
  const save = useMutation({
    mutationFn: (body: unknown) => call<PreferenceFile>(PATH, { method: 'PUT', body }),
    onSuccess: (saved) => {
      client.setQueryData(['portal-wishes'], saved)
      toastDone(t('ui:saved'))
    },
  })
  const isNobody = file.error instanceof Problem && file.error.code === 'not_found'
  return (
    <>
      <PageHead
        title={t('wishes')}
        program={t('shell:program')}
        crumb={{ label: t('title'), to: '/messages' }}
        lead={t('wishesLead')}
      />
      <Surface style={{ maxWidth: 720 }}>
        {save.isError && <ProblemNote error={save.error} />}
        {isNobody ? (
          <Empty icon="people" title={t('nobody')}>
            {t('nobodyNote')}
          </Empty>
        ) : (
          <Answer of={file}>
            {(found) => (
              <MessageWishes
                wishes={found.preference}
                wanted={found.wanted}
                hasEmail={found.has_email}
                hasPhone={found.has_phone}
                isSaving={save.isPending}
                onSave={(wishes) => save.mutate(wishes)}
              />
            )}
          </Answer>
        )}
      </Surface>
    </>
  )
}
