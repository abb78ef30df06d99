/** Which department a lane's name stands for, in the five languages of the program. */
import { DEPARTMENTS, type Department } from '../../../contract/process-words.ts'

/** Beginnings of words, in lower case. The first department with a match counts. */
const WORDS: Readonly<Record<Department, readonly string[]>> = {
  customer_service: [
    'customer service',
    'service desk',
    'support',
    'servicii clien',
    'служба клиент',
    'поддержк',
    'սպասարկ',
    '客服',
  ],
  order_desk: ['order', 'comenzi', 'заказ', 'պատվեր', '接單', '訂單'],
  warehouse: ['warehouse', 'store', 'depozit', 'склад', 'պահեստ', '倉'],
  transport: ['transport', 'delivery', 'carrier', 'livrare', 'достав', 'транспорт', 'փոխադր', 'առաքում', '運'],
  planning: ['plan', 'план', 'պլան', '計畫', '計劃'],
  purchasing: ['purchas', 'procure', 'achizi', 'закуп', 'գնում', '採購'],
  quality: ['quality', 'calitate', 'качеств', 'որակ', '品質'],
  finance: ['financ', 'account', 'billing', 'contab', 'финанс', 'бухгалт', 'ֆինանս', '財務', '會計'],
  marketing: ['marketing', 'маркетинг', 'մարքեթինգ', '行銷'],
  sales: ['sales', 'vânz', 'vanz', 'продаж', 'վաճառ', '業務', '銷售'],
  management: ['manage', 'board', 'conduc', 'руковод', 'ղեկավար', '管理'],
  customer: ['customer', 'client', 'buyer', 'клиент', 'հաճախորդ', '客戶'],
  partner: ['partner', 'supplier', 'furnizor', 'партн', 'поставщик', 'գործընկեր', '夥伴', '供應'],
}

/** Null: none of them. */
export function departmentNamed(name: string): Department | null {
  const said = name.toLowerCase().trim()
  const exact = DEPARTMENTS.find((one) => one === said.replace(/\s+/g, '_'))
  if (exact) return exact
  return (Object.keys(WORDS) as Department[]).find((one) => WORDS[one].some((word) => said.includes(word))) ?? null
}
