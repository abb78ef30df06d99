/** What the public pages say when they ask a reader: how a delivery was, and how a problem was handled. */
import type { HANDLED_ANSWERS, HandledPart } from '../../../../contract/feedback.ts'
import type { PageLanguage } from '../../../platform/http/reader-language.ts'

export interface OpinionWords {
  readonly delivery: string
  /** Of the scale from one to five. */
  readonly bad: string
  readonly good: string
  readonly words: string
  readonly send: string
  readonly thanks: string
  readonly thanksWhy: string
  readonly handled: string
  readonly handledWhy: string
  readonly parts: Readonly<Record<HandledPart, string>>
  readonly answers: Readonly<Record<(typeof HANDLED_ANSWERS)[number], string>>
  readonly missing: string
  readonly over: string
  readonly overWhy: string
}

export const OPINION_WORDS: Readonly<Record<PageLanguage, OpinionWords>> = {
  en: {
    delivery: 'How was the delivery?',
    bad: 'bad',
    good: 'good',
    words: 'What should we know? (optional)',
    send: 'Send',
    thanks: 'Thank you',
    thanksWhy: 'A person of ours reads it.',
    handled: 'How did we handle it?',
    handledWhy: 'Three short questions about what went wrong and how we dealt with it.',
    parts: {
      owned: 'Did somebody make it their own?',
      explained: 'Was it explained to you what had happened?',
      made_good: 'Was it made good?',
    },
    answers: { yes: 'Yes', partly: 'Partly', no: 'No' },
    missing: 'Please answer all three questions.',
    over: 'Nothing to answer here',
    overWhy: 'It has been answered already, or the time for it is over.',
  },
  ro: {
    delivery: 'Cum a fost livrarea?',
    bad: 'slabă',
    good: 'bună',
    words: 'Ce ar trebui să știm? (opțional)',
    send: 'Trimite',
    thanks: 'Vă mulțumim',
    thanksWhy: 'O persoană de la noi citește ce ați scris.',
    handled: 'Cum ne-am descurcat?',
    handledWhy: 'Trei întrebări scurte despre ce nu a mers și cum am procedat.',
    parts: {
      owned: 'Și-a asumat cineva problema?',
      explained: 'Vi s-a explicat ce s-a întâmplat?',
      made_good: 'A fost îndreptată problema?',
    },
    answers: { yes: 'Da', partly: 'În parte', no: 'Nu' },
    missing: 'Vă rugăm să răspundeți la toate cele trei întrebări.',
    over: 'Aici nu mai este nimic de răspuns',
    overWhy: 'S-a răspuns deja sau timpul a trecut.',
  },
  ru: {
    delivery: 'Как прошла доставка?',
    bad: 'плохо',
    good: 'хорошо',
    words: 'Что нам следует знать? (по желанию)',
    send: 'Отправить',
    thanks: 'Спасибо',
    thanksWhy: 'Это прочтёт наш сотрудник.',
    handled: 'Как мы справились?',
    handledWhy: 'Три коротких вопроса о том, что пошло не так и как мы с этим поступили.',
    parts: {
      owned: 'Взял ли кто-то это на себя?',
      explained: 'Объяснили ли вам, что случилось?',
      made_good: 'Исправили ли это?',
    },
    answers: { yes: 'Да', partly: 'Отчасти', no: 'Нет' },
    missing: 'Пожалуйста, ответьте на все три вопроса.',
    over: 'Здесь не на что отвечать',
    overWhy: 'Ответ уже дан, или время вышло.',
  },
  hy: {
    delivery: 'Ինչպե՞ս անցավ առաքումը։',
    bad: 'վատ',
    good: 'լավ',
    words: 'Ի՞նչ պետք է իմանանք (ըստ ցանկության)',
    send: 'Ուղարկել',
    thanks: 'Շնորհակալություն',
    thanksWhy: 'Մեր աշխատակիցը կկարդա այն։',
    handled: 'Ինչպե՞ս մենք հաղթահարեցինք դա։',
    handledWhy: 'Երեք կարճ հարց այն մասին, թե ինչը սխալ գնաց և ինչպես վարվեցինք։',
    parts: {
      owned: 'Որևէ մեկը ստանձնե՞ց դա։',
      explained: 'Ձեզ բացատրեցի՞ն՝ ինչ է պատահել։',
      made_good: 'Շտկվե՞ց դա։',
    },
    answers: { yes: 'Այո', partly: 'Մասամբ', no: 'Ոչ' },
    missing: 'Խնդրում ենք պատասխանել բոլոր երեք հարցերին։',
    over: 'Այստեղ պատասխանելու բան չկա',
    overWhy: 'Արդեն պատասխանել են, կամ ժամանակն անցել է։',
  },
  'zh-TW': {
    delivery: '這次送貨如何？',
    bad: '不好',
    good: '很好',
    words: '有什麼我們該知道的？（選填）',
    send: '送出',
    thanks: '謝謝您',
    thanksWhy: '我們的人員會閱讀。',
    handled: '我們處理得如何？',
    handledWhy: '關於問題與處理方式的三個簡短問題。',
    parts: {
      owned: '是否有人負責到底？',
      explained: '是否向您說明了發生什麼事？',
      made_good: '問題是否獲得補救？',
    },
    answers: { yes: '是', partly: '部分', no: '否' },
    missing: '請回答全部三個問題。',
    over: '這裡沒有需要回答的內容',
    overWhy: '已經回答過，或時間已過。',
  },
}
