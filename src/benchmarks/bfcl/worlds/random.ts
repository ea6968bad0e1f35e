// The random numbers of a simulated API, seeded when the first is drawn, since most cases draw none.
import { type PythonRandom, pythonRandom } from '../../../files/python-random.ts'
import { type Dict, isInteger } from '../../../files/values.ts'

/** Gives the generator of the configured seed, always the same one. */
export function randomOf(config: Dict, standard: number): () => PythonRandom {
  const seed = config.get('random_seed')
  let random: PythonRandom | undefined
  return () => {
    random ??= pythonRandom(seed !== undefined && isInteger(seed) ? seed : standard)
    return random
  }
}
