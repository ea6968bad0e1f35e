// The door coalm/starter: eight small services that execute calls, dialogues with them, and their benchmark.
export { makeDialogues, type StarterDialogue } from '../../data/starter/dialogues.ts'
export { services, toolsOf } from '../../data/starter/services.ts'
export { createWorld, type World } from '../../data/starter/world.ts'
export { echo, majority } from './baselines.ts'
export { starter } from './starter.ts'
