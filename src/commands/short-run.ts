// For commands that are over in a second: tells V8 to leave its optimising compilers alone until code is really hot.
import { setFlagsFromString } from 'node:v8'

/** Compiling what runs a few thousand times costs more than it saves: half of the processor time of a score. */
export function expectShortRun(): void {
  setFlagsFromString('--interrupt-budget=1000000')
  setFlagsFromString('--wasm-tiering-budget=2000000000')
}
