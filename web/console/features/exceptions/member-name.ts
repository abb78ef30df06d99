/** How a group of exceptions is called: a cause in words, a week by its first day, anything else by its own name. */
import { useTranslation } from 'react-i18next'
import type { ExceptionGroup, ExceptionQuery } from '../../../../contract/exceptions.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'

export function useMemberName(by: ExceptionQuery['by']) {
  const { t, i18n } = useTranslation(['exceptions', 'rights'])
  const formats = useFormats()
  return ({ member, label }: Pick<ExceptionGroup, 'member' | 'label'>): string => {
    if (member === '') return t('notKnown')
    if (by === 'week') return t('weekOf', { day: formats.date(member) })
    if (by === 'cause') return i18n.exists(`rights:cause.${member}`) ? t(`rights:cause.${member}`) : member
    return label
  }
}
