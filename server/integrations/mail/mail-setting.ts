/** Where mail goes out, as the operator says it: SMTP_URL and MAIL_FROM together, or neither for no mail. */

export interface MailSetting {
  /** `smtp://` or `smtps://`, with user and password where the server asks for them. */
  readonly url: string
  /** The address, with or without a name, that mails come from. */
  readonly from: string
}

/** Throws with what is wrong, never with what was given: the address of the server holds its password. */
export function readMailSetting(environment: NodeJS.ProcessEnv): MailSetting | null {
  const { SMTP_URL: url, MAIL_FROM: from } = environment
  if (!url && !from) return null
  if (!url || !from) throw new Error('SMTP_URL and MAIL_FROM are set together or not at all')
  if (!/^smtps?:\/\/\S+$/.test(url) || !URL.canParse(url))
    throw new Error('SMTP_URL must look like smtp://user:password@host:587 or smtps://user:password@host')
  if (!/^[^<>\r\n]*<?[^\s<>@]+@[^\s<>@]+>?$/.test(from))
    throw new Error('MAIL_FROM must be an address such as "Nord Depot <orders@nord.example>"')
  return { url, from }
}
