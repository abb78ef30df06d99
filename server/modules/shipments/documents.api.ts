import { z } from 'zod'
import { Code } from '../../../contract/values.ts'
import { DocumentFinding, NewDocument } from '../../../contract/work.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { checkDocument } from './check-document.command.ts'
import { recordDocument } from './record-document.command.ts'

const tag = 'documents'
const permission = 'shipments.write'

export const documentEndpoints = [
  endpoint({
    method: 'POST',
    path: '/documents',
    tag,
    permission,
    summary: 'Record that a document was sent with or about goods',
    body: NewDocument,
    answer: NewDocument,
    status: 201,
    handle: (context, { body }) => recordDocument(context, body),
  }),
  endpoint({
    method: 'PATCH',
    path: '/documents/:id',
    tag,
    permission,
    summary: 'Say whether a document was correct',
    params: z.object({ id: Code }),
    body: DocumentFinding,
    answer: NewDocument,
    handle: (context, { params, body }) => checkDocument(context, params.id, body),
  }),
]
