/** The words of suggested answers. `{what}` is the order or its goods. A promise that has passed is owned, not explained away. */
import type { AnswerSuggestion } from '../../../contract/inquiries.ts'

type Key =
  | Exclude<AnswerSuggestion['reasons'][number], 'moved'>
  | 'moved'
  | 'hello'
  | 'close'
  | 'automatic'
  | 'order'
  | 'tracking'
  | 'us'

export const ANSWER_WORDS: Readonly<Record<AnswerSuggestion['language'], Readonly<Record<Key, string>>>> = {
  en: {
    hello: 'Thank you for your question.',
    order: 'Your order {order}',
    us: 'our own van',
    delivered: '{what}: delivered on {day}.',
    on_the_way: '{what}: on its way with {carrier}, promised by {day}.',
    promised: '{what}: being prepared, promised by {day}.',
    late: '{what}: promised by {day} and not with you yet. We are sorry. We are finding out where it is and will write again today.',
    not_promised: '{what}: we have not been able to promise a day yet and will write as soon as we can.',
    moved: 'The date is no longer the one we first promised. We apologise for that.',
    tracking: 'Tracking number:',
    close: 'If this does not help, simply answer.',
    automatic:
      'This answer was written automatically from what we know of your order. If it does not help, simply reply: a person will read it.',
  },
  ro: {
    hello: 'Vă mulțumim pentru întrebare.',
    order: 'Comanda {order}',
    us: 'mașina noastră',
    delivered: '{what}: livrat {day}.',
    on_the_way: '{what}: pe drum cu {carrier}, promis până {day}.',
    promised: '{what}: în pregătire, promis până {day}.',
    late: '{what}: promis până {day} și încă nu a ajuns la dumneavoastră. Ne pare rău. Aflăm unde este și vă scriem din nou astăzi.',
    not_promised: '{what}: nu am putut promite încă o zi și vă scriem imediat ce putem.',
    moved: 'Data nu mai este cea promisă la început. Ne cerem scuze.',
    tracking: 'Număr de urmărire:',
    close: 'Dacă acest răspuns nu vă ajută, răspundeți-ne.',
    automatic:
      'Acest răspuns a fost scris automat din ceea ce știm despre comanda dumneavoastră. Dacă nu vă ajută, răspundeți: vă citește un om.',
  },
  ru: {
    hello: 'Спасибо за вопрос.',
    order: 'Заказ {order}',
    us: 'наша машина',
    delivered: '{what}: доставлено, {day}.',
    on_the_way: '{what}: в пути, перевозчик — {carrier}, обещанный срок — {day}.',
    promised: '{what}: готовится, обещанный срок — {day}.',
    late: '{what}: обещанный срок — {day}, но товар ещё не у вас. Приносим извинения. Мы выясняем, где он, и сегодня напишем снова.',
    not_promised: '{what}: мы пока не смогли назвать день и напишем, как только сможем.',
    moved: 'Дата отличается от обещанной вначале. Приносим извинения.',
    tracking: 'Номер отслеживания:',
    close: 'Если этот ответ не помог, просто ответьте нам.',
    automatic:
      'Этот ответ составлен автоматически по тому, что мы знаем о заказе. Если он не помог, просто ответьте: письмо прочтёт человек.',
  },
  hy: {
    hello: 'Շնորհակալություն հարցի համար։',
    order: 'Պատվեր {order}',
    us: 'մեր մեքենան',
    delivered: '{what}. առաքվել է՝ {day}։',
    on_the_way: '{what}. ճանապարհին է, փոխադրող՝ {carrier}, խոստացված օրը՝ {day}։',
    promised: '{what}. պատրաստվում է, խոստացված օրը՝ {day}։',
    late: '{what}. խոստացված օրը՝ {day}, բայց դեռ չի հասել ձեզ։ Ներողություն ենք խնդրում։ Պարզում ենք՝ որտեղ է, և այսօր նորից կգրենք։',
    not_promised: '{what}. դեռ չենք կարողացել օր խոստանալ և կգրենք, հենց կարողանանք։',
    moved: 'Օրն այլևս այն չէ, որ սկզբում խոստացել էինք։ Ներողություն ենք խնդրում։',
    tracking: 'Հետևելու համարը՝',
    close: 'Եթե այս պատասխանը չօգնեց, պարզապես պատասխանեք մեզ։',
    automatic:
      'Այս պատասխանը գրվել է ինքնաբերաբար՝ ըստ այն ամենի, ինչ գիտենք պատվերի մասին։ Եթե այն չօգնեց, պարզապես պատասխանեք. կկարդա մարդը։',
  },
  'zh-TW': {
    hello: '感謝您的詢問。',
    order: '您的訂單 {order}',
    us: '本公司車輛',
    delivered: '{what}：已於 {day} 送達。',
    on_the_way: '{what}：由 {carrier} 運送中，承諾 {day} 前送達。',
    promised: '{what}：準備中，承諾 {day} 前送達。',
    late: '{what}：承諾 {day} 前送達，但您尚未收到。非常抱歉，我們正在查明貨品位置，今天會再寫信給您。',
    not_promised: '{what}：目前還無法承諾日期，一有消息會立刻通知您。',
    moved: '日期已與最初承諾的不同，謹此致歉。',
    tracking: '追蹤號碼：',
    close: '如果這個回覆沒有解決您的問題，請直接回信。',
    automatic: '這個回覆是依據訂單資料自動產生的。如果沒有解決您的問題，請直接回覆，會由專人閱讀。',
  },
}
