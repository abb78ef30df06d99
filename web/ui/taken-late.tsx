/** Says of an order just taken that its time for changes is over already; nothing while it is not. */
import { Alert } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { cutOffPassed } from './cut-off-passed.ts'
import { useFormats } from './format/use-formats.ts'
import { call } from './http.ts'
import { Icon } from './icons.tsx'

type Options = { lines: { hindrance: string | null; change_until: string | null }[] }

/** `path`: of the order. */
export function TakenLate({ path, textOf }: { path: string; textOf: (when: string) => string }) {
  const formats = useFormats()
  const { data } = useQuery({
    queryKey: ['taken-late', path],
    queryFn: ({ signal }) => call<Options>(`${path}/options`, { signal }),
  })
  const until = data ? cutOffPassed(data.lines) : null
  if (until === null) return null
  return (
    <Alert variant="light" color="gray" icon={<Icon name="clock" />}>
      {textOf(formats.instant(until))}
    </Alert>
  )
}
