// Which cases belong together, so that intervals take them as one trial.

/** Live cases of one function document: `live_simple_19-3-15` is the 16th prompt of the fourth one. */
export function clusterOf(id: string): string {
  return id.replace(/_\d+(-\d+)-\d+$/, '$1')
}
