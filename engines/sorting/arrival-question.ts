/**
 * Whether a text asks where an order is or when it comes, and nothing else: by words that ask so in our five languages, and
 * words that speak of another matter. What it cannot read it leaves; nothing in a text is ever followed.
 */

/** Asks where it is or when it comes. */
const ASKS: readonly RegExp[] = [
  /\bwhere (is|are|'s|has|have)\b|\bwhere's\b/,
  /\bwhen (is|are|does|do|did|will|can|should|may|might)\b.*\b(arriv\w*|deliver\w*|come|comes|coming|get|gets|receive|expect|reach\w*|ship\w*|here|due|leave\w*)\b/,
  /\b(order|delivery|shipment|shipping) status\b|\bstatus of\b|\bany (news|update)s? (on|about|of)\b/,
  /\bon (its|the) way\b.*\?|\b(is|has) (it|my order|our order|the order|the delivery|the shipment) (shipped|left|been (sent|shipped|dispatched))\b/,
  /\bwill (it|they|my order|our order|the order|the delivery)\b.*\b(arrive|come|be here|be delivered|reach us)\b.*\?/,
  /\b(tracking (number|code|link)|track (my|our|the) (order|delivery|shipment|parcel|package))\b/,
  /\bunde (e|este|sunt|se afla|a ajuns|au ajuns)\b/,
  /\bcand\b.*\b(sos\w*|ajung\w*|vin|vine|primi\w*|livr\w*|expedi\w*|ajuns)\b/,
  /\b(stadiul|statusul|starea|situatia) (comenzii|livrarii|expedierii|coletului)\b/,
  /\b(mai|va|o sa) (ajung\w*|sos\w*|vin\w*)\b.*\?|\beste pe drum\b.*\?/,
  /(^|\s)где\s/,
  /(^|\s)когда\s.*(прид|прибуд|прибыв|достав|привез|приед|будет|ждать|ожида|получ|отправ|отгруз)/,
  /статус\S* (заказ|достав|отправ|груз)|в пути\S*\s*\?|(успеет|придет|приедет) ли(\s|$)/,
  /որտեղ|ուր է/,
  /երբ.*(կհասն|հասնե|կգա|գալու|կառաք|առաքվ|կստան|ստանա|կբեր|կլինի)/,
  /(պատվերի|առաքման) (կարգավիճակ|վիճակ)|ճանապարհին է|կհասնի/,
  /(訂單|貨|货|包裹|商品|訂购|送貨|它).{0,14}(哪裡|哪里|哪兒|哪儿|在哪|到哪)/,
  /(何時|何时|什麼時候|什么时候|甚麼時候|幾時|几时|哪天|多久).{0,14}(到|送|收|出貨|出货|抵)/,
  /(訂單|订单|出貨|出货|配送|物流|運送|運輸|送貨).{0,4}(狀態|状态|進度|进度)|會到嗎|会到吗|到了嗎|到了吗/,
]

/** Speaks of something that figures of an order do not answer. */
const OTHER: readonly RegExp[] = [
  /\b(damag\w*|broken|wet|wrong|defect\w*|faulty|missing|short|spoil\w*|leak\w*|dirty|crush\w*|smash\w*)\b/,
  /\b(invoice|bill|billed|price|prices|amount|credit|refund\w*|pay|paid|payment|discount|quote|quotation|tax|vat)\b/,
  /\b(cancel\w*|change|changed|postpone\w*|reschedul\w*|instead|add|return|returns|returned|exchange|replace\w*|address|another day|another date|sooner|earlier|faster|express)\b/,
  /\b(complain\w*|unacceptable|compensat\w*|penalt\w*|claim\w*|lawyer|legal|sue|third time|second time|again|still not|yet again|disappoint\w*|ridiculous)\b/,
  /\b(certificate|document|documents|delivery note|data sheet|datasheet|sds|specification|photo|signature|who signed|proof)\b/,
  /\b(call me|call us|phone me|speak to|talk to|a person|human|manager)\b/,
  /\b(deterior\w*|spart\w*|ud|ude|gresit\w*|lips\w*|defect\w*|stric\w*)\b/,
  /\b(factur\w*|pret|pretul|preturi\w*|sum[ae]|ramburs\w*|credit\w*|plat\w*|reducer\w*|tva)\b/,
  /\b(anul\w*|schimb\w*|modific\w*|muta|mutat|mutam|aman\w*|retur\w*|returnam|adres\w*|alta zi|adaug\w*|in loc|mai repede|urgent\w*)\b/,
  /\b(reclam\w*|plang\w*|despagub\w*|penalit\w*|avocat|inacceptabil\w*|din nou|dezamag\w*|certificat\w*|aviz\w*|document\w*|semnat\w*|sunati|telefon\w*)\b/,
  /(повре|разби|сломан|мокр|не\s?то\s|неверн|ошиб|брак|недоста|не хватает|нехват|течет|порван)/,
  /(счет|цен[аыуе]|сумм|возврат|оплат|кредит|скидк|ндс|накладн|сертификат|документ|подпис)/,
  /(отмен|измен|перенес|перенести|отлож|вернуть|обмен|замен|адрес|другой день|добав|вместо|быстрее|раньше|срочно)/,
  /(жалоб|претенз|компенсац|штраф|юрист|суд\s|недопустим|опять|снова|безобраз|позвоните|перезвон|менеджер)/,
  /(վնաս|կոտր|թաց|սխալ|պակաս|թերի|խոտան)/,
  /(հաշիվ|հաշվի|գին|գումար|վճար|զեղչ|վերադարձ|վկայագիր|հավաստագիր|բեռնագիր|փաստաթ|ստորագր)/,
  /(չեղարկ|չեղյալ|փոխել|փոխեք|տեղափոխ|հետաձգ|հասցե|այլ օր|ավելացն|փոխարեն|շուտ|արագ|բողոք|կրկին|նորից|փոխհատուց|զանգ)/,
  /(破損|破损|破裂|損壞|损坏|潮濕|潮湿|錯|错|短少|缺少|缺貨|不良|瑕疵|壞)/,
  /(帳單|账单|發票|发票|價格|价格|金額|金额|退款|付款|折扣|證明|证明|文件|送貨單|簽收|签收)/,
  /(取消|更改|改到|改期|延後|延期|退貨|退货|換貨|换货|地址|加訂|改成|提早|提前|加急|投訴|投诉|抱怨|賠償|赔偿|又|再次|太慢|客訴|打電話|打电话)/,
]

/** A letter that long is about more than where something is. */
const WORDS_MAX = 60
const HAN_MAX = 150

export type ArrivalReading =
  | { readonly isArrival: true }
  | { readonly isArrival: false; readonly because: 'no_question' | 'other_matter' | 'too_long' }

/** Whether it asks so anywhere, whatever else it speaks of: enough for what a person reads before it is sent. */
export const asksForArrival = (text: string): boolean => partsOf(plainOf(text)).some(asks)

export function readArrivalQuestion(text: string): ArrivalReading {
  const plain = plainOf(text)
  if (OTHER.some((one) => one.test(plain))) return { isArrival: false, because: 'other_matter' }
  if (isLong(plain)) return { isArrival: false, because: 'too_long' }
  const parts = partsOf(plain)
  if (!parts.some(asks)) return { isArrival: false, because: 'no_question' }
  // A second question of another kind is a person's to answer.
  if (parts.some((part) => part.trimEnd().endsWith('?') && !asks(part)))
    return { isArrival: false, because: 'other_matter' }
  return { isArrival: true }
}

const partsOf = (plain: string) => plain.split(/(?<=[?!.。！։])\s*|\n+/).filter((part) => /\p{L}/u.test(part))

const asks = (part: string): boolean => ASKS.some((one) => one.test(part))

/** Lower case, without accents and without the marks that Armenian sets inside a word; every question mark alike. */
const plainOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[՞՛՜]/g, '')
    .replace(/ё/g, 'е')
    .replace(/[\u{61f}？]/gu, '?')
    .normalize('NFD')
    .replace(/(?<=[a-z])\p{M}+/gu, '')
    .normalize('NFC')
    .replace(/[’ʼ]/g, "'")

function isLong(text: string): boolean {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0
  return han > HAN_MAX || (text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) > WORDS_MAX + han
}
