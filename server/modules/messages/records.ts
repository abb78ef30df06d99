/** What the organization and its customers' people have set: each a record with its events. */
import type { RecordType } from '../../ledger/index.ts'

export const SETTING_ID = 'messages'

export const messageSetting: RecordType = {
  subjectType: 'message_setting',
  table: 'messages.setting',
  key: 'setting_id',
  columns: ['is_on', 'on_since', 'modes', 'contact_line', 'accent_color', 'quiet_from', 'quiet_to'],
  created: 'MessageSettingSet',
  changed: 'MessageSettingChanged',
  // Names and telephone numbers of our own people may stand in it.
  personal: ['contact_line'],
}

export const messageTemplate: RecordType = {
  subjectType: 'message_template',
  table: 'messages.template',
  key: 'template_id',
  columns: ['kind', 'language', 'valid_from', 'subject', 'body', 'sms'],
  created: 'TemplatePublished',
  changed: 'TemplateCorrected',
}

export const messagePreference: RecordType = {
  subjectType: 'message_preference',
  table: 'messages.preference',
  key: 'contact_id',
  columns: ['ways', 'kinds', 'quiet_from', 'quiet_to', 'zone', 'on_weekends', 'urgent_at_night', 'is_stopped'],
  created: 'PreferenceSet',
  changed: 'PreferenceChanged',
}

/** Addresses of gateways may hold a key, so they stay off the ledger like the secrets. */
export const messageChannel: RecordType = {
  subjectType: 'message_channel',
  table: 'messages.channel',
  key: 'channel_id',
  columns: ['is_on', 'url', 'shown_as', 'gives_receipts', 'secret'],
  created: 'ChannelSet',
  changed: 'ChannelChanged',
  personal: ['url', 'secret'],
}

export const webhook: RecordType = {
  subjectType: 'webhook',
  table: 'messages.webhook',
  key: 'webhook_id',
  columns: ['customer_id', 'url', 'kinds', 'is_on', 'secret', 'secret_before'],
  created: 'WebhookRegistered',
  changed: 'WebhookChanged',
  personal: ['url', 'secret', 'secret_before'],
}
