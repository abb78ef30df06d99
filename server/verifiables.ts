/** Every kind of subject on the ledger, with the way to fold and to load it: what `ledger verify` checks. */
import { outsideModel } from './integrations/outside-model/setting.ts'
import { type RecordType, type Verifiable, verifiableOf } from './ledger/index.ts'
import { invoice } from './modules/billing/index.ts'
import { capacityDayVerifiable, resource } from './modules/capacity/index.ts'
import { carrier, lane } from './modules/carriers/index.ts'
import { claim, claimPolicy } from './modules/claims/index.ts'
import { costRate, freightBill, productCost } from './modules/costs/index.ts'
import { contact, customer } from './modules/customers/index.ts'
import { delivery } from './modules/delivery/index.ts'
import { asking, feedback } from './modules/feedback/index.ts'
import { answerSetting, automaticAnswer, inquiry, mail, mailbox } from './modules/inquiries/index.ts'
import { lotVerifiable, stockVerifiable, supplyVerifiable } from './modules/inventory/index.ts'
import { location, season } from './modules/locations/index.ts'
import {
  messageChannel,
  messagePreference,
  messageSetting,
  messageTemplate,
  messageVerifiable,
  webhook,
} from './modules/messages/index.ts'
import {
  competitor,
  competitorFinding,
  criteria,
  dealBreaker,
  growthLever,
  interview,
  needStatement,
  rating,
  referral,
  serviceElement,
  statedChange,
  survey,
  surveyInvitation,
  surveyResponse,
} from './modules/needs/index.ts'
import { customerOrder, recurringOccurrence, recurringOrder } from './modules/orders/index.ts'
import { apiKey, invitation, member, organization } from './modules/people/index.ts'
import {
  addedService,
  allocationPolicy,
  lowering,
  objective,
  otifDefinition,
  packageDraft,
  packageReview,
  requirement,
  segment,
  segmentMove,
  segmentRule,
  serviceFloor,
  servicePackage,
  substitution,
} from './modules/policies/index.ts'
import {
  agreement,
  charge,
  competitorPrice,
  listedProduct,
  priceList,
  productTax,
  taxRate,
} from './modules/prices/index.ts'
import { disruption } from './modules/problems/index.ts'
import { process } from './modules/processes/index.ts'
import { product } from './modules/products/index.ts'
import { promiseVerifiable, quoteVerifiable } from './modules/promises/index.ts'
import { shipment, shippingDocument } from './modules/shipments/index.ts'
import {
  carrierConnection,
  carrierPolling,
  trackingLink,
  trackingMessage,
  trackingVerifiable,
} from './modules/tracking/index.ts'
import { positionBroker, positionConsent, positionSetting, trip, vehicle } from './modules/vehicles/index.ts'
import { action } from './planning/actions/action.ts'
import { proposalVerifiable } from './planning/proposals/proposals.store.ts'
import { playbook, trouble } from './planning/remedies/trouble.ts'

export const records: readonly RecordType[] = [
  organization,
  member,
  invitation,
  apiKey,
  segment,
  segmentRule,
  segmentMove,
  otifDefinition,
  serviceFloor,
  servicePackage,
  lowering,
  packageDraft,
  packageReview,
  objective,
  allocationPolicy,
  requirement,
  addedService,
  substitution,
  priceList,
  listedProduct,
  agreement,
  charge,
  taxRate,
  productTax,
  competitorPrice,
  costRate,
  productCost,
  freightBill,
  customer,
  contact,
  location,
  season,
  product,
  carrier,
  lane,
  resource,
  customerOrder,
  recurringOrder,
  recurringOccurrence,
  disruption,
  dealBreaker,
  serviceElement,
  criteria,
  interview,
  growthLever,
  competitor,
  competitorFinding,
  needStatement,
  referral,
  statedChange,
  survey,
  surveyInvitation,
  surveyResponse,
  trouble,
  playbook,
  action,
  shipment,
  shippingDocument,
  delivery,
  invoice,
  rating,
  inquiry,
  answerSetting,
  automaticAnswer,
  mailbox,
  mail,
  claim,
  claimPolicy,
  feedback,
  asking,
  trackingMessage,
  messageSetting,
  messageTemplate,
  messagePreference,
  messageChannel,
  webhook,
  carrierConnection,
  carrierPolling,
  trackingLink,
  vehicle,
  trip,
  positionConsent,
  positionSetting,
  positionBroker,
  outsideModel,
  process,
]

export const verifiables: readonly Verifiable[] = [
  ...records.map(verifiableOf),
  promiseVerifiable,
  quoteVerifiable,
  proposalVerifiable,
  messageVerifiable,
  stockVerifiable,
  supplyVerifiable,
  lotVerifiable,
  trackingVerifiable,
  capacityDayVerifiable,
]
