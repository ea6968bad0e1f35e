// How the numbers came to be: command, settings, versions, machine.
import { count, data, make, section } from './elements.js'

function flatten(value, prefix = '') {
  if (value === null || typeof value !== 'object') return [[prefix, String(value)]]
  return Object.entries(value).flatMap(([key, item]) => flatten(item, prefix ? `${prefix}.${key}` : key))
}

export function drawOrigin() {
  return section(
    'How these numbers were made',
    data.runs.map(run => {
      const faults =
        Object.entries(run.faults)
          .map(([kind, many]) => `${many} ${kind}`)
          .join(', ') || 'none'
      const facts = [
        ['command', run.record.command],
        ['begun', run.record.created],
        ['answered', `${count(run.answered)} of ${count(run.asked)}; faults: ${faults}`],
        [
          'tokens',
          `${count(run.tokens.prompt)} prompt (${count(run.tokens.cached)} reused), ${count(run.tokens.completion)} generated`,
        ],
        ...flatten(run.record.settings),
        ...flatten(run.record.versions),
        ...flatten(run.record.machine),
      ]
      return make(
        'details',
        {},
        make('summary', {}, `${run.label} (${run.record.name})`),
        make(
          'dl',
          {},
          facts.flatMap(([name, value]) => [make('dt', {}, name), make('dd', {}, value)]),
        ),
      )
    }),
  )
}
