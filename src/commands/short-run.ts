// For commands that are over in a second: tells V8 to leave its optimising compilers alone until code is really hot.
import { setFlagsFromString } from 'node:v8'

const CALM_WASM = '--wasm-tiering-budget=2000000000'
const LATER = ['--invocation-count-for-turbofan=100000', CALM_WASM]

/** V8 says aloud which flag it does not know, so only those of the versions that were tried are set. */
const FLAGS: Record<string, string[]> = {
  '20': ['--interrupt-budget=1000000', CALM_WASM],
  '22': LATER,
  '24': LATER,
}

/** Compiling what runs a few thousand times costs more than it saves: half of the processor time of a score. */
export function expectShortRun(): void {
  const [major] = process.versions.node.split('.')
  for (const flag of FLAGS[major as string] ?? []) setFlagsFromString(flag)
}
