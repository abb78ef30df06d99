/** The look into an uploaded file is not kept on the server; who comes back later chooses the file again. */
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Empty } from '../../../ui/notices.tsx'

export function UploadAgain({ kind }: { kind: string }) {
  const { t } = useTranslation('imports')
  return (
    <Empty
      icon="imports"
      title={t('again.title')}
      action={
        <Button component={Link} to={`/imports/new?kind=${kind}`}>
          {t('again.go')}
        </Button>
      }
    >
      {t('again.advice')}
    </Empty>
  )
}
