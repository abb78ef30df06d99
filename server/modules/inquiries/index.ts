export { answerByItself, type Decided } from './answer-by-itself.command.ts'
export { answerInquiry } from './answer-inquiry.command.ts'
export { answerSettingEndpoints } from './answer-setting.api.ts'
export { type AnswerThread, prepareThread } from './answer-thread.command.ts'
export { answerSetting, automaticAnswer } from './automatic-answer.ts'
export {
  listUndecided,
  lockUndecided,
  readAnswerSetting,
  type Undecided,
  wasAnswered,
} from './automatic-answers.store.ts'
export { inquiryEndpoints } from './inquiries.api.ts'
export { inquiry } from './inquiry.ts'
export { codesIn, type ReadMail } from './mail.ts'
export { mailbox, mailboxSeal, nextLook } from './mailbox.ts'
export { mailboxEndpoints } from './mailboxes.api.ts'
export {
  findMailbox,
  findMailboxAt,
  holdDueMailboxes,
  noteLook,
  noteReadTo,
  type StoredMailbox,
} from './mailboxes.store.ts'
export { getContent, mail } from './mails.store.ts'
export { noteFailedAnswer } from './note-failed-answer.command.ts'
export { receiveInquiry } from './receive-inquiry.command.ts'
export { dismissMail, takeInMail } from './sort-mail.command.ts'
export { type MailDelivery, takeMail } from './take-mail.command.ts'
