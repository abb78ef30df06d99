/** Why a promise is in danger, as a person would say it aloud. */
import { useTranslation } from 'react-i18next'
import type { DangerReason } from '../../../contract/risk.ts'
import { useFormats } from '../../ui/format/use-formats.ts'

/** That nothing is reported is said only where nothing is. */
export function saidReasons<Reason extends Pick<DangerReason, 'code'>>(reasons: readonly Reason[]): readonly Reason[] {
  const reported = reasons.filter(({ code }) => code !== 'usual_time')
  return reported.length ? reported : reasons
}

export function useSayReason(): (reason: Pick<DangerReason, 'code' | 'params'>) => string {
  const { t } = useTranslation(['risk', 'value'])
  const formats = useFormats()
  return ({ code, params }) => {
    const text = (name: string) => (params[name] == null ? '–' : String(params[name]))
    /** The name with its code, or the code where no name is known. */
    const named = (name: 'product' | 'location' | 'disruption') => {
      const [code, said] = [text(`${name}_id`), params[`${name}_name`]]
      return typeof said === 'string' && said !== code ? `${said} (${code})` : code
    }
    const day = (name: string) => (typeof params[name] === 'string' ? formats.date(String(params[name])) : '–')
    const number = (name: string) => formats.number(Number(params[name] ?? 0))
    switch (code) {
      case 'no_goods':
        return t('cause.no_goods', {
          missing: number('missing'),
          product: named('product'),
          site: named('location'),
        })
      case 'supply_late':
        return t('cause.supply_late', { supply: text('supply_id'), due: day('due_on'), need: day('need_on') })
      case 'not_left':
        return t('cause.not_left', { day: day('departs_on') })
      case 'overloaded':
        return t('cause.overloaded', { booked: number('booked'), capacity: number('capacity'), day: day('day') })
      case 'carrier_delay': {
        const told = t(`flag.${text('flag')}`)
        return typeof params.reason === 'string' ? `${told}: ${t(`value:reason.${params.reason}`)}` : told
      }
      case 'carrier_estimate':
        return t('cause.carrier_estimate', { day: day('day') })
      case 'silent':
        return t('cause.silent', { count: Number(params.days ?? 0) })
      case 'disruption':
        return t('cause.disruption', { name: named('disruption'), day: day('last_day') })
      default:
        return t('cause.usual_time')
    }
  }
}
