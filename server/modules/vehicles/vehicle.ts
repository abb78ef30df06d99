/** What vehicles, trips, consents and the setting of positions are made of. */
import type { PositionSetting } from '../../../contract/positions.ts'
import type { RecordType } from '../../ledger/index.ts'

export const vehicle: RecordType = {
  subjectType: 'vehicle',
  table: 'vehicles.vehicle',
  key: 'vehicle_id',
  columns: [
    ...['name', 'plate', 'carrier_id', 'site_id', 'driver_id', 'payload_kg', 'volume_m3', 'device', 'is_active'],
  ],
  created: 'VehicleRegistered',
  changed: 'VehicleChanged',
}

export const trip: RecordType = {
  subjectType: 'trip',
  table: 'vehicles.trip',
  key: 'trip_id',
  columns: ['vehicle_id', 'driver_id', 'day', 'started_at', 'ended_at'],
  children: [
    {
      name: 'stops',
      table: 'vehicles.stop',
      keys: ['stop_number'],
      columns: ['shipment_id', 'planned_at'],
      isWhole: true,
    },
  ],
  created: 'TripPlanned',
  changed: 'TripChanged',
}

export const positionConsent: RecordType = {
  subjectType: 'position_consent',
  table: 'vehicles.consent',
  key: 'consent_id',
  columns: ['trip_id', 'driver_id', 'given_at', 'withdrawn_at'],
  created: 'PositionConsentGiven',
  changed: 'PositionConsentWithdrawn',
  eventTime: 'given_at',
}

export const positionSetting: RecordType = {
  subjectType: 'position_setting',
  table: 'vehicles.setting',
  key: 'setting_id',
  columns: ['retention_days', 'geofence_m', 'top_speed_kmh', 'keeps_outside_trips'],
  created: 'PositionSettingSet',
  changed: 'PositionSettingChanged',
}

export const SETTING_ID = 'positions'

/** As long as the company has said nothing: little is kept, and nothing of the time between trips. */
export const USUAL_SETTING: PositionSetting = {
  retention_days: 30,
  geofence_m: 150,
  top_speed_kmh: 160,
  keeps_outside_trips: false,
}
