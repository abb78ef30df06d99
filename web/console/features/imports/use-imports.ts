/** The requests of the imports screens. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { ImportRun, Preview, RejectedRows, UploadedFile } from '../../../../contract/import-runs.ts'
import type { ImportKind, MappingInput } from '../../../../contract/imports.ts'
import { call } from '../../../ui/http.ts'

export type Uploaded = z.infer<typeof UploadedFile>

const PATH = '/api/v1/imports'
const KEY = 'imports'
const WHILE_RUNNING = 700

export const useImportKinds = () =>
  useQuery({
    queryKey: ['import-kinds'],
    queryFn: () => call<ImportKind[]>('/api/v1/import-kinds'),
    staleTime: Infinity,
  })

const isUnderWay = (run: ImportRun | undefined) => run?.state === 'running' || Boolean(run?.progress)

export const useImportRuns = () =>
  useQuery({
    queryKey: [KEY],
    queryFn: () => call<{ rows: ImportRun[] }>(PATH),
    refetchInterval: (query) => (query.state.data?.rows.some(isUnderWay) ? WHILE_RUNNING : false),
  })

export const useImportRun = (id: string) =>
  useQuery({
    queryKey: [KEY, id],
    queryFn: () => call<ImportRun>(`${PATH}/${id}`),
    refetchInterval: (query) => (isUnderWay(query.state.data) ? WHILE_RUNNING : false),
  })

/** What the upload answered; kept only while the reader stays, since the server looks at a file once. */
export const useUploadedFile = (id: string) =>
  useQuery<z.infer<typeof UploadedFile> | null>({
    queryKey: ['uploaded', id],
    queryFn: () => null,
    staleTime: Infinity,
    gcTime: 3_600_000,
  })

export const usePreview = (id: string, mapping: MappingInput, isReady: boolean) =>
  useQuery({
    queryKey: [KEY, id, 'preview', mapping],
    queryFn: ({ signal }) =>
      call<z.infer<typeof Preview>>(`${PATH}/${id}/preview`, { method: 'POST', body: { mapping }, signal }),
    enabled: isReady,
    retry: false,
  })

export const useRejects = (id: string, isWanted: boolean) =>
  useQuery({
    queryKey: [KEY, id, 'rejects'],
    queryFn: () => call<z.infer<typeof RejectedRows>>(`${PATH}/${id}/rejects`, { query: { limit: 200 } }),
    enabled: isWanted,
  })

export function useStartImport(id: string) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (mapping: MappingInput) =>
      call<ImportRun>(`${PATH}/${id}/start`, { method: 'POST', body: { mapping } }),
    onSuccess: (run) => cache.setQueryData([KEY, id], run),
  })
}

export function useCancelImport(id: string) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: () => call<ImportRun>(`${PATH}/${id}/cancel`, { method: 'POST' }),
    onSuccess: () => cache.invalidateQueries({ queryKey: [KEY] }),
  })
}

export const rejectsFileOf = (id: string) => `${PATH}/${id}/rejects.csv`
