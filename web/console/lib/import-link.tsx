/** From a list that is still empty to where it is filled, for whoever may bring files in. */
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Icon } from '../../ui/icons.tsx'
import { mayDo, useSession } from './session.ts'

export function ImportLink() {
  const { t } = useTranslation('shell')
  const session = useSession()
  if (!mayDo(session, 'imports.run')) return null
  return (
    <Button component={Link} to="/imports/new" leftSection={<Icon name="upload" size={16} />}>
      {t('importFile')}
    </Button>
  )
}
