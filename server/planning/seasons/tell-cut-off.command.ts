/** Publishes the last day to order before a season: a message to each customer whose goods leave the sites it holds for. */

import { Refusal } from '../../../contract/refusals.ts'
import type { CutOffTold, SeasonSite } from '../../../contract/seasons.ts'
import { type NewMessage, queueMessages } from '../../modules/messages/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { prepareSeason } from './prepare.command.ts'
import { customersOf } from './served-customers.store.ts'

/** Who has not ordered for so long is not served by a site any more. */
const SERVED_DAYS = 182

/**
 * A customer of several sites is told the earliest day. Told once: again only when the season has been changed. Refuses
 * `not_found`, and `wrong_state` for a season that is not ahead or whose last usual day has passed at every site.
 */
export function tellCutOff(context: Context, seasonId: string): Promise<CutOffTold> {
  return inTransaction(context, async (tx) => {
    const { season, sites, today } = await prepareSeason({ ...context, tx }, seasonId)
    const open = sites.filter((site) => site.last_usual_day !== null && site.last_usual_day >= today)
    if (open.length === 0) throw new Refusal('wrong_state', { season_id: seasonId, reason: 'last_day_passed' })
    const served = await customersOf(tx, { siteIds: open.map((site) => site.location_id), today, days: SERVED_DAYS })
    const bySite = new Map(open.map((site) => [site.location_id, site]))
    const messages = [...served].map(([customer_id, siteIds]): NewMessage => {
      const site = earliest(siteIds.map((id) => bySite.get(id)!))
      return {
        customer_id,
        kind: 'season_ahead',
        message_key: `season_ahead ${season.season_id} ${season.version}`,
        order_id: null,
        content: {
          season: {
            name: season.name,
            last_day: site.last_usual_day!,
            cutoff: site.cutoff,
            longer_days: site.longer_days,
          },
        },
      }
    })
    const queued = await queueMessages({ ...context, tx }, tx, messages)
    return { season_id: seasonId, customers: messages.length, messages: queued }
  })
}

const earliest = (sites: readonly SeasonSite[]): SeasonSite =>
  sites.reduce((first, site) => (site.last_usual_day! < first.last_usual_day! ? site : first))
