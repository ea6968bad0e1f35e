// Preloaded into a measured process: notes its CPU, its memory, and when it sent its first request, as it ends.
import { writeFileSync } from 'node:fs'

let first = 0
const { fetch } = globalThis
globalThis.fetch = (...words) => {
  // performance.now() counts from the start of the process.
  first ||= performance.now()
  return fetch(...words)
}

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  writeFileSync(
    process.env.USE_NOTE,
    JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1000, peak: maxRSS / 1024, first }),
  )
})
