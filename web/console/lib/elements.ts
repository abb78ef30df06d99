/** The service elements that can be chosen, built in and the company's own, with their names in the reader's language. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServiceElementRecord } from '../../../contract/needs.ts'
import { useRecordPages } from './records/use-records.ts'
import { SERVICE_ELEMENTS } from './value-lists.ts'

const BUILT_IN: readonly string[] = SERVICE_ELEMENTS

export function useElements() {
  const { t, i18n } = useTranslation('value')
  const { rows } = useRecordPages<ServiceElementRecord>('/service-elements', {})
  return useMemo(() => {
    const own = rows.filter(({ element_id }) => !BUILT_IN.includes(element_id))
    const names = Object.fromEntries(
      own.map(({ element_id, name, names: said }) => [
        element_id,
        said.find(({ language }) => language === i18n.language)?.name ?? name,
      ]),
    )
    return {
      values: [...BUILT_IN, ...own.map(({ element_id }) => element_id)],
      names,
      nameOf: (id: string) => names[id] ?? (BUILT_IN.includes(id) ? t(`service_element.${id}`) : id),
    }
  }, [rows, t, i18n.language])
}
