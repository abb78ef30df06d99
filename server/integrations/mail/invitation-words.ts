/** The mail that brings an invitation, in the languages of the program. Plain text: nothing to escape, nothing to load. */

export interface InvitationFacts {
  readonly organization: string
  readonly link: string
  readonly expiresAt: Date
}

export interface Letter {
  readonly subject: string
  readonly text: string
}

interface Words {
  subject(organization: string): string
  lead(organization: string): string
  readonly open: string
  until(day: string): string
  readonly stranger: string
}

const WORDS: Readonly<Record<string, Words>> = {
  en: {
    subject: (organization) => `${organization} invites you to Sevenfold`,
    lead: (organization) => `${organization} invites you to work together in Sevenfold.`,
    open: 'Open this link to accept. It is meant for you alone and works once:',
    until: (day) => `The link is valid until ${day}.`,
    stranger: 'If you do not know who invites you, do nothing: without you, nothing happens.',
  },
  ro: {
    subject: (organization) => `${organization} vă invită în Sevenfold`,
    lead: (organization) => `${organization} vă invită să lucrați împreună în Sevenfold.`,
    open: 'Deschideți acest link pentru a accepta. Este doar pentru dumneavoastră și funcționează o singură dată:',
    until: (day) => `Linkul este valabil până la ${day}.`,
    stranger: 'Dacă nu știți cine vă invită, nu faceți nimic: fără dumneavoastră nu se întâmplă nimic.',
  },
  ru: {
    subject: (organization) => `${organization} приглашает вас в Sevenfold`,
    lead: (organization) => `${organization} приглашает вас к совместной работе в Sevenfold.`,
    open: 'Чтобы принять приглашение, откройте эту ссылку. Она предназначена только вам и действует один раз:',
    until: (day) => `Ссылка действительна до: ${day}.`,
    stranger: 'Если вы не знаете, кто вас приглашает, ничего не делайте: без вас ничего не произойдёт.',
  },
  hy: {
    subject: (organization) => `${organization}-ը հրավիրում է ձեզ Sevenfold`,
    lead: (organization) => `${organization}-ը հրավիրում է ձեզ աշխատել միասին Sevenfold-ում։`,
    open: 'Ընդունելու համար բացեք այս հղումը։ Այն միայն ձեզ համար է և գործում է մեկ անգամ՝',
    until: (day) => `Հղումը գործում է մինչև ${day}։`,
    stranger: 'Եթե չգիտեք, թե ով է ձեզ հրավիրում, ոչինչ մի արեք. առանց ձեզ ոչինչ տեղի չի ունենա։',
  },
  'zh-TW': {
    subject: (organization) => `${organization} 邀請您使用 Sevenfold`,
    lead: (organization) => `${organization} 邀請您在 Sevenfold 一起工作。`,
    open: '請開啟此連結以接受邀請。連結僅供您本人使用，且只能使用一次：',
    until: (day) => `連結有效期限至 ${day}。`,
    stranger: '如果您不認識邀請您的人，請不必理會；您不操作就不會發生任何事。',
  },
}

export function writeInvitation({ organization, link, expiresAt }: InvitationFacts, language: string): Letter {
  const words = WORDS[language] ?? WORDS.en!
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(expiresAt)
  const paragraphs = [words.lead(organization), `${words.open}\n${link}`, words.until(day), words.stranger]
  return { subject: words.subject(organization), text: `${paragraphs.join('\n\n')}\n` }
}
