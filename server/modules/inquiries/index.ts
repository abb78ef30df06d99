export { answerInquiry } from './answer-inquiry.command.ts'
export { inquiryEndpoints } from './inquiries.api.ts'
export { inquiry } from './inquiry.ts'
export { receiveInquiry } from './receive-inquiry.command.ts'
