import { useTranslation } from 'react-i18next'
import type { PackageDraft } from '../../../../contract/package-drafts.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'

export function useDraftState(): (draft: PackageDraft) => string {
  const { t } = useTranslation('drafts')
  const formats = useFormats()
  return ({ published_on, is_dropped }) =>
    published_on
      ? t('state.published', { day: formats.date(published_on) })
      : t(is_dropped ? 'state.dropped' : 'state.open')
}
