/** How customers are told, in which words, and through which gateways and webhooks. */
import { z } from 'zod'
import {
  ChangeWebhook,
  CreatedWebhook,
  MESSAGE_KINDS,
  MessageChannel,
  MessageSetting,
  type MessageTemplate,
  NewMessageChannel,
  NewTemplate,
  NewWebhook,
  PreviewTemplate,
  TemplateList,
  TemplatePreview,
  Webhook,
} from '../../../contract/messages.ts'
import { Code, Language } from '../../../contract/values.ts'
import type { Seal } from '../../platform/auth/seal.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { type AnyEndpoint, endpoint } from '../../platform/http/endpoint.ts'
import { changeWebhook, letOldSecretGo, registerWebhook, renewSecret, setChannel } from './change-channels.command.ts'
import { changeSetting, publishTemplate } from './change-setting.command.ts'
import { listGateways, listWebhooks } from './channels.store.ts'
import { HOLES } from './holes.ts'
import { previewTemplate } from './preview.store.ts'
import { listTemplates, readSetting } from './setting.store.ts'
import { WORDS } from './words/index.ts'

const tag = 'messages'

export interface SettingsSetting {
  readonly baseUrl: string
  readonly seal: Seal
  /** A mail server is set up. */
  readonly isMailed: boolean
}

export const settingEndpoints = (setting: SettingsSetting): AnyEndpoint[] => [
  endpoint({
    method: 'GET',
    path: '/message-setting',
    tag,
    permission: 'messages.read',
    summary: 'What customers are told by itself, and from when to when they are left in peace',
    answer: MessageSetting,
    handle: (context) => inSnapshot(context, (tx) => showSetting(tx)),
  }),
  endpoint({
    method: 'PUT',
    path: '/message-setting',
    tag,
    permission: 'messages.manage',
    summary: 'Set what customers are told by itself; turned on, it begins with what happens from now on',
    body: MessageSetting,
    answer: MessageSetting,
    handle: async (context, { body }) => {
      await changeSetting(context, body)
      return inSnapshot(context, (tx) => showSetting(tx))
    },
  }),
  ...templateEndpoints(setting),
  ...channelEndpoints(setting),
  ...webhookEndpoints(setting),
]

async function showSetting(tx: Tx): Promise<MessageSetting> {
  const { on_since: _, ...setting } = await readSetting(tx)
  return setting
}

const templateEndpoints = ({ baseUrl }: SettingsSetting) => [
  endpoint({
    method: 'GET',
    path: '/message-templates',
    tag,
    permission: 'messages.read',
    summary: "The words for each kind and language: the organization's own, else those of the program",
    answer: TemplateList,
    handle: (context) =>
      inSnapshot(context, async (tx) => ({ templates: await allTemplates(context, tx), holes: HOLES })),
  }),
  endpoint({
    method: 'POST',
    path: '/message-templates',
    tag,
    permission: 'messages.manage',
    summary: 'Publish words of the own for a kind and language, from a day on',
    body: NewTemplate,
    answer: null,
    status: 204,
    handle: (context, { body }) => publishTemplate(context, body),
  }),
  endpoint({
    method: 'POST',
    path: '/message-templates/preview',
    tag,
    permission: 'messages.read',
    summary: 'A template filled with a real order, as mail and as a short message; nothing is sent',
    body: PreviewTemplate,
    answer: TemplatePreview,
    handle: (context, { body }) => inSnapshot(context, (tx) => previewTemplate(tx, body, baseUrl)),
  }),
]

async function allTemplates(context: Context, tx: Tx): Promise<z.infer<typeof MessageTemplate>[]> {
  const own = await listTemplates(tx, context.clock.now().toISOString().slice(0, 10))
  return MESSAGE_KINDS.flatMap((kind) =>
    Language.options.map(
      (language) =>
        own.find((one) => one.kind === kind && one.language === language) ?? {
          kind,
          language,
          template_id: null,
          valid_from: null,
          ...WORDS[language].templates[kind],
        },
    ),
  )
}

const channelEndpoints = ({ seal, isMailed }: SettingsSetting) => [
  endpoint({
    method: 'GET',
    path: '/message-channels',
    tag,
    permission: 'messages.read',
    summary: 'By which ways customers can be told; addresses of gateways without their secrets',
    answer: z.object({ channels: z.array(MessageChannel) }),
    handle: (context) =>
      inSnapshot(context, async (tx) => {
        const gateways = await listGateways(tx)
        const off = { is_on: false, url: null, shown_as: null, gives_receipts: false, has_secret: false }
        const email = { ...off, way: 'email' as const, is_on: isMailed }
        const others = (['sms', 'chat'] as const).map(
          (way) => gateways.find((one) => one.way === way) ?? { ...off, way },
        )
        return { channels: [email, ...others] }
      }),
  }),
  endpoint({
    method: 'PUT',
    path: '/message-channels/:way',
    tag,
    permission: 'messages.manage',
    summary: 'Set a gateway for short messages or chat; its secret is kept sealed and never shown',
    params: z.object({ way: z.enum(['sms', 'chat']) }),
    body: NewMessageChannel,
    answer: null,
    status: 204,
    hasSecrets: true,
    handle: (context, { params, body }) => setChannel(context, params.way, { wish: body, seal }),
  }),
]

const webhookEndpoints = ({ seal }: SettingsSetting) => {
  const Id = z.object({ id: Code })
  return [
    endpoint({
      method: 'GET',
      path: '/webhooks',
      tag,
      permission: 'messages.read',
      summary: "Where customers' programs listen",
      query: z.object({ customer_id: Code.optional() }),
      answer: z.object({ webhooks: z.array(Webhook) }),
      handle: (context, { query }) =>
        inSnapshot(context, async (tx) => ({ webhooks: await listWebhooks(tx, query.customer_id ?? null) })),
    }),
    endpoint({
      method: 'POST',
      path: '/webhooks',
      tag,
      permission: 'messages.manage',
      summary: "Register where a customer's program listens; the secret is shown this once",
      body: NewWebhook,
      answer: CreatedWebhook,
      status: 201,
      hasSecrets: true,
      handle: (context, { body }) => registerWebhook(context, body, seal),
    }),
    endpoint({
      method: 'PATCH',
      path: '/webhooks/:id',
      tag,
      permission: 'messages.manage',
      summary: 'Change a webhook, or turn it off',
      params: Id,
      body: ChangeWebhook,
      answer: null,
      status: 204,
      handle: (context, { params, body }) => changeWebhook(context, params.id, body),
    }),
    endpoint({
      method: 'POST',
      path: '/webhooks/:id/secret',
      tag,
      permission: 'messages.manage',
      summary: 'Make a new secret, shown this once; both sign until the old one is let go',
      params: Id,
      answer: CreatedWebhook,
      status: 201,
      hasSecrets: true,
      handle: (context, { params }) => renewSecret(context, params.id, seal),
    }),
    endpoint({
      method: 'DELETE',
      path: '/webhooks/:id/old-secret',
      tag,
      permission: 'messages.manage',
      summary: 'Let the old secret go',
      params: Id,
      answer: null,
      status: 204,
      handle: (context, { params }) => letOldSecretGo(context, params.id),
    }),
  ]
}
