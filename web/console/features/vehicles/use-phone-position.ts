/**
 * Tells where this phone is, as long as it is told to: fixes wait through dead spots and go out together. What still waits
 * when sharing is stopped is thrown away.
 */
import { useEffect, useRef, useState } from 'react'
import type { PositionReport, PositionsTaken } from '../../../../contract/positions.ts'
import { call, Problem } from '../../../ui/http.ts'

export type PhoneState = 'off' | 'searching' | 'shares' | 'waits' | 'denied' | 'missing' | 'refused'

const SEND_EVERY_MS = 15_000
/** An hour of dead spot at a fix every ten seconds. */
const WAITING_MAX = 400
const APART_MS = 10_000

export function usePhonePosition(vehicleId: string | null): { state: PhoneState; sentAt: string | null } {
  const [state, setState] = useState<PhoneState>('off')
  const [sentAt, setSentAt] = useState<string | null>(null)
  const waiting = useRef<PositionReport[]>([])
  useEffect(() => {
    waiting.current = []
    setSentAt(null)
    if (vehicleId === null) return setState('off')
    if (!navigator.geolocation) return setState('missing')
    setState('searching')
    const leaving = new AbortController()
    const send = async () => {
      const batch = waiting.current.slice(0, WAITING_MAX)
      if (batch.length === 0) return
      try {
        const taken = await call<PositionsTaken>('/api/v1/positions', {
          ...{ method: 'POST', body: { positions: batch }, signal: leaving.signal },
        })
        waiting.current = waiting.current.slice(batch.length)
        setState(taken.refused.some(({ reason }) => reason === 'no_consent') ? 'refused' : 'shares')
        setSentAt(new Date().toISOString())
      } catch (error) {
        if (leaving.signal.aborted) return
        // What the server will not have is not tried again; a dead spot is.
        const isRefused = error instanceof Problem && error.status >= 400 && error.status < 500 && error.status !== 429
        if (isRefused) waiting.current = []
        setState(isRefused ? 'refused' : 'waits')
      }
    }
    const watch = navigator.geolocation.watchPosition(
      (fix) => {
        const last = waiting.current.at(-1)
        if (last && fix.timestamp - Date.parse(last.at) < APART_MS) return
        const isFirst = waiting.current.length === 0
        waiting.current = [...waiting.current.slice(-WAITING_MAX + 1), reportOf(vehicleId, fix)]
        if (isFirst) void send()
      },
      (error) => setState(error.code === error.PERMISSION_DENIED ? 'denied' : 'searching'),
      { enableHighAccuracy: true, maximumAge: 5_000, timeout: 60_000 },
    )
    const timer = setInterval(() => void send(), SEND_EVERY_MS)
    return () => {
      navigator.geolocation.clearWatch(watch)
      clearInterval(timer)
      leaving.abort()
    }
  }, [vehicleId])
  return { state, sentAt }
}

const KMH_PER_MS = 3.6

function reportOf(vehicleId: string, { coords, timestamp }: GeolocationPosition): PositionReport {
  const { latitude, longitude, accuracy, speed, heading } = coords
  return {
    ...{ vehicle_id: vehicleId, at: new Date(timestamp).toISOString(), latitude, longitude, accuracy_m: accuracy },
    speed_kmh: speed === null || Number.isNaN(speed) ? null : speed * KMH_PER_MS,
    heading: heading === null || Number.isNaN(heading) ? null : heading,
  }
}
