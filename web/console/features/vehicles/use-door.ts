/** The requests of a driver at a door. */
import { useMutation } from '@tanstack/react-query'
import type { DoorFeedback } from '../../../../contract/feedback.ts'
import type { HandedOver, HandOver } from '../../../../contract/work.ts'
import { call } from '../../../ui/http.ts'
import { useChanged } from './use-vehicles.ts'

const at = (shipmentId: string, what: string) => `/api/v1/shipments/${encodeURIComponent(shipmentId)}/${what}`

export function useHandOver() {
  const changed = useChanged()
  return useMutation({
    mutationFn: ({ shipment_id, ...body }: HandOver & { shipment_id: string }) =>
      call<HandedOver>(at(shipment_id, 'hand-over'), { method: 'POST', body }),
    onSettled: changed,
  })
}

interface Report {
  readonly shipment_id: string
  readonly report_id: string
  readonly occurred_at: string
  readonly reason: string
}

export function useFailedAttempt() {
  const changed = useChanged()
  return useMutation({
    mutationFn: ({ shipment_id, ...body }: Report) =>
      call<{ is_known: boolean }>(at(shipment_id, 'failed-attempts'), { method: 'POST', body }),
    onSettled: changed,
  })
}

/** What was said at a stop; once more with the same report changes nothing. */
export const useDoorFeedback = () =>
  useMutation({
    mutationFn: ({ shipment_id, ...body }: DoorFeedback & { shipment_id: string }) =>
      call<{ is_known: boolean }>(at(shipment_id, 'door-feedback'), { method: 'POST', body }),
  })
