/** Every endpoint of the program, in one list: what the OpenAPI document, the web server and the tests go by. */
import { assistantEndpoints } from './integrations/assistant/assistant.api.ts'
import { bpmnEndpoints } from './integrations/bpmn/bpmn.api.ts'
import { carrierPollingEndpoints } from './integrations/carrier-polling/carrier-polling.api.ts'
import { carrierEventEndpoints, readCall } from './integrations/carrier-webhooks/carrier-events.api.ts'
import { ediEdifactEndpoints } from './integrations/edi-edifact/edi-edifact.api.ts'
import { ediX12Endpoints } from './integrations/edi-x12/edi-x12.api.ts'
import { epcisEndpoints } from './integrations/epcis/epcis.api.ts'
import { exportEndpoints } from './integrations/files/exports.api.ts'
import { type ImportsSetting, importEndpoints } from './integrations/files/imports.api.ts'
import { processLogEndpoints } from './integrations/files/process-logs/process-logs.api.ts'
import { incomingMailEndpoints } from './integrations/mail/incoming-mail.api.ts'
import type { MessagePost } from './integrations/mail/send-message.ts'
import { testSendEndpoints } from './integrations/mail/test-send.api.ts'
import { outsideModelEndpoints } from './integrations/outside-model/outside-model.api.ts'
import { positionBrokerEndpoints } from './integrations/position-broker/position-broker.api.ts'
import { invoiceEndpoints } from './modules/billing/index.ts'
import { capacityEndpoints } from './modules/capacity/index.ts'
import { carrierEndpoints, laneEndpoints } from './modules/carriers/index.ts'
import { claimEndpoints } from './modules/claims/index.ts'
import { costEndpoints } from './modules/costs/index.ts'
import { customerEndpoints } from './modules/customers/index.ts'
import { deliveryEndpoints } from './modules/delivery/index.ts'
import { feedbackEndpoints } from './modules/feedback/index.ts'
import { answerSettingEndpoints, inquiryEndpoints, mailboxEndpoints } from './modules/inquiries/index.ts'
import { inventoryEndpoints } from './modules/inventory/index.ts'
import { locationEndpoints } from './modules/locations/index.ts'
import {
  type PreferencesSetting,
  preferenceEndpoints,
  queueEndpoints,
  type SettingsSetting,
  settingEndpoints,
} from './modules/messages/index.ts'
import {
  dealBreakerEndpoints,
  needsEndpoints,
  ratingEndpoints,
  type SurveyLinks,
  surveyEndpoints,
} from './modules/needs/index.ts'
import { orderEndpoints } from './modules/orders/index.ts'
import { type PeopleSetting, peopleEndpoints, type SignInLibrary } from './modules/people/index.ts'
import {
  draftEndpoints,
  policyEndpoints,
  reviewEndpoints,
  segmentRuleEndpoints,
  termsEndpoints,
} from './modules/policies/index.ts'
import { priceEndpoints } from './modules/prices/index.ts'
import { disruptionEndpoints } from './modules/problems/index.ts'
import { processEndpoints } from './modules/processes/index.ts'
import { productEndpoints } from './modules/products/index.ts'
import { promiseEndpoints } from './modules/promises/index.ts'
import { documentEndpoints, shipmentEndpoints } from './modules/shipments/index.ts'
import {
  connectionEndpoints,
  linkEndpoints,
  replayEndpoints,
  type TrackingLinks,
  trackingEndpoints,
} from './modules/tracking/index.ts'
import { tripEndpoints, vehicleEndpoints } from './modules/vehicles/index.ts'
import { actionEndpoints } from './planning/actions/actions.api.ts'
import { answeringEndpoints } from './planning/answering/answering.api.ts'
import { balanceEndpoints } from './planning/balance/balance.api.ts'
import { disruptionCheckEndpoints } from './planning/disruptions/disruptions.api.ts'
import { backTestEndpoints } from './planning/lead-times/back-tests.api.ts'
import { stateNeedsEndpoints } from './planning/needs/state-needs.api.ts'
import { orderingEndpoints } from './planning/ordering/ordering.api.ts'
import { floorEndpoints } from './planning/packages/floors.api.ts'
import { loweringEndpoints } from './planning/packages/lowerings.api.ts'
import { packagePreviewEndpoints } from './planning/packages/packages.api.ts'
import { promiseDeskEndpoints } from './planning/promising/promise-desk.api.ts'
import { allocationBoardEndpoints } from './planning/proposals/board.api.ts'
import { laterReasonEndpoints } from './planning/proposals/later-reasons.api.ts'
import { proposalEndpoints } from './planning/proposals/proposals.api.ts'
import { receivingEndpoints } from './planning/receiving/receiving.api.ts'
import { recurringEndpoints } from './planning/recurring/recurring.api.ts'
import { remedyEndpoints } from './planning/remedies/remedies.api.ts'
import { replacingEndpoints } from './planning/replacing/replacing.api.ts'
import { packageReplayEndpoints } from './planning/replays/replays.api.ts'
import { appliedRequirementEndpoints } from './planning/requirements/requirements.api.ts'
import { atRiskEndpoints } from './planning/risk/at-risk.api.ts'
import { seasonPreparationEndpoints } from './planning/seasons/seasons.api.ts'
import { segmentPlaceEndpoints } from './planning/segments/segments.api.ts'
import { spendingEndpoints } from './planning/spending/spending.api.ts'
import { statedChangeEndpoints } from './planning/stated-changes/stated-changes.api.ts'
import { surveyMailEndpoints } from './planning/surveys/surveys-mail.api.ts'
import type { AnyEndpoint } from './platform/http/endpoint.ts'
import { TRACKING_READERS } from './tracking-readers.ts'
import { exceptionEndpoints } from './views/exceptions/exceptions.api.ts'
import { loyaltyEndpoints } from './views/loyalty/loyalty.api.ts'
import { needsViewEndpoints } from './views/needs/needs.api.ts'
import { onTheRoadEndpoints } from './views/on-the-road/on-the-road.api.ts'
import { orderViewEndpoints } from './views/orders/orders.api.ts'
import { portalEndpoints } from './views/portal/portal.api.ts'
import { processChartEndpoints } from './views/process-chart/process-chart.api.ts'
import { scorecardEndpoints } from './views/scorecard/scorecard.api.ts'
import { claimViewEndpoints } from './views/service-desk/claims.api.ts'
import { feedbackViewEndpoints } from './views/service-desk/feedback.api.ts'
import { serviceDeskEndpoints } from './views/service-desk/service-desk.api.ts'
import { servingCostEndpoints } from './views/serving-costs/serving-costs.api.ts'
import { stockViewEndpoints } from './views/stock/stock.api.ts'
import { rebuildEndpoints } from './views/verdicts/rebuild.api.ts'

export interface EndpointSetting {
  readonly signIn: SignInLibrary
  readonly people: PeopleSetting
  readonly imports: ImportsSetting
  readonly messages: SettingsSetting & PreferencesSetting & MessagePost
  readonly tracking: TrackingLinks
  readonly surveys: SurveyLinks
}

export const allEndpoints = ({
  signIn,
  people,
  imports,
  messages,
  tracking,
  surveys,
}: EndpointSetting): AnyEndpoint[] => [
  ...peopleEndpoints(signIn, people),
  ...customerEndpoints,
  ...productEndpoints,
  ...locationEndpoints,
  ...carrierEndpoints,
  ...laneEndpoints,
  ...capacityEndpoints,
  ...policyEndpoints,
  ...segmentPlaceEndpoints,
  ...segmentRuleEndpoints,
  ...termsEndpoints,
  ...priceEndpoints,
  ...costEndpoints,
  ...servingCostEndpoints,
  ...scorecardEndpoints,
  ...rebuildEndpoints,
  ...orderViewEndpoints,
  ...portalEndpoints,
  ...exceptionEndpoints,
  ...orderEndpoints,
  ...promiseEndpoints,
  ...promiseDeskEndpoints,
  ...orderingEndpoints,
  ...recurringEndpoints,
  ...proposalEndpoints,
  ...laterReasonEndpoints,
  ...allocationBoardEndpoints,
  ...backTestEndpoints,
  ...disruptionEndpoints,
  ...disruptionCheckEndpoints,
  ...packagePreviewEndpoints,
  ...actionEndpoints,
  ...loyaltyEndpoints,
  ...balanceEndpoints,
  ...draftEndpoints,
  ...loweringEndpoints,
  ...floorEndpoints,
  ...reviewEndpoints,
  ...spendingEndpoints,
  ...packageReplayEndpoints,
  ...appliedRequirementEndpoints,
  ...queueEndpoints(messages),
  ...settingEndpoints(messages),
  ...preferenceEndpoints(messages),
  ...testSendEndpoints(messages),
  ...inventoryEndpoints,
  ...receivingEndpoints,
  ...seasonPreparationEndpoints,
  ...stockViewEndpoints,
  ...shipmentEndpoints,
  ...documentEndpoints,
  ...trackingEndpoints,
  ...replayEndpoints(TRACKING_READERS),
  ...carrierEventEndpoints(signIn.sealer),
  ...carrierPollingEndpoints({
    ...{ sealer: signIn.sealer, allowsLoopback: messages.allowsLoopback },
    read: (connection, content) => readCall(connection, content, null),
  }),
  ...connectionEndpoints(signIn.sealer),
  ...linkEndpoints(tracking),
  ...vehicleEndpoints,
  ...positionBrokerEndpoints(signIn.sealer),
  ...tripEndpoints,
  ...onTheRoadEndpoints,
  ...deliveryEndpoints,
  ...invoiceEndpoints,
  ...ratingEndpoints,
  ...inquiryEndpoints,
  ...answerSettingEndpoints,
  ...answeringEndpoints,
  ...mailboxEndpoints(signIn.sealer),
  ...outsideModelEndpoints({ sealer: signIn.sealer, allowsLoopback: messages.allowsLoopback }),
  ...incomingMailEndpoints({ sealer: signIn.sealer, allowsLoopback: messages.allowsLoopback }),
  ...serviceDeskEndpoints,
  ...claimEndpoints,
  ...claimViewEndpoints,
  ...replacingEndpoints,
  ...feedbackEndpoints,
  ...feedbackViewEndpoints,
  ...dealBreakerEndpoints,
  // Before the records of the same path, whose `:id` would take its name for an id.
  ...stateNeedsEndpoints,
  ...needsEndpoints,
  ...surveyEndpoints(surveys),
  ...surveyMailEndpoints,
  ...statedChangeEndpoints,
  ...needsViewEndpoints,
  ...atRiskEndpoints,
  ...remedyEndpoints,
  ...processEndpoints,
  ...processChartEndpoints,
  ...bpmnEndpoints,
  ...processLogEndpoints,
  ...importEndpoints(imports),
  ...exportEndpoints,
  ...epcisEndpoints,
  ...assistantEndpoints,
  ...ediX12Endpoints,
  ...ediEdifactEndpoints,
]
