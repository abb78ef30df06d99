/** What a new version of a package would change, before it is published. Nothing is kept. */
import { PackagePreview } from '../../../contract/service-floors.ts'
import { ServicePackage } from '../../../contract/service-packages.ts'
import { checkPackage, requireSegments } from '../../modules/policies/index.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { previewPackage } from './preview-package.ts'

export const packagePreviewEndpoints = [
  endpoint({
    method: 'POST',
    path: '/service-packages/preview',
    tag: 'service packages',
    permission: 'standards.read',
    summary: 'What publishing a package would change, for how many customers, and which floor it would break',
    body: ServicePackage,
    answer: PackagePreview,
    handle: (context, { body }) =>
      inSnapshot(context, async (tx) => {
        checkPackage(body)
        await requireSegments(tx, [body.segment_id])
        return previewPackage(tx, body, context.clock.now().toISOString().slice(0, 10))
      }),
  }),
]
