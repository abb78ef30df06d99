/** What every program of ours stands in: theme, toasts, and the request cache. */
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense } from 'react'
import { Problem } from './http.ts'
import { cssVariables, theme } from './theme.ts'
import '@mantine/core/styles.css'
import './base.css'

const Toasts = lazy(() => import('./toasts.tsx').then((module) => ({ default: module.Toasts })))

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
        <Suspense>
          <Toasts />
        </Suspense>
        {children}
      </QueryClientProvider>
    </MantineProvider>
  )
}
