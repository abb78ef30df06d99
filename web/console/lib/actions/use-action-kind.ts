/** The form of a step of the action plan with the elements of service, built in and the company's own. */
import { useMemo } from 'react'
import { useElements } from '../elements.ts'
import type { Entry, RecordKind } from '../records/record-kind.ts'
import { actionKind } from './action-kind.ts'

export function useActionKind(start?: Entry): RecordKind {
  const { values, names } = useElements()
  return useMemo(
    () => ({
      ...actionKind,
      ...(start && { start }),
      fields: actionKind.fields.map((field) => (field.name === 'element_id' ? { ...field, values, names } : field)),
    }),
    [values, names, start],
  )
}
