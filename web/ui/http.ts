/** Talks to the server: JSON in, JSON out, and every refusal as a `Problem` that a person can act on. */

/** A problem document (RFC 9457) as the server sends it, or one made here when the server could not be reached. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly details: Record<string, unknown>
  /** What to quote to support: finds the request in the server's log. Empty when the request never arrived. */
  readonly reference: string

  constructor(status: number, code: string, details: Record<string, unknown> = {}, reference = '') {
    super(code)
    this.name = 'Problem'
    this.status = status
    this.code = code
    this.details = details
    this.reference = reference
  }
}

export type Query = Record<string, string | number | boolean | readonly string[] | null | undefined>

export type Call = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  query?: Query
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal
}

/** The address with its query; empty values are left out, lists repeat the name. */
export function addressOf(path: string, query: Query = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '') continue
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one))
  }
  const text = search.toString()
  return text ? `${path}?${text}` : path
}

export async function call<T>(path: string, { method = 'GET', query, body, headers, signal }: Call = {}): Promise<T> {
  const isForm = body instanceof FormData || body instanceof Blob
  const request: RequestInit = {
    method,
    credentials: 'same-origin',
    headers: { accept: 'application/json', ...(body !== undefined && !isForm && JSON_TYPE), ...headers },
  }
  if (body !== undefined) request.body = isForm ? (body as BodyInit) : JSON.stringify(body)
  if (signal) request.signal = signal
  const response = await reach(addressOf(path, query), request)
  if (!response.ok) throw problemOf(response.status, await response.json().catch(() => ({})))
  if (response.status === 204) return undefined as T
  const isJson = response.headers.get('content-type')?.includes('json')
  return (isJson ? await response.json() : await response.text()) as T
}

const JSON_TYPE = { 'content-type': 'application/json' }

async function reach(address: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(address, request)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new Problem(0, navigator.onLine ? 'unreachable' : 'offline')
  }
}

/** The problem a document tells of; a status of 0 means that no answer came. */
export function problemOf(status: number, document: ProblemDocument): Problem {
  const { code, instance, details, errors } = document
  const reference = instance?.replace('urn:request:', '') ?? ''
  return new Problem(status, code ?? codeOfStatus(status), { ...details, errors }, reference)
}

type ProblemDocument = {
  code?: string
  instance?: string
  details?: Record<string, unknown>
  errors?: { path: string; message: string }[]
}

const STATUS_CODES: Record<number, string> = {
  0: 'unreachable',
  401: 'not_signed_in',
  403: 'not_allowed',
  404: 'not_found',
  413: 'too_large',
  429: 'too_many_requests',
}
const codeOfStatus = (status: number): string =>
  STATUS_CODES[status] ?? (status >= 500 ? 'internal_error' : 'invalid_input')
