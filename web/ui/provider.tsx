/** What every program of ours stands in: theme, toasts, and the request cache. */
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Problem } from './http.ts'
import { cssVariables, theme } from './theme.ts'
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './base.css'

const colorScheme = localStorageColorSchemeManager({ key: 'sevenfold.color-scheme' })

/** A refusal is an answer and is not asked again; a lost connection is tried twice more. */
const isWorthRetrying = (failures: number, error: Error) =>
  failures < 2 && (!(error instanceof Problem) || error.status === 0 || error.status === 503)

export const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 15_000, retry: isWorthRetrying, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
})

export function Provider({ children }: { children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorScheme}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={queries}>
        <Notifications position="bottom-right" limit={4} autoClose={6000} />
        {children}
      </QueryClientProvider>
    </MantineProvider>
  )
}
