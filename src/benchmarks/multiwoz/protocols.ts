// The ways in which a dialogue can be asked of a model, and the settings of each.

/** `gold`: the true history before each turn. `state`: nothing but the state. `simulated`: a user who follows the goal. */
export const PROTOCOLS = ['gold', 'state', 'simulated'] as const
export type Protocol = (typeof PROTOCOLS)[number]

export const CASE_OPTIONS = {
  example: 'yes: prompts begin with a worked dialogue (default: no)',
  seed: 'what booking references are drawn from (default: 0)',
  user: 'simulated: scripted, same (the asked model plays the user too), http(s)://host/v1#name or scripted:FILE (default: scripted)',
  setting: 'simulated: lab (20 turns) or autotod (15 turns) (default: lab)',
}
